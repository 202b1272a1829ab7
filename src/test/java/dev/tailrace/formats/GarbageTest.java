package dev.tailrace.formats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.formats.csv.CsvFormat;
import dev.tailrace.formats.json.JsonFormat;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.DecodeTarget;
import dev.tailrace.operator.format.Decoder;
import dev.tailrace.operator.format.Encoder;
import dev.tailrace.operator.format.FormatChoice;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reading and writing make no object a row: what they allocate is less than a byte a row, some objects a batch. */
class GarbageTest {
    private static final int BATCHES = 60;
    private static final List<ColumnDeclaration> COLUMNS = List.of(
            new ColumnDeclaration("text", DataType.STRING, null),
            new ColumnDeclaration("flag", DataType.BOOLEAN, null),
            new ColumnDeclaration("number", DataType.INT, null),
            new ColumnDeclaration("big", DataType.BIGINT, null),
            new ColumnDeclaration("measure", DataType.DOUBLE, null),
            new ColumnDeclaration("money", DataType.decimal(12, 2), null),
            new ColumnDeclaration("day", DataType.DATE, null),
            new ColumnDeclaration("hour", DataType.TIME, null),
            new ColumnDeclaration("moment", DataType.TIMESTAMP, null),
            new ColumnDeclaration("instant", DataType.TIMESTAMP_LTZ, null));

    private final FormatChoice json = new FormatChoice(new JsonFormat(), JsonFormat.Settings.of(COLUMNS));
    private final FormatChoice csv = new FormatChoice(new CsvFormat(), CsvFormat.Settings.of(COLUMNS));
    private final Batch rows = BatchBuilder.batchOf(
            json.schema().schema(),
            IntStream.range(0, Batch.MAX_ROWS).mapToObj(GarbageTest::row).toList());

    private static Row row(int i) {
        return Row.of(
                i % 10 == 0 ? null : "a \"text\" with é of " + i,
                i % 3 == 0,
                i % 7 == 0 ? null : i * 31,
                i * 1_000_003L,
                i / 8.0 - 3,
                BigDecimal.valueOf(i * 7919L - 1_000_000, 2),
                LocalDate.ofEpochDay(i * 10L - 3000),
                LocalTime.ofSecondOfDay(i),
                LocalDateTime.of(2024, 2, 29, 12, 30, 15, i % 1000 * 1_000_000),
                Instant.ofEpochMilli(1_436_918_300_000L + i));
    }

    @Test
    void readingAndWritingJsonMakesNoGarbage() throws Exception {
        assertNoGarbage(json);
    }

    @Test
    void readingAndWritingCsvMakesNoGarbage() throws Exception {
        assertNoGarbage(csv);
    }

    private void assertNoGarbage(FormatChoice format) throws Exception {
        try (Encoder encoder = format.encoder(rows.schema(), OutputStream.nullOutputStream())) {
            assertNoGarbage("writing", () -> encoder.write(rows));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Encoder encoder = format.encoder(rows.schema(), bytes)) {
            encoder.write(rows);
        }
        Reading reading = new Reading(format, rows.schema(), bytes.toByteArray());
        assertNoGarbage("reading", reading::run);
    }

    /** Something that is done with the rows of one batch. */
    private interface Work {
        void run() throws Exception;
    }

    private static void assertNoGarbage(String what, Work batch) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        for (int i = 0; i < BATCHES; i++) {
            batch.run();
        }
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < BATCHES; i++) {
            batch.run();
        }
        double perRow = (double) (threads.getThreadAllocatedBytes(thread) - before) / BATCHES / Batch.MAX_ROWS;
        assertTrue(perRow < 1, () -> what + " allocates " + perRow + " bytes a row");
    }

    /** Reads the same bytes again and again. */
    private static final class Reading implements DecodeTarget {
        private final BatchBuilder builder;
        private final Decoder decoder;
        private final byte[] bytes;
        private final int first;

        Reading(FormatChoice format, Schema schema, byte[] bytes) throws Exception {
            BitSet all = new BitSet();
            all.set(0, schema.size());
            this.builder = BatchBuilder.recycling(schema, all);
            this.decoder = format.decoder(all, this);
            this.bytes = bytes;
            this.first = decoder.begin(bytes, 0, bytes.length, true);
        }

        void run() {
            decoder.decode(bytes, first, bytes.length, true);
            if (builder.build().rows() != Batch.MAX_ROWS) {
                throw new AssertionError("not all rows were read");
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
}
