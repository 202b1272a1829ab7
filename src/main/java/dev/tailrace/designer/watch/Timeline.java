package dev.tailrace.designer.watch;

import dev.tailrace.runtime.Telemetry;
import dev.tailrace.runtime.Telemetry.NodeReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last minutes of a run at a glance: how fast its sources were, and what has happened. No toolkit.
 *
 * @param fromNanos of the oldest reading that is kept
 * @param latestNanos of the latest one
 * @param toNanos where the axis ends: that of the latest one, or later while there is little to see
 * @param sourceRates rows a second of all sources together, over stretches of equal length of the axis; 0 behind the latest
 * @param events oldest first
 */
public record Timeline(
        long fromNanos, long latestNanos, long toNanos, boolean ended, double[] sourceRates, List<Event> events) {
    private static final long LEAST_NANOS = 10 * LiveRun.SECOND;

    /** Errors that come closer together than this part of the axis are one event. */
    private static final int APART = 40;

    public Timeline {
        events = List.copyOf(events);
    }

    /** What may happen to a run. */
    public enum Kind {
        ERRORS,
        PAUSED,
        HELD,
        RESUMED,
        FINISHING,
        ENDED,
        FAILED
    }

    /**
     * @param nanoTime of the first reading that knows of it
     * @param node where most of the errors came about, or null of other kinds
     * @param rows that failed, or 0 of other kinds
     */
    public record Event(Kind kind, long nanoTime, @Nullable String node, long rows) {}

    /** @return null if there are no readings */
    static @Nullable Timeline of(List<Moment> readings, int points) {
        if (readings.isEmpty()) {
            return null;
        }
        Moment first = readings.get(0);
        Moment last = readings.get(readings.size() - 1);
        long span = Math.max(LEAST_NANOS, last.nanoTime() - first.nanoTime());
        return new Timeline(
                first.nanoTime(),
                last.nanoTime(),
                first.nanoTime() + span,
                last.state().isFinal(),
                rates(readings, span, points),
                events(readings, span));
    }

    private static double[] rates(List<Moment> readings, long span, int points) {
        double[] rates = new double[points];
        long start = readings.get(0).nanoTime();
        int at = 0;
        Moment from = readings.get(0);
        for (int i = 0; i < points; i++) {
            long end = start + span * (i + 1) / points;
            while (at + 1 < readings.size() && readings.get(at + 1).nanoTime() - end <= 0) {
                at++;
            }
            Moment to = readings.get(at);
            rates[i] = RunFlow.rate(to.sourceRows() - from.sourceRows(), to.nanoTime() - from.nanoTime());
            boolean isBetweenReadings = to == from && at + 1 < readings.size();
            if (isBetweenReadings && i > 0) {
                // A stretch may be shorter than the time between two readings.
                rates[i] = rates[i - 1];
            }
            from = to;
        }
        return rates;
    }

    private static List<Event> events(List<Moment> readings, long span) {
        List<Event> events = new ArrayList<>();
        Moment before = readings.get(0);
        int lastErrors = -1;
        for (Moment now : readings) {
            long failed = now.errors() - before.errors();
            if (failed > 0) {
                Event known = lastErrors < 0 ? null : events.get(lastErrors);
                if (known != null && now.nanoTime() - known.nanoTime() < span / APART) {
                    events.set(
                            lastErrors, new Event(Kind.ERRORS, known.nanoTime(), known.node(), known.rows() + failed));
                } else {
                    lastErrors = events.size();
                    events.add(new Event(
                            Kind.ERRORS, now.nanoTime(), worst(before.telemetry(), now.telemetry()), failed));
                }
            }
            Kind change = change(before, now);
            if (change != null) {
                events.add(new Event(change, now.nanoTime(), null, 0));
            }
            before = now;
        }
        return events;
    }

    private static @Nullable Kind change(Moment before, Moment now) {
        if (before.state() == now.state()) {
            return null;
        }
        return switch (now.state()) {
            case PAUSED -> Kind.PAUSED;
            case HELD -> Kind.HELD;
            case RUNNING -> before.isAtRest() ? Kind.RESUMED : null;
            case FINISHING -> Kind.FINISHING;
            case DONE, STOPPED -> Kind.ENDED;
            case FAILED -> Kind.FAILED;
            case STARTING, STOPPING -> null;
        };
    }

    /** The node at which most rows have failed meanwhile. */
    private static @Nullable String worst(Telemetry before, Telemetry now) {
        String worst = null;
        long most = 0;
        for (Map.Entry<String, NodeReading> entry : now.nodes().entrySet()) {
            NodeReading then = before.nodes().get(entry.getKey());
            long failed = entry.getValue().errors() - (then == null ? 0 : then.errors());
            if (failed > most) {
                worst = entry.getKey();
                most = failed;
            }
        }
        return worst;
    }
}
