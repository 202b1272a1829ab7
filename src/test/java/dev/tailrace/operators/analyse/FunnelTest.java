package dev.tailrace.operators.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operators.analyse.Funnel.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jspecify.annotations.Nullable;

class FunnelTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("k", DataType.STRING), Field.required("t", DataType.TIMESTAMP), Field.of("page", DataType.STRING));
    private static final List<Step> SHOP = List.of(
            new Step("seen", "page = 'item'"), new Step("put", "page = 'cart'"), new Step("paid", "page = 'pay'"));
    private static final long WITHIN = 10_000;

    private static OperatorHarness<Funnel.Settings> shop() {
        return harness(new Funnel.Settings(List.of("k"), SHOP, Duration.ofMillis(WITHIN), ErrorPolicy.STOP));
    }

    private static OperatorHarness<Funnel.Settings> harness(Funnel.Settings settings) {
        return OperatorHarness.of(new Funnel(), settings)
                .input("in", StreamType.rows(SCHEMA).withEventTime("t"));
    }

    private static Row row(@Nullable String key, long millis, @Nullable String page) {
        return Row.of(key, Series.at(millis), page);
    }

    /** @param times when the steps were reached */
    private static Row funnel(@Nullable String key, long ended, long... times) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(key);
        values.add(times.length);
        values.add(times.length == SHOP.size());
        for (int i = 0; i < SHOP.size(); i++) {
            values.add(i < times.length ? Series.at(times[i]) : null);
        }
        values.add(Series.at(ended));
        return Row.of(values.toArray());
    }

    @Test
    void aKeyGoesThroughTheStepsInOrder() {
        var result = shop().inOrder()
                .rows(
                        row("a", 1000, "pay"),
                        row("a", 2000, "item"),
                        row("b", 2500, "item"),
                        row("a", 3000, "item"),
                        row("a", 4000, "pay"),
                        row("a", 5000, "cart"),
                        row("a", 6000, null),
                        row("a", 12_000, "pay"),
                        row("b", 12_501, "cart"))
                .run();
        assertEquals(
                List.of(funnel("a", 12_000, 2000, 5000, 12_000), funnel("b", 12_500, 2500)), result.rows());
        assertEquals("ended", result.output().ports().get("out").eventTime());
    }

    @Test
    void theNextFunnelBeginsAfterTheOneBefore() {
        var result = shop().inOrder()
                .rows(
                        row(null, 0, "item"),
                        row(null, 1, "cart"),
                        row(null, 2, "pay"),
                        row(null, 3, "cart"),
                        row(null, 4, "item"),
                        row(null, 20_000, "item"))
                .run();
        assertEquals(
                List.of(funnel(null, 2, 0, 1, 2), funnel(null, 10_004, 4), funnel(null, 30_000, 20_000)),
                result.rows());
    }

    @Test
    void rowsCountByTheirTimesOnceTheWatermarkHasPassedThem() {
        var harness = shop().endless().rows(row("a", 3000, "pay"), row("a", 2000, "cart"), row("a", 1000, "item"));
        harness.watermark(2999);
        assertEquals(List.of(), harness.run().rows());
        harness.watermark(3000);
        assertEquals(List.of(funnel("a", 3000, 1000, 2000, 3000)), harness.run().rows());
        harness.rows(row("b", 3000, "item"), row("b", 3001, "item"));
        var result = harness.run();
        assertEquals(List.of(row("b", 3000, "item")), result.rows("late"));
        assertEquals(1, harness.wired("out").run().late());
    }

    @Test
    void aFunnelIsGivenUpWhenTheWatermarkHasPassedItsEnd() {
        var harness = shop().endless().rows(row("a", 0, "item")).watermark(WITHIN - 1);
        assertEquals(List.of(), harness.run().rows());
        harness.watermark(WITHIN);
        assertEquals(List.of(funnel("a", WITHIN, 0)), harness.run().rows());
    }

    @Test
    void aRowTakesOneStepEvenIfItFulfilsMore() {
        var settings = new Funnel.Settings(
                List.of("k"),
                List.of(new Step("one", "page IS NOT NULL"), new Step("two", "page IS NOT NULL")),
                Duration.ofMillis(WITHIN),
                ErrorPolicy.STOP);
        var result = harness(settings)
                .rows(row("a", 1, "x"), row("a", 1, "y"), row("a", 2, "z"))
                .run();
        assertEquals(
                List.of(List.of(2, true), List.of(1, false)),
                result.rows().stream().map(each -> each.values().subList(1, 3)).toList());
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 1", "3, 6"})
    void agreesWithAScanOfEachKeysSortedRows(long seed, int keys) {
        Random random = new Random(seed);
        var harness = shop().seed(seed);
        Map<String, List<Row>> onTime = new LinkedHashMap<>();
        List<Row> late = new ArrayList<>();
        long watermark = Long.MIN_VALUE;
        for (int i = 0; i < 900; i++) {
            long millis = 50_000 + 400L * i + random.nextInt(6000);
            String page = List.of("item", "item", "cart", "pay", "other").get(random.nextInt(5));
            Row row = row(random.nextInt(9) == 0 ? null : "k" + random.nextInt(keys), millis / 500 * 500, page);
            harness.rows(row);
            if (Series.millis(row) <= watermark) {
                late.add(row);
            } else {
                onTime.computeIfAbsent(String.valueOf(row.get(0)), key -> new ArrayList<>()).add(row);
            }
            if (random.nextInt(5) == 0 && 50_000 + 400L * i + 1500 > watermark) {
                watermark = 50_000 + 400L * i + 1500;
                harness.watermark(watermark);
            }
        }
        List<Row> expected = new ArrayList<>();
        onTime.values().forEach(rows -> scan(rows, expected));
        var result = harness.run();
        assertTrue(late.size() > 5 && expected.size() > 20, late.size() + " late, " + expected.size() + " funnels");
        RowComparison comparison = new RowComparison(false, false);
        comparison.assertSame(expected, result.rows(), "seed " + seed);
        comparison.assertSame(late, result.rows("late"), "late, seed " + seed);
    }

    private static void scan(List<Row> unsorted, List<Row> funnels) {
        List<String> pages = List.of("item", "cart", "pay");
        List<Row> rows = new ArrayList<>(unsorted);
        rows.sort(Comparator.comparing(Series::millis));
        int at = 0;
        while (at < rows.size()) {
            if (!pages.get(0).equals(rows.get(at).get(2))) {
                at++;
                continue;
            }
            long start = Series.millis(rows.get(at));
            List<Long> times = new ArrayList<>(List.of(start));
            for (at++; at < rows.size() && Series.millis(rows.get(at)) <= start + WITHIN; at++) {
                if (times.size() < pages.size() && pages.get(times.size()).equals(rows.get(at).get(2))) {
                    times.add(Series.millis(rows.get(at)));
                    if (times.size() == pages.size()) {
                        at++;
                        break;
                    }
                }
            }
            boolean completed = times.size() == pages.size();
            funnels.add(funnel(
                    (String) rows.get(0).get(0),
                    completed ? times.get(2) : start + WITHIN,
                    times.stream().mapToLong(Long::longValue).toArray()));
        }
    }

    @Test
    void failingRowsGoToTheErrorPort() {
        var settings = new Funnel.Settings(
                List.of("k"),
                List.of(new Step("one", "CAST(page AS INT) = 1"), new Step("two", "CAST(page AS INT) = 2")),
                Duration.ofMillis(WITHIN),
                ErrorPolicy.STOP);
        var result = harness(settings)
                .rows(row("a", 1, "1"), row("a", 2, "x"), row("a", 3, "2"))
                .run();
        assertEquals(1, result.rows("error").size());
        assertEquals(2, result.rows().get(0).get(1));
    }

    @Test
    void saysWhatIsWrong() {
        var settings = new Funnel.Settings(
                List.of("k"), List.of(new Step("steps", "page")), Duration.ZERO, ErrorPolicy.STOP);
        List<Problem> problems =
                OperatorHarness.of(new Funnel(), settings).input(SCHEMA).problems();
        assertEquals(
                List.of(
                        "operators.funnel.step-count",
                        "operators.duplicate-name",
                        "operators.not-a-condition",
                        "operators.funnel.within-zero",
                        "operators.learned.no-event-time"),
                problems.stream().map(Problem::code).toList());
    }
}
