package dev.tailrace.operators.combine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.engine.NodeRig;
import dev.tailrace.formats.csv.CsvFormat;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.HarnessResult;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.DecodeTarget;
import dev.tailrace.operator.format.Decoder;
import dev.tailrace.operator.format.Encoder;
import dev.tailrace.operator.format.FlinkFormat;
import dev.tailrace.operator.format.Format;
import dev.tailrace.operator.format.FormatChoice;
import dev.tailrace.operator.format.FormatSchema;
import dev.tailrace.operators.combine.LookupJoin.KeyColumn;
import dev.tailrace.operators.combine.LookupJoin.Matches;
import dev.tailrace.operators.combine.LookupJoin.Settings;
import dev.tailrace.operators.combine.LookupJoin.Type;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookupJoinTest {
    private static final Schema ROWS = Schema.of(
            Field.of("code", DataType.STRING),
            Field.required("t", DataType.TIMESTAMP_LTZ),
            Field.of("n", DataType.INT));
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        table("code,state,size", "ATL,GA,5", "ORD,IL,4", "NUL,\\N,1", "\\N,XX,9", "LAX,CA,5");
    }

    private void table(String... lines) throws IOException {
        Path written = folder.resolve("table.csv.new");
        Files.writeString(written, String.join("\n", lines) + "\n");
        Files.move(written, folder.resolve("table.csv"), StandardCopyOption.REPLACE_EXISTING);
    }

    private Settings settings(Type type, Matches matches, @Nullable String condition) {
        var columns = List.of(
                new ColumnDeclaration("code", DataType.STRING, null),
                new ColumnDeclaration("state", DataType.STRING, null),
                new ColumnDeclaration("size", DataType.INT, null));
        CsvFormat csv = new CsvFormat();
        CsvFormat.Settings plain = CsvFormat.Settings.of(columns);
        return new Settings(
                folder.resolve("table.csv").toString(),
                new FormatChoice(
                        csv,
                        new CsvFormat.Settings(
                                columns, true, plain.delimiter(), plain.quote(), "\\N", plain.timestampFormat())),
                List.of(new KeyColumn("code", "code")),
                type,
                matches,
                condition,
                null,
                "a_",
                Duration.ZERO);
    }

    private OperatorHarness<Settings> join(Settings settings) {
        return OperatorHarness.of(new LookupJoin(), settings)
                .input("in", StreamType.rows(ROWS).withEventTime("t"))
                .inOrder();
    }

    private static Row row(@Nullable String code, int n) {
        return Row.of(code, java.time.Instant.ofEpochMilli(n), n);
    }

    private static Row found(@Nullable String code, int n, @Nullable String key, @Nullable String state, Object size) {
        return Row.of(code, java.time.Instant.ofEpochMilli(n), n, key, state, size);
    }

    @Test
    void rowsLeaveWithTheTablesRowOfTheirKey() {
        var result = join(settings(Type.INNER, Matches.ONE, null))
                .rows(row("ORD", 1), row("XXX", 2), row(null, 3), row("ATL", 4), row("NUL", 5), row("ATL", 6))
                .watermark(5)
                .run();
        assertEquals(
                List.of(
                        found("ORD", 1, "ORD", "IL", 4),
                        found("ATL", 4, "ATL", "GA", 5),
                        found("NUL", 5, "NUL", null, 1),
                        found("ATL", 6, "ATL", "GA", 5)),
                result.rows());
        StreamType out = Objects.requireNonNull(result.output().ports().get("out"));
        assertEquals("t", out.eventTime());
        assertEquals(
                List.of("code", "t", "n", "a_code", "a_state", "a_size"),
                out.schema().names());
    }

    @Test
    void aLeftJoinKeepsRowsForWhichNothingIsFound() {
        var result = join(settings(Type.LEFT, Matches.ONE, null))
                .rows(row("XXX", 1), row("ORD", 2), row(null, 3))
                .run();
        assertEquals(
                List.of(
                        found("XXX", 1, null, null, null),
                        found("ORD", 2, "ORD", "IL", 4),
                        found(null, 3, null, null, null)),
                result.rows());
    }

    @Test
    void changesLeaveAsWhatTheyAreAlsoWhereAKeyFindsSeveralRows() throws IOException {
        table("code,state,size", "ATL,GA,5", "ATL,GB,6", "ORD,IL,4");
        OperatorHarness<Settings> harness = OperatorHarness.of(
                        new LookupJoin(), settings(Type.LEFT, Matches.ALL, "a_size < 6 OR n = 1"))
                .input("in", new StreamType(ROWS, true, null))
                .inOrder();
        List<Row> expected = new ArrayList<>();
        for (RowKind kind : RowKind.values()) {
            for (int n = 1; n <= 2; n++) {
                harness.rows(change(kind, row("ATL", n)), change(kind, row("XXX", n)));
                expected.add(change(kind, row("ATL", n), "ATL", "GA", 5));
                if (n == 1) {
                    expected.add(change(kind, row("ATL", n), "ATL", "GB", 6));
                }
                expected.add(change(kind, row("XXX", n), null, null, null));
            }
        }
        HarnessResult result = harness.run();
        assertEquals(expected, result.rows());
        assertTrue(Objects.requireNonNull(result.output().ports().get("out")).changes());
    }

    private static Row change(RowKind kind, Row row, @Nullable Object... more) {
        List<@Nullable Object> values = new ArrayList<>(row.values());
        values.addAll(Arrays.asList(more));
        return new Row(kind, values);
    }

    @Test
    void whereChangesComeTheFileIsReadOnce() {
        Settings once = settings(Type.INNER, Matches.ONE, null);
        Settings again = new Settings(
                once.path(),
                once.format(),
                once.on(),
                once.type(),
                once.matches(),
                null,
                null,
                "a_",
                Duration.ofSeconds(1));
        assertEquals(
                List.of("operators.lookup-join.refresh-changes"),
                OperatorHarness.of(new LookupJoin(), again)
                        .input("in", new StreamType(ROWS, true, null))
                        .problems()
                        .stream()
                        .map(Problem::code)
                        .toList());
    }

    @Test
    void theConditionDecidesWhetherARowIsFound() {
        String condition = "a_size >= n";
        var rows = List.of(row("ORD", 4), row("ORD", 5), row("LAX", 5), row("LAX", 6));
        assertEquals(
                List.of(found("ORD", 4, "ORD", "IL", 4), found("LAX", 5, "LAX", "CA", 5)),
                join(settings(Type.INNER, Matches.ONE, condition))
                        .rows(rows)
                        .run()
                        .rows());
        assertEquals(
                List.of(
                        found("ORD", 4, "ORD", "IL", 4),
                        found("ORD", 5, null, null, null),
                        found("LAX", 5, "LAX", "CA", 5),
                        found("LAX", 6, null, null, null)),
                join(settings(Type.LEFT, Matches.ONE, condition))
                        .rows(rows)
                        .run()
                        .rows());
    }

    @Test
    void aConditionThatCannotBeComputedStopsTheRunAtItsRow() {
        var result = join(settings(Type.INNER, Matches.ONE, "1 / (n - 2) < a_size"))
                .rows(row("ORD", 1), row("ORD", 2))
                .wired("out")
                .run();
        assertEquals(
                "operators.row-failed", Objects.requireNonNull(result.failure()).code());
        assertEquals("ORD", result.failedRows().get(0).get(0));
    }

    @Test
    void aRowWhoseConditionCannotBeComputedGoesToTheErrorPortAndLeavesWithNothing() throws IOException {
        table("code,state,size", "ATL,GA,5", "ORD,IL,4", "ATL,FL,3");
        var harness = join(settings(Type.LEFT, Matches.ALL, "1 / (a_size - n) < 9"))
                .rows(row("ATL", 3), row("ORD", 5), row("ATL", 1), row("XXX", 4), row("ORD", 4));
        var result = harness.run();
        assertEquals(
                List.of(
                        found("ORD", 5, "ORD", "IL", 4),
                        found("ATL", 1, "ATL", "GA", 5),
                        found("ATL", 1, "ATL", "FL", 3),
                        found("XXX", 4, null, null, null)),
                result.rows());
        assertEquals(
                List.of(row("ATL", 3).values(), row("ORD", 4).values()),
                result.rows("error").stream()
                        .map(row -> row.values().subList(0, 3))
                        .toList());
        assertEquals(
                "t",
                Objects.requireNonNull(result.output().ports().get("error")).eventTime());
    }

    @Test
    void aKeyThatComesTwiceInTheTableStopsTheRunOrGivesARowForEach() throws IOException {
        table("code,state,size", "ATL,GA,5", "ORD,IL,4", "ATL,FL,3");
        var one = join(settings(Type.INNER, Matches.ONE, null))
                .rows(row("ORD", 1))
                .run();
        Problem failure = Objects.requireNonNull(one.failure());
        assertEquals("operators.lookup-join.key-twice", failure.code());
        assertEquals(List.of("ATL"), failure.arguments());

        var all = join(settings(Type.LEFT, Matches.ALL, "a_size <> n"))
                .rows(row("ATL", 1), row("ATL", 3), row("XXX", 3), row("ORD", 4))
                .run();
        assertEquals(
                List.of(
                        found("ATL", 1, "ATL", "GA", 5),
                        found("ATL", 1, "ATL", "FL", 3),
                        found("ATL", 3, "ATL", "GA", 5),
                        found("XXX", 3, null, null, null),
                        found("ORD", 4, null, null, null)),
                all.rows());
    }

    @Test
    void anUnreadableLineOrAMissingFileStopsTheRun() throws IOException {
        table("code,state,size", "ATL,GA,five");
        var unreadable = join(settings(Type.INNER, Matches.ONE, null))
                .rows(row("ORD", 1))
                .run();
        assertEquals(
                "connectors.file-table.unreadable",
                Objects.requireNonNull(unreadable.failure()).code());
        Files.delete(folder.resolve("table.csv"));
        var missing = join(settings(Type.INNER, Matches.ONE, null))
                .rows(row("ORD", 1))
                .run();
        assertEquals(
                "connectors.files.missing",
                Objects.requireNonNull(missing.failure()).code());
    }

    @Test
    void needsAKeyOfTheSameTypeAndNamesThatDiffer() {
        Settings one = settings(Type.INNER, Matches.ONE, null);
        assertEquals(
                List.of("operators.lookup-join.no-key"),
                codes(new Settings(
                        one.path(),
                        one.format(),
                        List.of(),
                        one.type(),
                        one.matches(),
                        null,
                        null,
                        "a_",
                        one.refresh())));
        List<KeyColumn> other =
                List.of(new KeyColumn("n", "code"), new KeyColumn("m", "code"), new KeyColumn("n", "cod"));
        List<Problem> problems = join(new Settings(
                        one.path(), one.format(), other, one.type(), one.matches(), null, null, null, one.refresh()))
                .problems();
        assertEquals(
                List.of("on[0].key", "on[1].column", "on[2].key", "rightPrefix"),
                problems.stream().map(Problem::place).toList());
    }

    private List<String> codes(Settings settings) {
        return join(settings).problems().stream().map(Problem::code).toList();
    }

    @Test
    void flinkIsToldWhyItCannotAnswerTheSame() {
        Settings inner = settings(Type.INNER, Matches.ONE, null);
        Settings refreshed = new Settings(
                inner.path(),
                inner.format(),
                inner.on(),
                Type.INNER,
                Matches.ONE,
                null,
                null,
                "a_",
                Duration.ofDays(1));
        assertEquals("operators.lookup-join.flink-refresh", refusal(refreshed, "t"));
        assertEquals("operators.lookup-join.flink-left", refusal(settings(Type.LEFT, Matches.ONE, null), null));
        assertEquals("operators.lookup-join.flink-all", refusal(settings(Type.INNER, Matches.ALL, null), "t"));
        // Its CSV reader takes the text for NULL only where a column is no STRING.
        assertEquals("formats.csv.flink-null-text", refusal(inner, "t"));
    }

    @Test
    void onFlinkRowsThatFailCanOnlyStopTheRun() {
        Settings stopping = settings(Type.INNER, Matches.ONE, "1 / n > 0");
        Settings skipping = new Settings(
                stopping.path(),
                stopping.format(),
                stopping.on(),
                Type.INNER,
                Matches.ONE,
                stopping.condition(),
                null,
                "a_",
                stopping.refresh(),
                ErrorPolicy.SKIP);
        assertEquals("operators.flink-skip", refusal(skipping, "t"));
        assertEquals("operators.flink-error-port", refusal(stopping, "t", "out", "error"));
    }

    private String refusal(Settings settings, @Nullable String eventTime) {
        return refusal(settings, eventTime, "out");
    }

    private String refusal(Settings settings, @Nullable String eventTime, String... wired) {
        Placement<Settings> placement = new Placement<>(
                "node",
                settings,
                Map.of("in", List.of(StreamType.rows(ROWS).withEventTime(eventTime))),
                Set.of(wired),
                Environment.UTC,
                folder);
        FlinkNode flink = new LookupJoin().flink(placement, port -> List.of("`rows`"));
        return ((FlinkNode.Refused) flink).reason().code();
    }

    /** One that looks every 10 ms whether the file has changed. */
    private NodeRig refreshing(FormatChoice format) {
        Settings once = settings(Type.LEFT, Matches.ONE, null);
        Settings often = new Settings(
                once.path(), format, once.on(), once.type(), once.matches(), null, null, "a_", Duration.ofMillis(10));
        Placement<Settings> placement = new Placement<>(
                "node", often, Map.of("in", List.of(StreamType.rows(ROWS))), Set.of("out"), Environment.UTC, folder);
        Output output = new LookupJoin().output(placement);
        BitSet all = new BitSet();
        all.set(0, 6);
        NodeRig rig = new NodeRig(
                new LookupJoin().processor(new Setup<>(placement, output.ports(), Map.of("out", all))),
                new int[] {0},
                1,
                0);
        rig.open();
        return rig;
    }

    @Test
    void aBugWhileTheFileIsReadAgainEndsTheRun() throws Exception {
        FormatChoice csv = settings(Type.LEFT, Matches.ONE, null).format();
        FailingFormat failing = new FailingFormat();
        NodeRig rig = refreshing(new FormatChoice(failing, csv.settings()));
        failing.fails = true;
        table("code,state,size", "NEW,NW,1");
        AssertionError seen = assertThrows(AssertionError.class, () -> {
            long until = System.nanoTime() + PATIENCE_NANOS;
            for (long now = 10; System.nanoTime() < until; now += 10) {
                rig.now(now);
                Thread.onSpinWait();
            }
        });
        assertEquals("java.lang.IllegalStateException: a bug", String.valueOf(seen.getCause()));
        rig.close();
    }

    /** CSV, until its reader fails as none should. */
    private static final class FailingFormat implements Format<CsvFormat.Settings> {
        private final CsvFormat csv = new CsvFormat();
        private volatile boolean fails;

        @Override
        public String id() {
            return csv.id();
        }

        @Override
        public Class<CsvFormat.Settings> settingsType() {
            return csv.settingsType();
        }

        @Override
        public FormatSchema schema(CsvFormat.Settings settings) {
            return csv.schema(settings);
        }

        @Override
        public Decoder decoder(CsvFormat.Settings settings, BitSet demanded, DecodeTarget target) {
            if (fails) {
                throw new IllegalStateException("a bug");
            }
            return csv.decoder(settings, demanded, target);
        }

        @Override
        public Encoder encoder(CsvFormat.Settings settings, Schema schema, OutputStream out) throws IOException {
            return csv.encoder(settings, schema, out);
        }

        @Override
        public FlinkFormat flinkSource(CsvFormat.Settings settings) {
            return csv.flinkSource(settings);
        }

        @Override
        public FlinkFormat flinkSink(CsvFormat.Settings settings, Schema schema) {
            return csv.flinkSink(settings, schema);
        }

        @Override
        public String infer(byte[] sample, boolean complete) throws IOException {
            return csv.infer(sample, complete);
        }
    }

    @Test
    void aFileThatHasChangedIsReadAgain() throws Exception {
        NodeRig rig = refreshing(settings(Type.LEFT, Matches.ONE, null).format());
        rig.rows(0, BatchBuilder.batchOf(ROWS, List.of(row("ATL", 1))));
        table("code,state,size", "ATL,Georgia,5", "NEW,NW,1");
        long until = System.nanoTime() + PATIENCE_NANOS;
        for (long now = 10; !last(rig).equals(found("ATL", 2, "ATL", "Georgia", 5)); now += 10) {
            assertTrue(System.nanoTime() < until, "the file has not been read again");
            rig.now(now);
            rig.rows(0, BatchBuilder.batchOf(ROWS, List.of(row("ATL", 2))));
            Thread.onSpinWait();
        }
        assertEquals(found("ATL", 1, "ATL", "GA", 5), rig.rows(0).get(0));
        Files.delete(folder.resolve("table.csv"));
        for (long now = 1_000_000; !rig.hasFailed(); now += 10) {
            assertTrue(System.nanoTime() < until, "nobody has missed the file");
            rig.now(now);
            Thread.onSpinWait();
        }
        assertEquals("connectors.files.missing", assertNotNullProblem(rig).code());
        rig.close();
    }

    private static Problem assertNotNullProblem(NodeRig rig) {
        Problem problem = rig.failure();
        assertNotNull(problem);
        return problem;
    }

    private static Row last(NodeRig rig) {
        List<Row> rows = rig.rows(0);
        return rows.get(rows.size() - 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithComparingEveryRowWithEveryRowOfTheTable(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>(List.of("code,state,size"));
        List<Row> table = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String code = random.nextInt(20) == 0 ? null : "k" + random.nextInt(120);
            String state = random.nextInt(9) == 0 ? null : "s" + i;
            int size = random.nextInt(10);
            lines.add((code == null ? "\\N" : code) + "," + (state == null ? "\\N" : state) + "," + size);
            table.add(Row.of(code, state, size));
        }
        table(lines.toArray(String[]::new));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            rows.add(row(random.nextInt(15) == 0 ? null : "k" + random.nextInt(150), random.nextInt(10)));
        }
        for (Type type : Type.values()) {
            for (String condition : new String[] {null, "a_size < n", "a_state IS NULL OR n = 3"}) {
                List<Row> expected = new ArrayList<>();
                for (Row left : rows) {
                    int before = expected.size();
                    for (Row right : table) {
                        if (left.get(0) != null && left.get(0).equals(right.get(0)) && holds(condition, left, right)) {
                            expected.add(joined(left, right));
                        }
                    }
                    if (expected.size() == before && type == Type.LEFT) {
                        expected.add(joined(left, Row.of(null, null, null)));
                    }
                }
                var result = join(settings(type, Matches.ALL, condition))
                        .seed(seed)
                        .rows(rows)
                        .run();
                new RowComparison(true, false)
                        .assertSame(expected, result.rows(), type + ", " + condition + ", seed " + seed);
            }
        }
    }

    private static boolean holds(@Nullable String condition, Row left, Row right) {
        int n = (Integer) Objects.requireNonNull(left.get(2));
        return condition == null
                || (condition.startsWith("a_size")
                        ? (Integer) Objects.requireNonNull(right.get(2)) < n
                        : right.get(1) == null || n == 3);
    }

    private static Row joined(Row left, Row right) {
        List<@Nullable Object> values = new ArrayList<>(left.values());
        values.addAll(right.values());
        return Row.of(values.toArray());
    }
}
