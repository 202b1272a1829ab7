package dev.tailrace.operators.analyse;

import static dev.tailrace.operators.analyse.Changelog.after;
import static dev.tailrace.operators.analyse.Changelog.before;
import static dev.tailrace.operators.analyse.Changelog.folded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operators.analyse.Deduplicate.Keep;
import dev.tailrace.operators.analyse.Deduplicate.Settings;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeduplicateTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("k", DataType.STRING), Field.required("t", DataType.TIMESTAMP), Field.of("v", DataType.INT));

    private static OperatorHarness<Settings> keeping(Keep keep, String... keys) {
        return OperatorHarness.of(new Deduplicate(), new Settings(List.of(keys), keep))
                .input("in", StreamType.rows(SCHEMA).withEventTime("t"));
    }

    private static Row row(String key, int second, int value) {
        return Row.of(key, time(second * 1000L), value);
    }

    private static LocalDateTime time(long millis) {
        return LocalDateTime.ofEpochSecond(millis / 1000, (int) (millis % 1000) * 1_000_000, ZoneOffset.UTC);
    }

    @Test
    void theFirstRowOfEachKeyIsTheEarliest() {
        var result = keeping(Keep.FIRST, "k")
                .rows(row("a", 5, 1), row("b", 3, 2), row("a", 4, 3), row("a", 4, 4), row("b", 9, 5))
                .run();
        assertEquals(List.of(row("b", 3, 2), row("a", 4, 3)), result.rows());
        assertFalse(result.output().ports().get("out").changes());
    }

    @Test
    void theFirstRowPassesOnceTheWatermarkHasReachedIt() {
        var rows = keeping(Keep.FIRST, "k").endless();
        rows.rows(row("a", 5, 1), row("b", 7, 2)).watermark(4_999);
        assertEquals(List.of(), rows.run().rows());
        rows.watermark(5_000);
        assertEquals(List.of(row("a", 5, 1)), rows.run().rows());
        rows.rows(row("a", 6, 3), row("b", 6, 4)).watermark(7_000);
        assertEquals(List.of(row("a", 5, 1), row("b", 6, 4)), rows.run().rows());
    }

    @Test
    void rowsBeforeTheWatermarkAreLate() {
        var rows = keeping(Keep.FIRST, "k")
                .watermark(5_000)
                .rows(row("a", 4, 1), row("a", 5, 2), row("b", 3, 3), row("a", 6, 4));
        var result = rows.run();
        assertEquals(List.of(row("a", 5, 2)), result.rows());
        assertEquals(List.of(row("a", 4, 1), row("b", 3, 3)), result.rows("late"));
        assertEquals(2, rows.wired("out").run().late());
    }

    @Test
    void theLastRowOfEachKeyIsReplacedByLaterOnes() {
        var result = keeping(Keep.LAST, "k")
                .rows(row("a", 5, 1), row("b", 3, 2))
                .watermark(4_000)
                .rows(row("a", 4, 3))
                .watermark(6_000)
                .rows(row("a", 7, 4), row("b", 2, 5))
                .run();
        Object[] old = row("a", 5, 1).values().toArray();
        Object[] newer = row("a", 7, 4).values().toArray();
        assertEquals(List.of(row("a", 5, 1), row("b", 3, 2), before(old), after(newer)), result.rows());
        assertTrue(result.output().ports().get("out").changes());
    }

    @Test
    void ofTheSameTimeTheRowThatComesLaterIsTheLast() {
        var result = keeping(Keep.LAST, "k")
                .rows(row("a", 5, 1), row("a", 5, 2), row("a", 4, 3))
                .run();
        assertEquals(List.of(row("a", 5, 2)), folded(result.rows()));
    }

    @Test
    void aBatchGivesOneUpdatePerKeyAtMostAndNoneWithoutAChange() {
        var result = keeping(Keep.LAST, "k")
                .rows(row("a", 1, 1), row("a", 2, 2), row("a", 3, 3))
                .watermark(1)
                .rows(row("a", 3, 3))
                .run();
        assertEquals(List.of(row("a", 3, 3)), result.rows());
    }

    @Test
    void nullsAreAKey() {
        for (Keep keep : Keep.values()) {
            var result = keeping(keep, "k")
                    .rows(row(null, 1, 1), row("", 1, 2), row(null, 1, 3))
                    .run();
            assertEquals(
                    keep == Keep.FIRST
                            ? List.of(row(null, 1, 1), row("", 1, 2))
                            : List.of(row("", 1, 2), row(null, 1, 3)),
                    folded(result.rows()).stream()
                            .sorted((a, b) -> Integer.compare((Integer) a.get(2), (Integer) b.get(2)))
                            .toList());
        }
    }

    @Test
    void theTimeMayBePartOfTheKey() {
        for (Keep keep : Keep.values()) {
            var result = keeping(keep, "t", "k")
                    .rows(row("a", 1, 1), row("a", 2, 2), row("a", 1, 3))
                    .run();
            int ofSecondOne = keep == Keep.FIRST ? 1 : 3;
            new RowComparison(false, true)
                    .assertSame(List.of(row("a", 1, ofSecondOne), row("a", 2, 2)), result.rows(), keep.name());
        }
    }

    @Test
    void needsAKeyAndEventTime() {
        List<Problem> problems = OperatorHarness.of(new Deduplicate(), new Settings(List.of(), Keep.FIRST))
                .input(SCHEMA)
                .problems();
        assertEquals(
                List.of("operators.deduplicate.no-keys", "operators.deduplicate.no-event-time"),
                problems.stream().map(Problem::code).toList());
    }

    @Test
    void theTimeThatCanBeEventTimeIsPutIntoTheFix() {
        Problem problem = OperatorHarness.of(new Deduplicate(), new Settings(List.of("k"), Keep.FIRST))
                .input(Schema.of(Field.of("k", DataType.STRING), Field.of("the \"time\"", DataType.TIMESTAMP)))
                .problems()
                .get(0);
        var fix = (Problem.Fix.InsertBefore) problem.fixes().get(0);
        assertEquals("event-time", fix.operator());
        assertEquals("{\"column\":\"the \\\"time\\\"\"}", fix.settingsJson());
    }

    private static final Schema MANY = Schema.of(
            Field.of("k", DataType.STRING),
            Field.of("j", DataType.INT),
            Field.required("t", DataType.TIMESTAMP),
            Field.of("p", DataType.decimal(10, 2)),
            Field.of("s", DataType.STRING));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithDuckDb(long seed) throws SQLException {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        List<Long> watermarks = new ArrayList<>();
        List<OperatorHarness<Settings>> harnesses = new ArrayList<>();
        for (Keep keep : Keep.values()) {
            harnesses.add(OperatorHarness.of(new Deduplicate(), new Settings(List.of("j", "k"), keep))
                    .input("in", StreamType.rows(MANY).withEventTime("t"))
                    .seed(seed));
        }
        long watermark = Long.MIN_VALUE;
        long greatest = 0;
        for (int i = 0; i < 900; i++) {
            long millis = 10_000 + 20L * (i / 3) + random.nextInt(400);
            greatest = Math.max(greatest, millis);
            Row row = Row.of(
                    orNull(random, "k" + random.nextInt(9)),
                    orNull(random, random.nextInt(7)),
                    time(millis),
                    orNull(random, BigDecimal.valueOf(random.nextInt(1000), 2)),
                    orNull(random, "s".repeat(random.nextInt(20)) + i));
            if (random.nextInt(4) == 0 && greatest - 200 > watermark) {
                watermark = greatest - 200;
                long millisNow = watermark;
                harnesses.forEach(harness -> harness.watermark(millisNow));
            }
            harnesses.forEach(harness -> harness.rows(row));
            rows.add(row);
            watermarks.add(watermark == Long.MIN_VALUE ? 0 : watermark);
        }
        var first = harnesses.get(0).run();
        assertTrue(first.rows("late").size() > 50, "some rows are late");
        String numbered = " QUALIFY ROW_NUMBER() OVER (PARTITION BY j, k ORDER BY t %s, arrival %s) = 1";
        new RowComparison(false, false)
                .assertSame(
                        DuckTable.query(
                                MANY,
                                rows,
                                watermarks,
                                "SELECT k, j, t, p, s FROM r WHERE epoch_ms(t) >= wm"
                                        + numbered.formatted("ASC", "ASC")),
                        first.rows(),
                        "seed " + seed);
        new RowComparison(false, false)
                .assertSame(
                        DuckTable.query(
                                MANY,
                                rows,
                                watermarks,
                                "SELECT k, j, t, p, s FROM r" + numbered.formatted("DESC", "DESC")),
                        folded(harnesses.get(1).run().rows()),
                        "seed " + seed);
    }

    private static Object orNull(Random random, Object value) {
        return random.nextInt(6) == 0 ? null : value;
    }

    @Test
    void keysThatAreIdleForTheTtlAreForgottenOnceTheirRowHasPassed() {
        var result = OperatorHarness.of(
                        new Deduplicate(), new Settings(List.of("k"), Keep.FIRST, Duration.ofSeconds(60)))
                .input("in", StreamType.rows(SCHEMA).withEventTime("t"))
                .rows(row("a", 1, 1), row("b", 500, 2))
                .watermark(2_000)
                .now(30_000)
                .rows(row("a", 3, 3))
                .now(89_999)
                .rows(row("a", 4, 4))
                .now(149_999)
                .rows(row("a", 5, 5))
                .run();
        assertEquals(List.of(row("a", 1, 1), row("a", 5, 5), row("b", 500, 2)), result.rows());
    }

    @Test
    void theLastRowOfAForgottenKeyStaysAndTheNextOneIsInserted() {
        var result = OperatorHarness.of(
                        new Deduplicate(), new Settings(List.of("k"), Keep.LAST, Duration.ofSeconds(60)))
                .input("in", StreamType.rows(SCHEMA).withEventTime("t"))
                .rows(row("a", 5, 1))
                .now(60_000)
                .rows(row("a", 3, 2))
                .run();
        assertEquals(List.of(row("a", 5, 1), row("a", 3, 2)), result.rows());
    }
}
