package dev.tailrace.operators.combine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.join.ColumnPair;
import dev.tailrace.operators.combine.TemporalJoin.Settings;
import dev.tailrace.operators.combine.TemporalJoin.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalJoinTest {
    private static final Schema ORDERS = Schema.of(
            Field.of("currency", DataType.STRING),
            Field.required("t", DataType.TIMESTAMP_LTZ),
            Field.of("amount", DataType.INT));
    private static final Schema RATES = Schema.of(
            Field.of("currency", DataType.STRING),
            Field.of("rate", DataType.INT),
            Field.required("since", DataType.TIMESTAMP_LTZ));

    private static OperatorHarness<Settings> join(Type type, @Nullable String condition) {
        Settings settings = new Settings(type, List.of(new ColumnPair("currency", "currency")), condition, null, "r_");
        return OperatorHarness.of(new TemporalJoin(), settings)
                .input("left", StreamType.rows(ORDERS).withEventTime("t"))
                .input("right", StreamType.rows(RATES).withEventTime("since"));
    }

    private static Row order(@Nullable String currency, long time, int amount) {
        return Row.of(currency, Instant.ofEpochMilli(time), amount);
    }

    private static Row rate(@Nullable String currency, long since, int rate) {
        return Row.of(currency, rate, Instant.ofEpochMilli(since));
    }

    private static Row joined(Row order, @Nullable Row rate) {
        List<@Nullable Object> values = new ArrayList<>(order.values());
        for (int i = 0; i < 3; i++) {
            values.add(rate == null ? null : rate.get(i));
        }
        return Row.of(values.toArray());
    }

    @Test
    void aRowLeavesWithTheVersionOfItsTimeOnceBothWatermarksHaveReachedIt() {
        var harness = join(Type.INNER, null)
                .rows("right", rate("EUR", 10, 1), rate("USD", 10, 7))
                .rows("left", order("EUR", 25, 100), order("EUR", 5, 101), order("EUR", 20, 102))
                .rows("right", rate("EUR", 20, 2), rate("EUR", 30, 3))
                .watermark("left", 100)
                .endless();
        assertEquals(List.of(), harness.run().rows());
        harness.watermark("right", 24);
        Row exact = joined(order("EUR", 20, 102), rate("EUR", 20, 2));
        assertEquals(List.of(exact), harness.run().rows());
        harness.watermark("right", 25);
        assertEquals(
                List.of(exact, joined(order("EUR", 25, 100), rate("EUR", 20, 2))),
                harness.run().rows());
    }

    @Test
    void aLeftJoinKeepsRowsForWhichNothingWasValid() {
        var result = join(Type.LEFT, "amount > r_rate")
                .rows("right", rate("EUR", 10, 1), rate(null, 0, 5))
                .rows("left", order("EUR", 9, 3), order("EUR", 10, 3), order("EUR", 11, 1), order(null, 11, 9))
                .rows("left", order("GBP", 11, 9))
                .run();
        new RowComparison(false, false)
                .assertSame(
                        List.of(
                                joined(order("EUR", 9, 3), null),
                                joined(order("EUR", 10, 3), rate("EUR", 10, 1)),
                                joined(order("EUR", 11, 1), null),
                                joined(order(null, 11, 9), null),
                                joined(order("GBP", 11, 9), null)),
                        result.rows(),
                        "left");
        assertEquals(
                "t", Objects.requireNonNull(result.output().ports().get("out")).eventTime());
    }

    @Test
    void aVersionOfTheSameTimeReplacesTheOneBeforeAndAnOlderOneIsPassedOver() {
        var result = join(Type.INNER, null)
                .rows("right", rate("EUR", 10, 1), rate("EUR", 10, 2), rate("EUR", 8, 3), rate("EUR", 10, 4))
                .rows("left", order("EUR", 9, 0), order("EUR", 12, 0))
                .run();
        assertEquals(List.of(joined(order("EUR", 12, 0), rate("EUR", 10, 4))), result.rows());
    }

    @Test
    void aLateRowLeavesWithTheNextWatermarkIfItsVersionIsStillKnown() {
        var result = join(Type.LEFT, null)
                .rows("right", rate("EUR", 10, 1), rate("EUR", 20, 2), rate("USD", 10, 7), rate("USD", 20, 8))
                .rows("left", order("EUR", 25, 0))
                .watermark(30)
                .rows("left", order("EUR", 15, 1), order("EUR", 22, 2))
                .watermark(31)
                .run();
        new RowComparison(false, false)
                .assertSame(
                        List.of(
                                joined(order("EUR", 25, 0), rate("EUR", 20, 2)),
                                joined(order("EUR", 15, 1), null),
                                joined(order("EUR", 22, 2), rate("EUR", 20, 2))),
                        result.rows(),
                        "late rows");
        assertEquals(0, result.late());
    }

    private static OperatorHarness<Settings> joinOfChanges(Type type, @Nullable String condition) {
        Settings settings = new Settings(type, List.of(new ColumnPair("currency", "currency")), condition, null, "r_");
        return OperatorHarness.of(new TemporalJoin(), settings)
                .input("left", StreamType.rows(ORDERS).withEventTime("t"))
                .input("right", new StreamType(RATES, true, "since"));
    }

    private static Row change(RowKind kind, Row rate) {
        return new Row(kind, rate.values());
    }

    @Test
    void aDeleteEndsTheVersionFromItsOwnTimeOnUntilTheNextOne() {
        var result = joinOfChanges(Type.LEFT, null)
                .rows(
                        "right",
                        rate("EUR", 10, 1),
                        change(RowKind.DELETE, Row.of("EUR", null, Instant.ofEpochMilli(20))))
                .rows("right", rate("EUR", 30, 3), rate("USD", 10, 7))
                .rows("right", change(RowKind.UPDATE_AFTER, rate("EUR", 40, 4)))
                .rows("left", order("EUR", 9, 0), order("EUR", 10, 1), order("EUR", 19, 2), order("EUR", 20, 3))
                .rows("left", order("EUR", 29, 4), order("EUR", 30, 5), order("EUR", 40, 6), order("USD", 25, 7))
                .run();
        new RowComparison(false, false)
                .assertSame(
                        List.of(
                                joined(order("EUR", 9, 0), null),
                                joined(order("EUR", 10, 1), rate("EUR", 10, 1)),
                                joined(order("EUR", 19, 2), rate("EUR", 10, 1)),
                                joined(order("EUR", 20, 3), null),
                                joined(order("EUR", 29, 4), null),
                                joined(order("EUR", 30, 5), rate("EUR", 30, 3)),
                                joined(order("EUR", 40, 6), rate("EUR", 40, 4)),
                                joined(order("USD", 25, 7), rate("USD", 10, 7))),
                        result.rows(),
                        "with deletes");
    }

    @Test
    void ofChangesOfTheSameTimeTheLastOneHolds() {
        Row deleted = change(RowKind.DELETE, rate("EUR", 10, 1));
        var harness = joinOfChanges(Type.INNER, null)
                .rows("right", rate("EUR", 10, 1), deleted)
                .rows("left", order("EUR", 12, 0));
        assertEquals(List.of(), harness.run().rows());
        harness.rows("right", change(RowKind.UPDATE_AFTER, rate("EUR", 10, 2)));
        assertEquals(
                List.of(joined(order("EUR", 12, 0), rate("EUR", 10, 2))),
                harness.run().rows());
    }

    @Test
    void whatAnUpdateTakesBackEndsNothing() {
        var result = joinOfChanges(Type.INNER, null)
                .rows("right", rate("EUR", 10, 1), change(RowKind.UPDATE_BEFORE, rate("EUR", 10, 1)))
                .rows("right", change(RowKind.UPDATE_AFTER, rate("EUR", 20, 2)))
                .rows("left", order("EUR", 15, 0), order("EUR", 20, 1))
                .run();
        new RowComparison(false, false)
                .assertSame(
                        List.of(
                                joined(order("EUR", 15, 0), rate("EUR", 10, 1)),
                                joined(order("EUR", 20, 1), rate("EUR", 20, 2))),
                        result.rows(),
                        "updates");
    }

    @Test
    void aDeleteThatComesAfterANewerVersionIsPassedOverAndOneThatIsAloneStays() {
        var result = joinOfChanges(Type.LEFT, null)
                .rows("right", rate("EUR", 30, 3), change(RowKind.DELETE, rate("EUR", 20, 3)))
                .rows("right", change(RowKind.DELETE, rate("USD", 20, 7)))
                .rows("left", order("EUR", 31, 0))
                .watermark(40)
                // Older than the delete, which is still known although nothing has been valid since.
                .rows("right", rate("USD", 10, 7))
                .rows("left", order("USD", 41, 1), order("EUR", 41, 2))
                .run();
        new RowComparison(false, false)
                .assertSame(
                        List.of(
                                joined(order("EUR", 31, 0), rate("EUR", 30, 3)),
                                joined(order("USD", 41, 1), null),
                                joined(order("EUR", 41, 2), rate("EUR", 30, 3))),
                        result.rows(),
                        "late deletes");
    }

    private static OperatorHarness<Settings> joinToChanges(Type type, @Nullable String condition) {
        Settings settings = new Settings(type, List.of(new ColumnPair("currency", "currency")), condition, null, "r_");
        return OperatorHarness.of(new TemporalJoin(), settings)
                .input("left", new StreamType(ORDERS, true, "t"))
                .input("right", StreamType.rows(RATES).withEventTime("since"));
    }

    @Test
    void whatIsTakenBackOnTheLeftFindsTheVersionOfItsOwnTime() {
        Row first = order("EUR", 15, 100);
        Row second = order("EUR", 25, 101);
        Row unknown = order("GBP", 15, 7);
        var harness = joinToChanges(Type.LEFT, null)
                .rows("right", rate("EUR", 10, 1), rate("EUR", 20, 2))
                .rows("left", first, unknown)
                .rows("left", change(RowKind.UPDATE_BEFORE, first), change(RowKind.UPDATE_AFTER, second))
                .rows("left", change(RowKind.DELETE, unknown));
        List<Row> changes = List.of(
                joined(first, rate("EUR", 10, 1)),
                joined(unknown, null),
                change(RowKind.UPDATE_BEFORE, joined(first, rate("EUR", 10, 1))),
                change(RowKind.UPDATE_AFTER, joined(second, rate("EUR", 20, 2))),
                change(RowKind.DELETE, joined(unknown, null)));
        new RowComparison(false, false).assertSame(changes, harness.run().rows(), "changes");
        StreamType out = Objects.requireNonNull(harness.run().output().ports().get("out"));
        assertTrue(out.changes());
        assertEquals("t", out.eventTime());
        assertEquals(
                List.of("operators.temporal-join.late-changes"),
                harness.problems().stream().map(Problem::code).toList());
    }

    @Test
    void whatIsTakenBackSoLateThatItsVersionIsForgottenFindsNone() {
        Row order = order("EUR", 15, 100);
        var harness = joinToChanges(Type.INNER, null)
                .rows("right", rate("EUR", 10, 1), rate("EUR", 20, 2))
                .rows("left", order)
                .watermark(30)
                .rows("left", change(RowKind.DELETE, order));
        // As on Flink: the delete finds nothing, so what was given stays.
        assertEquals(List.of(joined(order, rate("EUR", 10, 1))), harness.run().rows());
    }

    @ParameterizedTest
    @CsvSource({"1, INNER", "2, LEFT", "3, INNER", "4, LEFT"})
    void changesOnTheLeftAddUpToTheRowsThatAreLeftWithTheirVersions(long seed, Type type) {
        Random random = new Random(seed);
        String condition = seed % 2 == 0 ? null : "amount <> r_rate";
        OperatorHarness<Settings> harness = joinToChanges(type, condition).seed(seed);
        List<Row> live = new ArrayList<>();
        List<Row> rates = new ArrayList<>();
        long[] greatest = {0, 0};
        long[] watermarks = {Long.MIN_VALUE, Long.MIN_VALUE};
        int takenBack = 0;
        for (int i = 0; i < 700; i++) {
            int side = random.nextInt(4) == 0 ? 1 : 0;
            long time = Math.max(watermarks[side] + 1, 5L * i + random.nextInt(300));
            greatest[side] = Math.max(greatest[side], time);
            String currency = random.nextInt(10) == 0 ? null : "c" + random.nextInt(8);
            Row old = live.isEmpty() ? null : live.get(Math.max(0, live.size() - 1 - random.nextInt(20)));
            if (side == 1) {
                Row rate = rate(currency, time, random.nextInt(4));
                rates.add(rate);
                harness.rows("right", rate);
            } else if (old != null && time(old, 1).toEpochMilli() > watermarks[0] && random.nextBoolean()) {
                takenBack++;
                live.remove(old);
                if (random.nextBoolean()) {
                    harness.rows("left", change(RowKind.DELETE, old));
                } else {
                    Row order = order(currency, time, random.nextInt(4));
                    live.add(order);
                    harness.rows("left", change(RowKind.UPDATE_BEFORE, old), change(RowKind.UPDATE_AFTER, order));
                }
            } else {
                Row order = order(currency, time, random.nextInt(4));
                live.add(order);
                harness.rows("left", order);
            }
            if (random.nextInt(6) == 0 && greatest[side] - 150 > watermarks[side]) {
                watermarks[side] = greatest[side] - 150;
                harness.watermark(side == 0 ? "left" : "right", watermarks[side]);
            }
        }
        List<Row> expected = new ArrayList<>();
        for (Row order : live) {
            Row valid = valid(order, rates);
            if (valid != null && condition != null && Objects.equals(order.get(2), valid.get(1))) {
                valid = null;
            }
            if (valid != null || type == Type.LEFT) {
                expected.add(joined(order, valid));
            }
        }
        assertTrue(expected.size() > 80 && takenBack > 100, expected.size() + " and " + takenBack);
        new RowComparison(false, true).assertSame(expected, harness.run().rows(), type + ", seed " + seed);
    }

    @Test
    void changesOnTheLeftNeedTheTimeOfTheirRows() {
        Settings settings = new Settings(Type.INNER, List.of(new ColumnPair("currency", "currency")), null, null, "r_");
        List<Problem> problems = OperatorHarness.of(new TemporalJoin(), settings)
                .input("left", new StreamType(ORDERS, true, null))
                .input("right", StreamType.rows(RATES).withEventTime("since"))
                .problems();
        assertEquals(
                List.of("operators.temporal-join.changes-without-time"),
                problems.stream().map(Problem::code).toList());
        assertEquals(List.of(), problems.get(0).fixes());
    }

    @Test
    void needsAKeyAndEventTimesOfTheSameKind() {
        Settings keyless = new Settings(Type.INNER, List.of(), null, null, "r_");
        assertEquals(
                List.of("operators.temporal-join.no-event-time", "operators.temporal-join.no-key"),
                OperatorHarness.of(new TemporalJoin(), keyless)
                        .input("left", StreamType.rows(ORDERS).withEventTime("t"))
                        .input("right", StreamType.rows(RATES))
                        .problems()
                        .stream()
                        .map(Problem::code)
                        .toList());
        Schema local = Schema.of(Field.of("currency", DataType.STRING), Field.required("since", DataType.TIMESTAMP));
        Settings keyed = new Settings(Type.INNER, List.of(new ColumnPair("currency", "currency")), null, null, "r_");
        assertEquals(
                List.of("operators.temporal-join.time-types"),
                OperatorHarness.of(new TemporalJoin(), keyed)
                        .input("left", StreamType.rows(ORDERS).withEventTime("t"))
                        .input("right", StreamType.rows(local).withEventTime("since"))
                        .problems()
                        .stream()
                        .map(Problem::code)
                        .toList());
    }

    @Test
    void versionsThatNoRowCanNeedAreForgotten() {
        var harness = join(Type.LEFT, null).rows("right", rate("EUR", 10, 1)).watermark(10);
        for (int i = 2; i < 50; i++) {
            harness.rows("right", rate("EUR", i * 10, i)).watermark(i * 10L);
        }
        // The newest one of each key stays, so all but it are gone: a late row finds none before.
        var result =
                harness.rows("left", order("EUR", 485, 1), order("EUR", 495, 2)).run();
        new RowComparison(false, false)
                .assertSame(
                        List.of(joined(order("EUR", 485, 1), null), joined(order("EUR", 495, 2), rate("EUR", 490, 49))),
                        result.rows(),
                        "forgotten");
    }

    @ParameterizedTest
    @CsvSource({"1, INNER", "2, LEFT", "3, INNER", "4, LEFT", "5, LEFT"})
    void agreesWithSearchingAllVersionsForEachRow(long seed, Type type) {
        Random random = new Random(seed);
        String condition = seed % 2 == 0 ? null : "amount <> r_rate";
        OperatorHarness<Settings> harness = join(type, condition).seed(seed);
        List<Row> orders = new ArrayList<>();
        List<Row> rates = new ArrayList<>();
        long[] greatest = {0, 0};
        long[] watermarks = {Long.MIN_VALUE, Long.MIN_VALUE};
        for (int i = 0; i < 900; i++) {
            int side = random.nextInt(4) == 0 ? 1 : 0;
            long time = Math.max(watermarks[side] + 1, 5L * i + random.nextInt(300));
            greatest[side] = Math.max(greatest[side], time);
            String currency = random.nextInt(10) == 0 ? null : "c" + random.nextInt(8);
            Row row = side == 0 ? order(currency, time, random.nextInt(4)) : rate(currency, time, random.nextInt(4));
            (side == 0 ? orders : rates).add(row);
            harness.rows(side == 0 ? "left" : "right", row);
            if (random.nextInt(6) == 0 && greatest[side] - 150 > watermarks[side]) {
                watermarks[side] = greatest[side] - 150;
                harness.watermark(side == 0 ? "left" : "right", watermarks[side]);
            }
        }
        List<Row> expected = new ArrayList<>();
        for (Row order : orders) {
            Row valid = valid(order, rates);
            if (valid != null && condition != null && Objects.equals(order.get(2), valid.get(1))) {
                valid = null;
            }
            if (valid != null || type == Type.LEFT) {
                expected.add(joined(order, valid));
            }
        }
        assertTrue(expected.size() > 100);
        new RowComparison(false, false).assertSame(expected, harness.run().rows(), type + ", seed " + seed);
    }

    @ParameterizedTest
    @CsvSource({"1, INNER", "2, LEFT", "3, INNER", "4, LEFT"})
    void ofChangesItAgreesWithSearchingAllOfThemForEachRow(long seed, Type type) {
        Random random = new Random(seed);
        String condition = seed % 2 == 0 ? null : "amount <> r_rate";
        OperatorHarness<Settings> harness = joinOfChanges(type, condition).seed(seed);
        List<Row> orders = new ArrayList<>();
        List<Row> changes = new ArrayList<>();
        long[] greatest = {0, 0};
        long[] watermarks = {Long.MIN_VALUE, Long.MIN_VALUE};
        for (int i = 0; i < 900; i++) {
            int side = random.nextInt(3) == 0 ? 1 : 0;
            // Coarse times, so that many changes have the same one.
            long time = (Math.max(watermarks[side] + 10, 5L * i + random.nextInt(300)) / 10) * 10;
            greatest[side] = Math.max(greatest[side], time);
            String currency = random.nextInt(10) == 0 ? null : "c" + random.nextInt(8);
            if (side == 0) {
                Row order = order(currency, time, random.nextInt(4));
                orders.add(order);
                harness.rows("left", order);
            } else {
                RowKind kind = RowKind.values()[random.nextInt(4)];
                Row change = change(kind, rate(currency, time, random.nextInt(4)));
                harness.rows("right", change);
                if (kind != RowKind.UPDATE_BEFORE) {
                    changes.add(change);
                }
            }
            if (random.nextInt(6) == 0 && greatest[side] - 150 > watermarks[side]) {
                watermarks[side] = greatest[side] - 150;
                harness.watermark(side == 0 ? "left" : "right", watermarks[side]);
            }
        }
        List<Row> expected = new ArrayList<>();
        int ended = 0;
        for (Row order : orders) {
            Row valid = valid(order, changes);
            if (valid != null && valid.kind() == RowKind.DELETE) {
                valid = null;
                ended++;
            }
            if (valid != null && condition != null && Objects.equals(order.get(2), valid.get(1))) {
                valid = null;
            }
            if (valid != null || type == Type.LEFT) {
                expected.add(joined(order, valid));
            }
        }
        assertTrue(expected.size() > 100 && ended > 20, expected.size() + " and " + ended);
        new RowComparison(false, false).assertSame(expected, harness.run().rows(), type + ", seed " + seed);
    }

    private static @Nullable Row valid(Row order, List<Row> rates) {
        Row newest = null;
        Row valid = null;
        for (Row rate : rates) {
            if (order.get(0) == null || !order.get(0).equals(rate.get(0))) {
                continue;
            }
            if (newest != null && time(rate, 2).isBefore(time(newest, 2))) {
                continue;
            }
            newest = rate;
            if (!time(rate, 2).isAfter(time(order, 1))) {
                valid = rate;
            }
        }
        return valid;
    }

    private static Instant time(Row row, int column) {
        return (Instant) Objects.requireNonNull(row.get(column));
    }

    @Test
    void anOrderWhoseConditionCannotBeComputedGoesToTheErrorPort() {
        Row one = order("EUR", 5, 1);
        Row failing = order("EUR", 6, 7);
        Row three = order("EUR", 7, 3);
        var harness = join(Type.LEFT, "10 / (r_rate - amount) > 0")
                .rows("right", rate("EUR", 1, 7))
                .rows("left", one, failing)
                .watermark(6)
                .rows("left", three)
                .watermark(20);
        var result = harness.run();
        assertEquals(List.of(joined(one, rate("EUR", 1, 7)), joined(three, rate("EUR", 1, 7))), result.rows());
        assertEquals(
                List.of(failing.values()),
                result.rows("error").stream()
                        .map(row -> row.values().subList(0, 3))
                        .toList());
        var stopped = harness.wired("out").run();
        assertEquals(
                "operators.row-failed",
                Objects.requireNonNull(stopped.failure()).code());
    }
}
