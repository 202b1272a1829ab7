package dev.tailrace.formats;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.formats.csv.CsvFormat;
import dev.tailrace.formats.json.JsonFormat;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.DecodeTarget;
import dev.tailrace.operator.format.Decoder;
import dev.tailrace.operator.format.FormatChoice;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Megabytes per CPU second of both decoders, over bytes in memory; argument: the folder of the sample data. */
final class DecoderSpeed {
    private static final int REPEATS = 20;

    private DecoderSpeed() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        FormatChoice flights = json(
                column("date", DataType.STRING),
                column("delay", DataType.INT),
                column("distance", DataType.INT),
                column("origin", DataType.STRING),
                column("destination", DataType.STRING));
        FormatChoice quakes = json(
                new ColumnDeclaration("mag", DataType.DOUBLE, "$.properties.mag"),
                new ColumnDeclaration("time", DataType.TIMESTAMP_LTZ, "$.properties.time"),
                column("id", DataType.STRING));
        FormatChoice moves = new FormatChoice(
                new CsvFormat(),
                CsvFormat.Settings.of(List.of(
                        column("event_time", DataType.TIMESTAMP_LTZ),
                        column("game_id", DataType.STRING),
                        column("ply", DataType.INT),
                        column("san", DataType.STRING),
                        column("clock_s", DataType.INT),
                        column("think_s", DataType.INT))));
        for (int round = 0; round < 3; round++) {
            measure("flights.jsonl, 5 of 5 columns", flights, 5, data.resolve("flights/flights.jsonl"));
            measure("flights.jsonl, 1 of 5 columns", flights, 1, data.resolve("flights/flights.jsonl"));
            measure("earthquakes.jsonl, 3 nested columns", quakes, 3, data.resolve("earthquakes/earthquakes.jsonl"));
            measure("moves.csv, 6 of 6 columns", moves, 6, data.resolve("chess_games/moves.csv"));
            measure("moves.csv, 1 of 6 columns", moves, 1, data.resolve("chess_games/moves.csv"));
        }
    }

    private static ColumnDeclaration column(String name, DataType type) {
        return new ColumnDeclaration(name, type, null);
    }

    private static FormatChoice json(ColumnDeclaration... columns) {
        return new FormatChoice(new JsonFormat(), JsonFormat.Settings.of(List.of(columns)));
    }

    private static void measure(String name, FormatChoice format, int columns, Path file) throws Exception {
        byte[] once = Files.readAllBytes(file);
        int body = format.format().id().equals("csv") ? indexOfLineEnd(once) + 1 : 0;
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(once, 0, body);
        for (int i = 0; i < REPEATS; i++) {
            many.write(once, body, once.length - body);
        }
        byte[] bytes = many.toByteArray();
        BitSet demanded = new BitSet();
        demanded.set(0, columns);
        Sink sink = new Sink(format.schema().schema(), demanded);
        Decoder decoder = format.decoder(demanded, sink);
        long start = cpuNanos();
        int at = decoder.begin(bytes, 0, bytes.length, true);
        long rows = 0;
        while (at < bytes.length) {
            at = decoder.decode(bytes, at, bytes.length, true);
            rows += sink.rows.build().rows();
        }
        double seconds = (cpuNanos() - start) / 1e9;
        System.err.printf(
                "%-38s %5.0f MB per CPU second, %.2f million rows%n",
                name, bytes.length / seconds / 1e6, rows / seconds / 1e6);
    }

    /** Of this thread, so that a busy machine matters less. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static int indexOfLineEnd(byte[] bytes) {
        int at = 0;
        while (bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private static final class Sink implements DecodeTarget {
        private final BatchBuilder rows;

        Sink(Schema schema, @Nullable BitSet demanded) {
            rows = BatchBuilder.recycling(schema, demanded);
        }

        @Override
        public BatchBuilder rows() {
            return rows;
        }

        @Override
        public boolean isFull() {
            return rows.isFull();
        }

        @Override
        public void unreadable(byte[] buffer, int from, int to, Problem problem) {
            throw new AssertionError(problem);
        }

        @Override
        public void endOfRecord(int lineEnds) {}
    }
}
