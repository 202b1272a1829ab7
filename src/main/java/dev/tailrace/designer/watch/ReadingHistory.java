package dev.tailrace.designer.watch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The readings of the last minutes, oldest first. Single-threaded. */
final class ReadingHistory {
    private final Deque<Moment> readings = new ArrayDeque<>();
    private final long keepNanos;

    ReadingHistory(Duration keep) {
        this(keep.toNanos());
    }

    private ReadingHistory(long keepNanos) {
        this.keepNanos = keepNanos;
    }

    /** @param reading not older than the one before */
    void add(Moment reading) {
        readings.addLast(reading);
        while (reading.nanoTime() - readings.getFirst().nanoTime() > keepNanos) {
            readings.removeFirst();
        }
    }

    List<Moment> all() {
        return new ArrayList<>(readings);
    }

    @Nullable
    Moment latest() {
        return readings.peekLast();
    }

    /** The history as it was at a moment: without what was read later, but never without the oldest that is kept. */
    ReadingHistory upTo(long nanoTime) {
        ReadingHistory then = new ReadingHistory(keepNanos);
        for (Moment reading : readings) {
            if (reading.nanoTime() - nanoTime > 0 && then.latest() != null) {
                break;
            }
            then.readings.addLast(reading);
        }
        return then;
    }

    /** The youngest reading that is at least that old, or the oldest of all; null if there is none. */
    @Nullable
    Moment before(long nanosAgo) {
        Moment latest = readings.peekLast();
        if (latest == null) {
            return null;
        }
        Iterator<Moment> backwards = readings.descendingIterator();
        Moment found = latest;
        while (backwards.hasNext() && latest.nanoTime() - found.nanoTime() < nanosAgo) {
            found = backwards.next();
        }
        return found;
    }

    /** Readings after the one of {@link #before}, oldest first. */
    List<Moment> since(long nanosAgo) {
        Moment start = before(nanosAgo);
        List<Moment> found = new ArrayList<>();
        Iterator<Moment> backwards = readings.descendingIterator();
        while (backwards.hasNext()) {
            Moment reading = backwards.next();
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
