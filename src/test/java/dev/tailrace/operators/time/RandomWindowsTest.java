package dev.tailrace.operators.time;

import static dev.tailrace.operator.aggregate.AggregateFunction.AVG;
import static dev.tailrace.operator.aggregate.AggregateFunction.COUNT;
import static dev.tailrace.operator.aggregate.AggregateFunction.FIRST_VALUE;
import static dev.tailrace.operator.aggregate.AggregateFunction.LAST_VALUE;
import static dev.tailrace.operator.aggregate.AggregateFunction.MAX;
import static dev.tailrace.operator.aggregate.AggregateFunction.MIN;
import static dev.tailrace.operator.aggregate.AggregateFunction.STDDEV_SAMP;
import static dev.tailrace.operator.aggregate.AggregateFunction.SUM;
import static dev.tailrace.operator.aggregate.AggregateFunction.VAR_POP;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.aggregate.AggregateColumn;
import dev.tailrace.operators.time.SlowWindows.Bounds;
import dev.tailrace.operators.time.SlowWindows.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows of every kind over random rows, some late, against {@link SlowWindows}; the lengths are random too. */
final class RandomWindowsTest {
    private static final int ROWS = 400;

    private static final List<AggregateColumn> AGGREGATES = List.of(
            AggregateColumn.countOf("rows"),
            AggregateColumn.of("sum", SUM, "n"),
            AggregateColumn.of("mean", AVG, "n"),
            AggregateColumn.of("least", MIN, "n"),
            AggregateColumn.of("greatest", MAX, "n").where("n < 3"),
            AggregateColumn.of("different", COUNT, "n").distinctly(),
            AggregateColumn.of("sum_different", SUM, "n").distinctly().where("n > 0"),
            AggregateColumn.of("first", FIRST_VALUE, "n"),
            AggregateColumn.of("last", LAST_VALUE, "n"),
            AggregateColumn.of("variance", VAR_POP, "CAST(n AS DOUBLE)"),
            AggregateColumn.of("deviation", STDDEV_SAMP, "CAST(n AS DOUBLE)"));

    private static Object[] aggregates(List<Event.Arriving> rows) {
        List<Integer> numbers = new ArrayList<>();
        rows.forEach(row -> {
            if (row.number() != null) {
                numbers.add(row.number());
            }
        });
        IntStream values = numbers.stream().mapToInt(i -> i);
        int count = numbers.size();
        Integer sum = count == 0 ? null : values.sum();
        double mean = numbers.stream().mapToInt(i -> i).average().orElse(0);
        double squares = numbers.stream().mapToDouble(i -> (i - mean) * (i - mean)).sum();
        List<Integer> positive =
                numbers.stream().filter(i -> i > 0).distinct().toList();
        return new Object[] {
            (long) rows.size(),
            sum,
            sum == null ? null : sum / count,
            numbers.stream().min(Integer::compare).orElse(null),
            numbers.stream().filter(i -> i < 3).max(Integer::compare).orElse(null),
            numbers.stream().distinct().count(),
            positive.isEmpty() ? null : positive.stream().mapToInt(i -> i).sum(),
            count == 0 ? null : numbers.get(0),
            count == 0 ? null : numbers.get(count - 1),
            count == 0 ? null : squares / count,
            count < 2 ? null : Math.sqrt(squares / (count - 1))
        };
    }

    private static List<Event> events(Random random, long spread) {
        List<Event> events = new ArrayList<>();
        long greatest = 0;
        int arrival = 0;
        while (arrival < ROWS) {
            long time = arrival * 10L - random.nextLong(random.nextInt(10) == 0 ? spread * 4 : spread);
            String key = random.nextInt(9) == 0 ? null : "k" + random.nextInt(3);
            Integer number = random.nextInt(5) == 0 ? null : random.nextInt(9) - 3;
            events.add(new Event.Arriving(time, key, number, arrival++));
            greatest = Math.max(greatest, time);
            if (random.nextInt(6) == 0) {
                events.add(new Event.Watermark(greatest - random.nextLong(spread)));
            }
        }
        // A watermark never falls back.
        List<Event> rising = new ArrayList<>();
        long watermark = Long.MIN_VALUE;
        for (Event event : events) {
            if (event instanceof Event.Watermark passed) {
                watermark = Math.max(watermark, passed.millis());
                rising.add(new Event.Watermark(watermark));
            } else {
                rising.add(event);
            }
        }
        return rising;
    }

    private static <S extends Record> void assertSame(
            TransformOperator<S> operator, S settings, List<Event> events, SlowWindows expected, long seed) {
        OperatorHarness<S> harness = OperatorHarness.of(operator, settings)
                .input("in", StreamType.rows(Timed.SCHEMA).withEventTime("t"))
                .seed(seed);
        for (Event event : events) {
            if (event instanceof Event.Watermark passed) {
                harness.watermark(passed.millis());
            } else if (event instanceof Event.Arriving row) {
                harness.rows(row.row());
            }
        }
        var result = harness.run();
        String about = settings + ", seed " + seed;
        assertTrue(!expected.late.isEmpty(), "some rows are late: " + about);
        RowComparison comparison = new RowComparison(false, false);
        comparison.assertSame(expected.late, result.rows("late"), "late rows of " + about);
        comparison.assertSame(expected.results, result.rows(), about);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void hoppingWindows(long seed) {
        Random random = new Random(seed);
        long slide = 20 + random.nextInt(60);
        long size = seed % 2 == 0 ? slide * (1 + random.nextInt(5)) : slide + random.nextInt(200);
        long offset = random.nextLong(slide);
        List<Event> events = events(random, size);
        LongFunction<List<Bounds>> windows = time -> {
            long last = offset + Math.floorDiv(time - offset, slide) * slide;
            return LongStream.iterate(last, start -> start > time - size, start -> start - slide)
                    .mapToObj(start -> new Bounds(start, start + size))
                    .toList();
        };
        var settings = new HoppingWindow.Settings(
                Duration.ofMillis(size),
                Duration.ofMillis(slide),
                List.of("k"),
                AGGREGATES,
                Duration.ofMillis(offset),
                ErrorPolicy.STOP);
        SlowWindows expected = SlowWindows.of(events, windows, RandomWindowsTest::aggregates);
        assertSame(new HoppingWindow(), settings, events, expected, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void cumulatingWindows(long seed) {
        Random random = new Random(seed);
        long step = 20 + random.nextInt(60);
        long size = step * (1 + random.nextInt(6));
        long offset = random.nextLong(size);
        List<Event> events = events(random, size);
        LongFunction<List<Bounds>> windows = time -> {
            long start = offset + Math.floorDiv(time - offset, size) * size;
            return LongStream.iterate(start + step, end -> end <= start + size, end -> end + step)
                    .filter(end -> end > time)
                    .mapToObj(end -> new Bounds(start, end))
                    .toList();
        };
        var settings = new CumulateWindow.Settings(
                Duration.ofMillis(size),
                Duration.ofMillis(step),
                List.of("k"),
                AGGREGATES,
                Duration.ofMillis(offset),
                ErrorPolicy.STOP);
        SlowWindows expected = SlowWindows.of(events, windows, RandomWindowsTest::aggregates);
        assertSame(new CumulateWindow(), settings, events, expected, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void sessionWindows(long seed) {
        Random random = new Random(seed);
        long gap = 15 + random.nextInt(40);
        List<Event> events = events(random, gap * 5);
        var settings =
                new SessionWindow.Settings(Duration.ofMillis(gap), List.of("k"), AGGREGATES, ErrorPolicy.STOP);
        SlowWindows expected = SlowWindows.sessions(events, gap, RandomWindowsTest::aggregates);
        assertSame(new SessionWindow(), settings, events, expected, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void tumblingWindows(long seed) {
        Random random = new Random(seed);
        long size = 30 + random.nextInt(100);
        long offset = random.nextLong(size);
        List<Event> events = events(random, size);
        LongFunction<List<Bounds>> windows = time -> {
            long start = offset + Math.floorDiv(time - offset, size) * size;
            return List.of(new Bounds(start, start + size));
        };
        var settings = new TumblingWindow.Settings(
                Duration.ofMillis(size), List.of("k"), AGGREGATES, Duration.ofMillis(offset), ErrorPolicy.STOP);
        SlowWindows expected = SlowWindows.of(events, windows, RandomWindowsTest::aggregates);
        assertSame(new TumblingWindow(), settings, events, expected, seed);
    }
}
