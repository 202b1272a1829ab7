package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.StreamType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SampleTest {
    private static final Schema SCHEMA = Schema.of(Field.of("id", DataType.INT), Field.of("k", DataType.STRING));

    private static OperatorHarness<Sample.Settings> sample(
            Sample.Method method, long n, double fraction, long seed, String... keys) {
        return OperatorHarness.of(new Sample(), new Sample.Settings(method, n, fraction, List.of(keys), seed, 3))
                .input(SCHEMA)
                .inOrder();
    }

    private static List<Row> rows(int count) {
        List<Row> rows = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            rows.add(Row.of(id, id % 11 == 0 ? null : "k" + id % 100));
        }
        return rows;
    }

    private static List<Object> ids(List<Row> rows) {
        return rows.stream().map(row -> row.get(0)).toList();
    }

    @Test
    void everyNthCountsFromTheFirst() {
        assertEquals(
                List.of(0, 7, 14, 21, 28),
                ids(sample(Sample.Method.EVERY_NTH, 7, 0, 1).rows(rows(30)).run().rows()));
        assertEquals(
                rows(20),
                sample(Sample.Method.EVERY_NTH, 1, 0, 1).rows(rows(20)).run().rows());
    }

    @Test
    void aRandomPartIsAboutAsLargeAsSetAndTheSameForTheSameSeed() {
        List<Row> rows = rows(4000);
        List<Row> first =
                sample(Sample.Method.RANDOM, 1, 0.25, 1).rows(rows).run().rows();
        // The standard deviation is 27.
        assertTrue(first.size() > 890 && first.size() < 1110, first.size() + " rows");
        assertEquals(
                first, sample(Sample.Method.RANDOM, 1, 0.25, 1).rows(rows).run().rows());
        assertFalse(first.equals(
                sample(Sample.Method.RANDOM, 1, 0.25, 2).rows(rows).run().rows()));
        assertEquals(
                rows, sample(Sample.Method.RANDOM, 1, 1, 1).rows(rows).run().rows());
        assertEquals(
                List.of(), sample(Sample.Method.RANDOM, 1, 0, 1).rows(rows).run().rows());
    }

    @Test
    void allRowsOfAKeyPassOrNone() throws NoSuchAlgorithmException {
        List<Row> rows = rows(2000);
        List<Row> expected = new ArrayList<>();
        for (Row row : rows) {
            String text = "5|" + (row.get(1) == null ? "" : row.get(1));
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            if (Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt()) < 0.3 * (1L << 32)) {
                expected.add(row);
            }
        }
        assertTrue(expected.size() > 300 && expected.size() < 900, expected.size() + " rows");
        assertEquals(
                expected,
                sample(Sample.Method.BY_KEY, 1, 0.3, 5, "k").rows(rows).run().rows());
        assertEquals(
                rows, sample(Sample.Method.BY_KEY, 1, 1, 5, "k").rows(rows).run().rows());
    }

    @Test
    void keysMayBeSampledOutOfAChangelog() {
        var result = OperatorHarness.of(
                        new Sample(), new Sample.Settings(Sample.Method.BY_KEY, 1, 1, List.of("k", "id"), 1, 1))
                .input("in", new StreamType(SCHEMA, true, null))
                .rows(new Row(RowKind.DELETE, Row.of(1, "a").values()))
                .run();
        assertEquals(RowKind.DELETE, result.rows().get(0).kind());
        assertEquals(
                Port.Carries.ROWS,
                new Sample()
                        .ports(new Sample.Settings(Sample.Method.RANDOM, 1, 1, List.of(), 1, 1))
                        .get(0)
                        .carries());
    }

    @Test
    void soManyASecondPassByTheClock() {
        var result = sample(Sample.Method.PER_SECOND, 1, 0, 1)
                .now(500)
                .rows(rows(5))
                .now(1_499)
                .rows(rows(2))
                .now(1_500)
                .rows(rows(2))
                .run();
        assertEquals(List.of(0, 1, 2, 0, 1), ids(result.rows()));
    }

    @Test
    void aKeyIsNeeded() {
        assertEquals(
                "operators.sample.no-keys",
                sample(Sample.Method.BY_KEY, 1, 1, 1).problems().get(0).code());
    }
}
