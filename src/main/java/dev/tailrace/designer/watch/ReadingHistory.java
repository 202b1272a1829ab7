package dev.tailrace.designer.watch;

import dev.tailrace.runtime.Telemetry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The readings of the last minutes, oldest first. Single-threaded. */
final class ReadingHistory {
    private final Deque<Telemetry> readings = new ArrayDeque<>();
    private final long keepNanos;

    ReadingHistory(Duration keep) {
        this.keepNanos = keep.toNanos();
    }

    /** @param reading not older than the one before */
    void add(Telemetry reading) {
        readings.addLast(reading);
        while (reading.nanoTime() - readings.getFirst().nanoTime() > keepNanos) {
            readings.removeFirst();
        }
    }

    List<Telemetry> all() {
        return new ArrayList<>(readings);
    }

    @Nullable
    Telemetry latest() {
        return readings.peekLast();
    }

    /** The youngest reading that is at least that old, or the oldest of all; null if there is none. */
    @Nullable
    Telemetry before(long nanosAgo) {
        Telemetry latest = readings.peekLast();
        if (latest == null) {
            return null;
        }
        Iterator<Telemetry> backwards = readings.descendingIterator();
        Telemetry found = latest;
        while (backwards.hasNext() && latest.nanoTime() - found.nanoTime() < nanosAgo) {
            found = backwards.next();
        }
        return found;
    }

    /** Readings after the one of {@link #before}, oldest first. */
    List<Telemetry> since(long nanosAgo) {
        Telemetry start = before(nanosAgo);
        List<Telemetry> found = new ArrayList<>();
        Iterator<Telemetry> backwards = readings.descendingIterator();
        while (backwards.hasNext()) {
            Telemetry reading = backwards.next();
            if (reading == start) {
                break;
            }
            found.add(0, reading);
        }
        return found;
    }

    /** Whether the readings reach back that far. */
    boolean covers(long nanos) {
        return !readings.isEmpty()
                && readings.getLast().nanoTime() - readings.getFirst().nanoTime() >= nanos;
    }
}
