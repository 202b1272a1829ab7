package dev.tailrace.operators.time;

import static dev.tailrace.operator.aggregate.AggregateFunction.AVG;
import static dev.tailrace.operator.aggregate.AggregateFunction.COUNT;
import static dev.tailrace.operator.aggregate.AggregateFunction.MAX;
import static dev.tailrace.operator.aggregate.AggregateFunction.MIN;
import static dev.tailrace.operator.aggregate.AggregateFunction.SUM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.aggregate.AggregateColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random rows, with NULLs, duplicates and late ones, against DuckDB. */
final class TumblingWindowDuckDbTest {
    private static final long SIZE = 1000;
    private static final int ROWS = 600;
    private static final int ROWS_PER_WATERMARK = 9;
    private static final long DISORDER = 700;
    private static final Schema SCHEMA = Schema.of(
            Field.required("t", DataType.TIMESTAMP),
            Field.of("k", DataType.STRING),
            Field.of("j", DataType.BIGINT),
            Field.of("i", DataType.INT),
            Field.of("p", DataType.decimal(10, 2)),
            Field.of("q", DataType.decimal(30, 4)),
            Field.of("d", DataType.DOUBLE),
            Field.of("s", DataType.STRING),
            Field.of("b", DataType.BOOLEAN));
    private static final String[] WORDS = {"", "a", "ab", "A", "é", "\u4e2d", "z", "quite a long word"};

    private static final String EXPECTED =
            """
            SELECT t // 1000 * 1000 AS w, k, j, count(*), count(i), sum(i), sum(p), count(p), sum(q), count(q), sum(d),
              count(d), min(d), max(d), min(s), max(s), min(b), max(b), min(p), max(q), count(DISTINCT s), sum(DISTINCT p),
              count(*) FILTER (WHERE i > 0), sum(i) FILTER (WHERE s IS NOT NULL), count(DISTINCT i) FILTER (WHERE b)
            FROM r WHERE NOT (t // 1000 * 1000 + 999 <= wm) GROUP BY ALL""";

    /** A row and the watermark that stood when it came. */
    private record Timed(Row row, long millis, long watermark) {}

    private static List<Timed> random(long seed) {
        Random random = new Random(seed);
        List<Timed> rows = new ArrayList<>();
        long greatest = 0;
        long watermark = Long.MIN_VALUE;
        for (int i = 0; i < ROWS; i++) {
            if (i % ROWS_PER_WATERMARK == 0 && i > 0) {
                watermark = Math.max(watermark, greatest - DISORDER - 1);
            }
            long millis = Math.max(0, i * 10L - (random.nextInt(10) == 0 ? random.nextInt(3000) : random.nextInt(400)));
            greatest = Math.max(greatest, millis);
            Row row = Row.of(
                    LocalDateTime.ofEpochSecond(millis / 1000, (int) (millis % 1000) * 1_000_000, ZoneOffset.UTC),
                    orNull(random, WORDS[random.nextInt(4)]),
                    orNull(random, (long) random.nextInt(2)),
                    orNull(random, random.nextInt(11) - 5),
                    orNull(random, BigDecimal.valueOf(random.nextInt(2001) - 1000, 2)),
                    orNull(random, new BigDecimal(new BigInteger(90, random), 4).negate()),
                    orNull(random, random.nextInt(8) / 4.0 - 1),
                    orNull(random, WORDS[random.nextInt(WORDS.length)]),
                    orNull(random, random.nextBoolean()));
            rows.add(new Timed(row, millis, watermark));
        }
        return rows;
    }

    private static Object orNull(Random random, Object value) {
        return random.nextInt(6) == 0 ? null : value;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithDuckDb(long seed) throws SQLException {
        List<Timed> rows = random(seed);
        var settings = new TumblingWindow.Settings(
                Duration.ofMillis(SIZE),
                List.of("k", "j"),
                List.of(
                        AggregateColumn.countOf("n"),
                        AggregateColumn.of("count_i", COUNT, "i"),
                        AggregateColumn.of("sum_i", SUM, "i"),
                        AggregateColumn.of("avg_i", AVG, "i"),
                        AggregateColumn.of("sum_p", SUM, "p"),
                        AggregateColumn.of("avg_p", AVG, "p"),
                        AggregateColumn.of("sum_q", SUM, "q"),
                        AggregateColumn.of("avg_q", AVG, "q"),
                        AggregateColumn.of("sum_d", SUM, "d"),
                        AggregateColumn.of("avg_d", AVG, "d"),
                        AggregateColumn.of("min_d", MIN, "d"),
                        AggregateColumn.of("max_d", MAX, "d"),
                        AggregateColumn.of("min_s", MIN, "s"),
                        AggregateColumn.of("max_s", MAX, "s"),
                        AggregateColumn.of("min_b", MIN, "b"),
                        AggregateColumn.of("max_b", MAX, "b"),
                        AggregateColumn.of("min_p", MIN, "p"),
                        AggregateColumn.of("max_q", MAX, "q"),
                        AggregateColumn.of("distinct_s", COUNT, "s").distinctly(),
                        AggregateColumn.of("distinct_p", SUM, "p").distinctly(),
                        AggregateColumn.countOf("positive").where("i > 0"),
                        AggregateColumn.of("sum_where", SUM, "i").where("s IS NOT NULL"),
                        AggregateColumn.of("distinct_where", COUNT, "i")
                                .distinctly()
                                .where("b")),
                Duration.ZERO,
                ErrorPolicy.STOP);
        var harness = OperatorHarness.of(new TumblingWindow(), settings)
                .input("in", StreamType.rows(SCHEMA).withEventTime("t"))
                .seed(seed);
        long watermark = Long.MIN_VALUE;
        for (Timed timed : rows) {
            if (timed.watermark() > watermark) {
                watermark = timed.watermark();
                harness.watermark(watermark);
            }
            harness.rows(timed.row());
        }
        var result = harness.run();
        long late = rows.stream()
                .filter(timed -> timed.millis() / SIZE * SIZE + SIZE - 1 <= timed.watermark())
                .count();
        assertTrue(late > 10, "the rows make some late ones");
        assertEquals(late, result.rows("late").size());
        new RowComparison(false, false).assertSame(expected(rows), result.rows(), "seed " + seed);
    }

    private static List<Row> expected(List<Timed> rows) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("CREATE TABLE r (t BIGINT, wm BIGINT, k VARCHAR, j BIGINT, i INTEGER, p DECIMAL(10, 2),"
                    + " q DECIMAL(30, 4), d DOUBLE, s VARCHAR, b BOOLEAN)");
            try (PreparedStatement insert = duck.prepareStatement("INSERT INTO r VALUES (?,?,?,?,?,?,?,?,?,?)")) {
                for (Timed timed : rows) {
                    insert.setLong(1, timed.millis());
                    insert.setLong(2, timed.watermark());
                    for (int column = 1; column < SCHEMA.size(); column++) {
                        insert.setObject(column + 2, timed.row().get(column));
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            List<Row> expected = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(EXPECTED)) {
                while (found.next()) {
                    expected.add(row(found));
                }
            }
            return expected;
        }
    }

    private static Row row(ResultSet found) throws SQLException {
        LocalDateTime start = LocalDateTime.ofEpochSecond(found.getLong(1) / 1000, 0, ZoneOffset.UTC);
        long countOfI = found.getLong(5);
        BigDecimal sumOfI = found.getBigDecimal(6);
        Double sumOfD = (Double) found.getObject(11);
        BigDecimal sumWhere = found.getBigDecimal(24);
        return Row.of(
                start,
                start.plusSeconds(1),
                found.getString(2),
                found.getObject(3),
                found.getLong(4),
                countOfI,
                sumOfI == null ? null : sumOfI.intValueExact(),
                sumOfI == null ? null : (int) (sumOfI.longValueExact() / countOfI),
                found.getBigDecimal(7),
                average(found.getBigDecimal(7), found.getLong(8)),
                found.getBigDecimal(9),
                average(found.getBigDecimal(9), found.getLong(10)),
                sumOfD,
                sumOfD == null ? null : sumOfD / found.getLong(12),
                found.getObject(13),
                found.getObject(14),
                found.getString(15),
                found.getString(16),
                found.getObject(17),
                found.getObject(18),
                found.getBigDecimal(19),
                found.getBigDecimal(20),
                found.getLong(21),
                found.getBigDecimal(22),
                found.getLong(23),
                sumWhere == null ? null : sumWhere.intValueExact(),
                found.getLong(25),
                start.plusNanos(999_000_000));
    }

    private static BigDecimal average(BigDecimal sum, long count) {
        return sum == null ? null : sum.divide(BigDecimal.valueOf(count), 6, RoundingMode.HALF_UP);
    }
}
