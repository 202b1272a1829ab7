package dev.tailrace.operators.time;

import dev.tailrace.data.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What windows give, written down as it is defined: each window keeps the rows that it has, and is aggregated when it
 * fires. For tests against what is quicker.
 */
final class SlowWindows {
    /** A row, or a watermark. */
    sealed interface Event {
        /** @param arrival position among the rows */
        record Arriving(long time, @Nullable String key, @Nullable Integer number, int arrival) implements Event {
            Row row() {
                return Timed.row(time, key, number);
            }
        }

        record Watermark(long millis) implements Event {}
    }

    /** Start and end, half-open. */
    record Bounds(long start, long end) {}

    /** A window of one key and its rows. */
    private static final class Window {
        Bounds bounds;
        final @Nullable String key;
        final List<Event.Arriving> rows = new ArrayList<>();

        Window(Bounds bounds, @Nullable String key) {
            this.bounds = bounds;
            this.key = key;
        }
    }

    final List<Row> results = new ArrayList<>();
    final List<Row> late = new ArrayList<>();
    private final Function<List<Event.Arriving>, Object[]> aggregates;
    private long watermark = Long.MIN_VALUE;

    /** @param aggregates of the rows of a window, in the order of arrival */
    private SlowWindows(Function<List<Event.Arriving>, Object[]> aggregates) {
        this.aggregates = aggregates;
    }

    /** @param windows all windows that have a time */
    static SlowWindows of(
            List<Event> events, LongFunction<List<Bounds>> windows, Function<List<Event.Arriving>, Object[]> aggregates) {
        SlowWindows slow = new SlowWindows(aggregates);
        Map<Bounds, Map<@Nullable String, Window>> open =
                new TreeMap<>(Comparator.comparingLong(Bounds::end).thenComparingLong(Bounds::start));
        for (Event event : events) {
            if (event instanceof Event.Watermark passed) {
                slow.watermark = passed.millis();
            } else if (event instanceof Event.Arriving row) {
                List<Bounds> unfired = windows.apply(row.time()).stream()
                        .filter(bounds -> bounds.end() - 1 > slow.watermark)
                        .toList();
                if (unfired.isEmpty()) {
                    slow.late.add(row.row());
                }
                for (Bounds bounds : unfired) {
                    open.computeIfAbsent(bounds, absent -> new LinkedHashMap<>())
                            .computeIfAbsent(row.key(), key -> new Window(bounds, key))
                            .rows
                            .add(row);
                }
            }
        }
        open.values().forEach(windowsOfKeys -> windowsOfKeys.values().forEach(slow::fire));
        return slow;
    }

    static SlowWindows sessions(
            List<Event> events, long gap, Function<List<Event.Arriving>, Object[]> aggregates) {
        SlowWindows slow = new SlowWindows(aggregates);
        List<Window> open = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.Watermark passed) {
                slow.watermark = passed.millis();
                slow.fireUntil(passed.millis(), open);
            } else if (event instanceof Event.Arriving row) {
                Window own = new Window(new Bounds(row.time(), row.time() + gap), row.key());
                own.rows.add(row);
                List<Window> touched = open.stream()
                        .filter(window -> Objects.equals(window.key, row.key())
                                && window.bounds.start() <= own.bounds.end()
                                && window.bounds.end() >= own.bounds.start())
                        .toList();
                for (Window window : touched) {
                    own.rows.addAll(window.rows);
                    own.bounds = new Bounds(
                            Math.min(own.bounds.start(), window.bounds.start()),
                            Math.max(own.bounds.end(), window.bounds.end()));
                }
                if (own.bounds.end() - 1 <= slow.watermark) {
                    slow.late.add(row.row());
                } else {
                    own.rows.sort(Comparator.comparingInt(Event.Arriving::arrival));
                    open.removeAll(touched);
                    open.add(own);
                }
            }
        }
        slow.fireUntil(Long.MAX_VALUE, open);
        return slow;
    }

    private void fireUntil(long millis, List<Window> open) {
        List<Window> due = open.stream()
                .filter(window -> window.bounds.end() - 1 <= millis)
                .toList();
        due.forEach(this::fire);
        open.removeAll(due);
    }

    private void fire(Window window) {
        Object[] aggregated = aggregates.apply(window.rows);
        Object[] values = new Object[aggregated.length + 1];
        values[0] = window.key;
        System.arraycopy(aggregated, 0, values, 1, aggregated.length);
        results.add(Timed.result(window.bounds.start(), window.bounds.end(), values));
    }
}
