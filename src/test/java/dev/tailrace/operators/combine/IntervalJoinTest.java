package dev.tailrace.operators.combine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.DuckDb;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.join.ColumnPair;
import dev.tailrace.operators.combine.IntervalJoin.Settings;
import dev.tailrace.operators.combine.IntervalJoin.Type;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IntervalJoinTest {
    private static final Schema SHOTS = Schema.of(
            Field.of("k", DataType.STRING), Field.required("t", DataType.TIMESTAMP), Field.of("n", DataType.INT));
    private static final Schema HITS = Schema.of(
            Field.required("h", DataType.TIMESTAMP), Field.of("key", DataType.STRING), Field.of("m", DataType.INT));

    private static Settings settings(Type type, long lowerSeconds, long upperSeconds, @Nullable String condition) {
        return new Settings(
                type,
                List.of(new ColumnPair("k", "key")),
                Duration.ofSeconds(lowerSeconds),
                Duration.ofSeconds(upperSeconds),
                condition,
                null,
                null);
    }

    private static OperatorHarness<Settings> joining(Settings settings) {
        return OperatorHarness.of(new IntervalJoin(), settings)
                .input("left", new StreamType(SHOTS, false, "t"))
                .input("right", new StreamType(HITS, false, "h"));
    }

    private static LocalDateTime at(long seconds) {
        return LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    }

    private static Row shot(@Nullable String key, long seconds, int n) {
        return Row.of(key, at(seconds), n);
    }

    private static Row hit(@Nullable String key, long seconds, int m) {
        return Row.of(at(seconds), key, m);
    }

    private static Row both(Row shot, Row hit) {
        return Row.of(shot.get(0), shot.get(1), shot.get(2), hit.get(0), hit.get(1), hit.get(2));
    }

    private static Row alone(Row shot) {
        return Row.of(shot.get(0), shot.get(1), shot.get(2), null, null, null);
    }

    private static Row lone(Row hit) {
        return Row.of(null, null, null, hit.get(0), hit.get(1), hit.get(2));
    }

    @Test
    void bothEndsOfTheIntervalAreIncluded() {
        var result = joining(settings(Type.INNER, -10, 5, null))
                .rows("left", shot("a", 100, 1), shot("b", 100, 2), shot(null, 100, 3))
                .rows("right", hit("a", 94, 1), hit("a", 95, 2), hit("a", 110, 3), hit("a", 111, 4), hit(null, 100, 5))
                .run();
        assertEquals("t", result.output().ports().get("out").eventTime());
        assertEquals(
                List.of(both(shot("a", 100, 1), hit("a", 95, 2)), both(shot("a", 100, 1), hit("a", 110, 3))),
                result.rows());
    }

    @Test
    void aRowLeavesAloneOnceNoPartnerCanCome() {
        var result = joining(settings(Type.LEFT, -10, 0, null))
                .rows("left", shot("a", 100, 1), shot("a", 101, 2))
                .watermark(110_000)
                .rows("right", hit("a", 111, 1))
                .watermark(110_001)
                .rows("left", shot("b", 111, 3))
                .run();
        assertNull(result.output().ports().get("out").eventTime());
        assertEquals(
                List.of(both(shot("a", 101, 2), hit("a", 111, 1)), alone(shot("a", 100, 1)), alone(shot("b", 111, 3))),
                result.rows());
    }

    @Test
    void ofAFullJoinTheRowsOfBothSidesLeaveAlone() {
        var result = joining(settings(Type.FULL, 1, 5, "n > m"))
                .rows("right", hit("a", 10, 7), hit("a", 11, 1))
                .rows("left", shot("a", 12, 5), shot(null, 12, 6))
                .watermark(12_000)
                .rows("left", shot("a", 13, 9))
                .run();
        assertEquals(
                List.of(
                        both(shot("a", 12, 5), hit("a", 11, 1)),
                        alone(shot(null, 12, 6)),
                        both(shot("a", 13, 9), hit("a", 11, 1)),
                        both(shot("a", 13, 9), hit("a", 10, 7))),
                result.rows());
    }

    @Test
    void aLateRowMeetsWhatIsLeftAndIsCountedIfNothingIs() {
        var result = joining(settings(Type.INNER, -5, 5, null))
                .rows("right", hit("a", 100, 1))
                .watermark(103_000)
                .rows("left", shot("a", 97, 1), shot("b", 97, 2), shot("b", 99, 3))
                .watermark(105_001)
                .rows("left", shot("a", 100, 4))
                .rows("right", hit("b", 104, 2))
                .run();
        assertEquals(2, result.late());
        assertEquals(List.of(both(shot("a", 97, 1), hit("a", 100, 1))), result.rows());
    }

    @Test
    void aLateRowOfAnOuterSideLeavesAlone() {
        var result = joining(settings(Type.RIGHT, -5, 5, null))
                .watermark(200_000)
                .rows("right", hit("a", 100, 1))
                .run();
        assertEquals(0, result.late());
        assertEquals(List.of(lone(hit("a", 100, 1))), result.rows());
    }

    @Test
    void aRowWithoutATimeStopsTheRun() {
        var result = OperatorHarness.of(new IntervalJoin(), settings(Type.INNER, 0, 0, null))
                .input("left", new StreamType(nullableTime(), false, "t"))
                .input("right", new StreamType(HITS, false, "h"))
                .rows("left", Row.of("a", null, 1))
                .run();
        assertNotNull(result.failure());
        assertEquals("operators.event-time.missing", result.failure().code());
    }

    private static Schema nullableTime() {
        return Schema.of(
                Field.of("k", DataType.STRING), Field.of("t", DataType.TIMESTAMP), Field.of("n", DataType.INT));
    }

    @Test
    void saysWhatIsWrongWithItsSettings() {
        assertEquals(List.of("operators.interval-join.empty"), codes(settings(Type.INNER, 1, 0, null), "t"));
        assertEquals(List.of("operators.interval-join.no-time"), codes(settings(Type.LEFT, 0, 0, null), null));
        assertEquals(
                List.of("operators.interval-join.no-columns"),
                codes(new Settings(Type.INNER, List.of(), Duration.ZERO, Duration.ZERO, "n = m", null, null), "t"));
        Schema local = Schema.of(Field.of("key", DataType.STRING), Field.of("h", DataType.TIMESTAMP_LTZ));
        assertEquals(
                List.of("operators.interval-join.time-types"),
                codes(OperatorHarness.of(new IntervalJoin(), settings(Type.INNER, 0, 0, null))
                        .input("left", new StreamType(SHOTS, false, "t"))
                        .input("right", new StreamType(local, false, "h"))));
    }

    private static List<String> codes(Settings settings, @Nullable String time) {
        return codes(OperatorHarness.of(new IntervalJoin(), settings)
                .input("left", new StreamType(SHOTS, false, time))
                .input("right", new StreamType(HITS, false, "h")));
    }

    private static List<String> codes(OperatorHarness<Settings> harness) {
        return harness.problems().stream().map(Problem::code).toList();
    }

    /** Rows of both sides up to 20 s out of order, with watermarks that make none of them late. */
    @ParameterizedTest
    @EnumSource
    void agreesWithDuckDb(Type type) throws SQLException {
        for (int seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            int lower = random.nextInt(80) - 60;
            int upper = lower + random.nextInt(60);
            boolean conditional = seed != 1;
            var harness = joining(settings(type, lower, upper, conditional ? "n <= m" : null))
                    .seed(seed);
            List<Row> shots = new ArrayList<>();
            List<Row> hits = new ArrayList<>();
            long now = 1_000;
            for (int i = 0; i < 150; i++) {
                now += random.nextInt(10);
                long seconds = now - random.nextInt(20);
                String key = random.nextInt(8) == 0 ? null : "k" + random.nextInt(3);
                if (random.nextBoolean()) {
                    shots.add(shot(key, seconds, random.nextInt(4)));
                    harness.rows("left", shots.get(shots.size() - 1));
                } else {
                    hits.add(hit(key, seconds, random.nextInt(4)));
                    harness.rows("right", hits.get(hits.size() - 1));
                }
                if (i % 5 == 4) {
                    harness.watermark((now - 20) * 1000 - 1);
                    now++;
                }
            }
            String between =
                    "a.t BETWEEN b.h + INTERVAL (" + lower + ") SECOND AND b.h + INTERVAL (" + upper + ") SECOND";
            String sql = "SELECT a.*, b.* FROM a " + type + " JOIN b ON a.k = b.key AND " + between
                    + (conditional ? " AND a.n <= b.m" : "");
            try (DuckDb duck = new DuckDb()) {
                List<Row> expected =
                        duck.table("a", SHOTS, shots).table("b", HITS, hits).query(sql);
                new RowComparison(false, false)
                        .assertSame(expected, harness.run().rows(), type + ", seed " + seed + ", " + between);
            }
        }
    }

    @Test
    void pairsThatFailGoToTheErrorPortAndTheirRowsMeetOthers() {
        var result = joining(settings(Type.LEFT, 0, 10, "10 / (n - m) > 0"))
                .rows("left", shot("a", 10, 1), shot("a", 12, 2))
                .rows("right", hit("a", 5, 1), hit("a", 6, 0))
                .rows("left", shot("a", 13, 1))
                .watermark(40_000)
                .run();
        // Pairs of n with 1 and 0: 1 fails with 1 and meets 0; 2 meets both.
        assertEquals(4, result.rows().size());
        assertEquals(
                List.of(1, 1),
                result.rows("error").stream().map(row -> row.get(2)).toList());
        assertEquals(
                List.of(1, 1),
                result.rows("error").stream().map(row -> row.get(5)).toList());
    }
}
