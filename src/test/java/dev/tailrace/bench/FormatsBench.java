package dev.tailrace.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.flink.FlinkSql;
import dev.tailrace.flink.FlinkTranslation;
import dev.tailrace.formats.csv.CsvFormat;
import dev.tailrace.formats.json.JsonFormat;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.DecodeTarget;
import dev.tailrace.operator.format.Decoder;
import dev.tailrace.operator.format.Encoder;
import dev.tailrace.operator.format.FormatChoice;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;
import org.codehaus.commons.compiler.CompilerFactoryFactory;

/**
 * Rows in and out: bids of eight columns through filter and window to CSV, four columns demanded, on the embedded
 * runtime, in DuckDB on one thread and, if asked for, on Flink; and decoders and encoders alone. Rates are megabytes of
 * input (of output, for encoders) per second of processor time of the whole process, medians of five after three to warm up;
 * the answers are compared.
 *
 * <pre>{@code
 * docs/measure/java dev.tailrace.bench.FormatsBench [BIDS [all|query|decode|encode|flink]]
 * }</pre>
 */
final class FormatsBench {
    private static final int ROUNDS = 5;
    private static final int WARM_UPS = 3;
    private static final List<ColumnDeclaration> COLUMNS = List.of(
            column("kind", DataType.STRING),
            column("auction", DataType.BIGINT),
            column("bidder", DataType.BIGINT),
            column("price", DataType.BIGINT),
            column("channel", DataType.STRING),
            column("url", DataType.STRING),
            column("dateTime", DataType.BIGINT),
            column("extra", DataType.STRING));
    private static final BitSet DEMANDED = positions(2, 3, 4, 6);

    private final PrintStream out;
    private final Path folder;
    private final int bids;

    private FormatsBench(PrintStream out, Path folder, int bids) {
        this.out = out;
        this.folder = folder;
        this.bids = bids;
    }

    public static void main(String[] arguments) throws Exception {
        int bids = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000_000;
        String what = arguments.length > 1 ? arguments[1] : "all";
        FormatsBench bench = new FormatsBench(System.out, Path.of("target", "formats-bench"), bids);
        for (boolean json : new boolean[] {true, false}) {
            if (what.equals("query") || what.equals("all")) {
                bench.query(json);
            }
            if (what.equals("decode") || what.equals("all")) {
                bench.decode(json);
            }
            if (what.equals("encode") || what.equals("all")) {
                bench.encode(json);
            }
            if (what.equals("flink")) {
                bench.flink(json);
            }
        }
    }

    private static ColumnDeclaration column(String name, DataType type) {
        return new ColumnDeclaration(name, type, null);
    }

    private static BitSet positions(int... positions) {
        BitSet set = new BitSet();
        Arrays.stream(positions).forEach(set::set);
        return set;
    }

    // --- the query ---

    private void query(boolean json) throws Exception {
        Path file = BidFile.of(folder, json, bids);
        Path ours = folder.resolve("ours.csv");
        Path theirs = folder.resolve("duckdb.csv");
        double[] tailrace = new double[ROUNDS];
        double[] duckdb = new double[ROUNDS];
        CheckedPipeline pipeline = pipeline(file, ours, json);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            execute(connection, "SET threads TO 1");
            for (int round = -WARM_UPS; round < ROUNDS; round++) {
                double own = cpuSeconds(() -> run(pipeline));
                double peer = cpuSeconds(() -> execute(connection, duckQuery(file, theirs, json)));
                if (round >= 0) {
                    tailrace[round] = own;
                    duckdb[round] = peer;
                }
            }
            compare(connection, ours, theirs);
        }
        double megabytes = Files.size(file) / 1e6;
        print(json, "query, tailrace", megabytes, tailrace);
        print(json, "query, DuckDB on one thread", megabytes, duckdb);
        double[] ratios = new double[ROUNDS];
        Arrays.setAll(ratios, i -> duckdb[i] / tailrace[i]);
        out.printf(Locale.ROOT, "%-5s %-32s %6.2f x%n", name(json), "of DuckDB's rate", median(ratios));
    }

    private static String duckQuery(Path file, Path to, boolean json) {
        String columns = "{kind: 'VARCHAR', auction: 'BIGINT', bidder: 'BIGINT', price: 'BIGINT', channel: 'VARCHAR', "
                + "url: 'VARCHAR', dateTime: 'BIGINT', extra: 'VARCHAR'}";
        String table = json
                ? "read_json('" + file + "', format = 'newline_delimited', columns = " + columns + ")"
                : "read_csv('" + file + "', header = true, auto_detect = false, columns = " + columns + ")";
        return "COPY (SELECT make_timestamp(dateTime // 10000 * 10000000) AS window_start, channel, count(*) AS bids, "
                + "sum(price) AS total, max(bidder) AS top FROM " + table
                + " WHERE price >= 10000 GROUP BY ALL) TO '" + to + "' (HEADER)";
    }

    private static CheckedPipeline pipeline(Path file, Path to, boolean json) {
        String columns = String.join(
                ", ",
                COLUMNS.stream()
                        .map(c -> "{\"name\": \"" + c.name() + "\", \"type\": \"" + c.type() + "\"}")
                        .toList());
        String text =
                """
                {"tailrace": 1, "name": "Bids by channel",
                 "nodes": [
                  {"id": "bids", "operator": "file-source", "settings": {"path": "%s",
                   "format": {"type": "%s", "columns": [%s]}}},
                  {"id": "dear", "operator": "filter", "settings": {"condition": "price >= 10000"}},
                  {"id": "derived", "operator": "derive", "settings": {"columns": [
                   {"name": "time", "expression": "TO_TIMESTAMP_LTZ(`dateTime`, 3)"}]}},
                  {"id": "timed", "operator": "event-time", "settings": {"column": "time", "disorder": "4 s"}},
                  {"id": "window", "operator": "tumbling-window", "settings": {"size": "10 s", "groupBy": ["channel"],
                   "aggregates": [{"name": "bids", "function": "count"},
                    {"name": "total", "function": "sum", "argument": "price"},
                    {"name": "top", "function": "max", "argument": "bidder"}]}},
                  {"id": "columns", "operator": "project", "settings": {"columns": [
                   {"expression": "window_start"}, {"expression": "channel"}, {"expression": "bids"},
                   {"expression": "total"}, {"expression": "top"}]}},
                  {"id": "file", "operator": "file-sink", "settings": {"path": "%s", "format": {"type": "csv"}}}],
                 "wires": [{"from": "bids.out", "to": "dear.in"}, {"from": "dear.out", "to": "derived.in"},
                  {"from": "derived.out", "to": "timed.in"}, {"from": "timed.out", "to": "window.in"},
                  {"from": "window.out", "to": "columns.in"}, {"from": "columns.out", "to": "file.in"}]}
                """
                        .formatted(file.toAbsolutePath(), json ? "json" : "csv", columns, to.toAbsolutePath());
        PipelineCheck check = new PipelineCheck(Catalogue.load());
        Pipeline pipeline = Objects.requireNonNull(PipelineJson.parse(text).pipeline());
        return check.check(pipeline, Path.of("").toAbsolutePath(), Map.of());
    }

    private static void run(CheckedPipeline pipeline) throws InterruptedException {
        Run run = new EmbeddedRuntime(new PipelineCheck(Catalogue.load())).start(pipeline, RunOptions.DEFAULT);
        run.await(Duration.ofMinutes(5));
        if (run.state() != Run.State.DONE) {
            throw new AssertionError(run.state() + " " + run.failure());
        }
    }

    private static void compare(Connection connection, Path ours, Path theirs) throws SQLException {
        String rows = "SELECT * FROM read_csv('%s', all_varchar = true, header = true)";
        String less = "SELECT count(*) FROM (" + rows + " EXCEPT ALL " + rows + ")";
        try (Statement statement = connection.createStatement()) {
            for (String query : List.of(less.formatted(ours, theirs), less.formatted(theirs, ours))) {
                try (ResultSet result = statement.executeQuery(query)) {
                    result.next();
                    if (result.getLong(1) > 0) {
                        throw new AssertionError("other answers: " + query);
                    }
                }
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The same pipeline as Flink SQL, on an in-process cluster with one slot. */
    private void flink(boolean json) throws Exception {
        Path file = BidFile.of(folder, json, bids);
        CheckedPipeline pipeline = pipeline(file, folder.resolve("flink-" + name(json)), json);
        FlinkSql sql = FlinkTranslation.of(pipeline);
        // Flink's planner sees our newer Janino but not the file that names its factory; the factory, once found,
        // stays.
        CompilerFactoryFactory.getDefaultCompilerFactory(FormatsBench.class.getClassLoader());
        double[] flink = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            double seconds = cpuSeconds(() -> {
                TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
                sql.settings().forEach((key, value) -> tables.getConfig().set(key, value));
                tables.getConfig().set("pipeline.object-reuse", "true");
                sql.definitions().forEach(statement -> tables.executeSql(statement.sql()));
                StatementSet set = tables.createStatementSet();
                sql.inserts().forEach(statement -> set.addInsertSql(statement.sql()));
                set.execute().await();
            });
            if (round >= 0) {
                flink[round] = seconds;
            }
        }
        print(json, "query, Flink", Files.size(file) / 1e6, flink);
    }

    // --- decoders and encoders alone ---

    private void decode(boolean json) throws Exception {
        byte[] bytes = Files.readAllBytes(BidFile.of(folder, json, Math.min(bids, 500_000)));
        BitSet all = new BitSet();
        all.set(0, COLUMNS.size());
        for (BitSet demanded : List.of(DEMANDED, all)) {
            Rows rows = new Rows(format(json), demanded);
            double[] seconds = new double[ROUNDS];
            long[] allocated = new long[1];
            for (int round = -WARM_UPS; round < ROUNDS; round++) {
                long before = allocatedBytes();
                double used = cpuSeconds(() -> rows.decode(bytes, batch -> {}));
                allocated[0] = allocatedBytes() - before;
                if (round >= 0) {
                    seconds[round] = used;
                }
            }
            String name = "decoding, " + demanded.cardinality() + " of 8 columns";
            print(json, name, bytes.length / 1e6, seconds);
            out.printf(
                    Locale.ROOT,
                    "%-5s %-32s %6.2f bytes a row allocated%n",
                    name(json),
                    name,
                    (double) allocated[0] / rows.decoded);
        }
    }

    private void encode(boolean json) throws Exception {
        byte[] bytes = Files.readAllBytes(BidFile.of(folder, json, Math.min(bids, 500_000)));
        BitSet all = new BitSet();
        all.set(0, COLUMNS.size());
        List<Batch> batches = new ArrayList<>();
        new Rows(format(json), all).decode(bytes, batch -> {
            batch.retain();
            batches.add(batch);
        });
        long rows = batches.stream().mapToLong(Batch::rows).sum();
        double[] seconds = new double[ROUNDS];
        long[] counted = new long[1];
        long[] allocated = new long[1];
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            CountingStream stream = new CountingStream();
            long before = allocatedBytes();
            double used = cpuSeconds(() -> {
                try (Encoder encoder = format(json).encoder(batches.get(0).schema(), stream)) {
                    for (Batch batch : batches) {
                        encoder.write(batch);
                    }
                }
            });
            allocated[0] = allocatedBytes() - before;
            counted[0] = stream.count;
            if (round >= 0) {
                seconds[round] = used;
            }
        }
        print(json, "encoding, 8 columns", counted[0] / 1e6, seconds);
        out.printf(
                Locale.ROOT,
                "%-5s %-32s %6.2f bytes a row allocated%n",
                name(json),
                "encoding, 8 columns",
                (double) allocated[0] / rows);
    }

    private static FormatChoice format(boolean json) {
        return json
                ? new FormatChoice(new JsonFormat(), JsonFormat.Settings.of(COLUMNS))
                : new FormatChoice(new CsvFormat(), CsvFormat.Settings.of(COLUMNS));
    }

    /** Takes what a decoder gives from bytes in memory. */
    private static final class Rows implements DecodeTarget {
        private final BatchBuilder builder;
        private final Decoder decoder;
        private long decoded;

        Rows(FormatChoice format, BitSet demanded) {
            builder = BatchBuilder.recycling(format.schema().schema(), demanded);
            decoder = format.decoder(demanded, this);
        }

        void decode(byte[] bytes, java.util.function.Consumer<Batch> taker) throws IOException {
            decoded = 0;
            int at = decoder.begin(bytes, 0, bytes.length, true);
            while (at < bytes.length) {
                at = decoder.decode(bytes, at, bytes.length, true);
                Batch batch = builder.build();
                decoded += batch.rows();
                taker.accept(batch);
            }
        }

        @Override
        public BatchBuilder rows() {
            return builder;
        }

        @Override
        public boolean isFull() {
            return builder.isFull();
        }

        @Override
        public void unreadable(byte[] buffer, int from, int to, Problem problem) {
            throw new AssertionError(problem);
        }

        @Override
        public void endOfRecord(int lineEnds) {}
    }

    private static final class CountingStream extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            count += length;
        }
    }

    // --- measuring ---

    /** Something that is measured. */
    private interface Work {
        void run() throws Exception;
    }

    /** Of all threads of the process, the collector's and the compiler's too. */
    private static double cpuSeconds(Work work) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long began = system.getProcessCpuTime();
        work.run();
        return (system.getProcessCpuTime() - began) / 1e9;
    }

    private static long allocatedBytes() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private void print(boolean json, String what, double megabytes, double[] seconds) {
        out.printf(
                Locale.ROOT,
                "%-5s %-32s %6.0f MB per CPU second (%.2f s, from %.2f to %.2f)%n",
                name(json),
                what,
                megabytes / median(seconds),
                median(seconds),
                Arrays.stream(seconds).min().orElseThrow(),
                Arrays.stream(seconds).max().orElseThrow());
    }

    private static String name(boolean json) {
        return json ? "json" : "csv";
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
