package dev.tailrace.operator.window;

import java.math.BigInteger;
import java.time.Duration;

/**
 * How windows are put together from slices: stretches of equal length, one after the other, each of which lies whole in
 * a window or whole outside, so that a row is added once however many windows it belongs to. All times are wall clock
 * milliseconds; ranges are half-open.
 *
 * @param sizeMillis length of a window; of the longest one where they cumulate
 * @param stepMillis from the end of a window to the end of the next
 * @param sliceMillis length of a slice
 * @param offsetMillis by which windows start after multiples of their step (of their size where they cumulate)
 * @param cumulates whether windows start together, size after size, and each is a step longer than the one before
 */
public record Slicing(long sizeMillis, long stepMillis, long sliceMillis, long offsetMillis, boolean cumulates) {
    /** Windows that follow one another. */
    public static Slicing tumbling(Duration size, Duration offset) {
        return new Slicing(size.toMillis(), size.toMillis(), size.toMillis(), offset.toMillis(), false);
    }

    /** Windows of a size that start at every multiple of the slide. */
    public static Slicing hopping(Duration size, Duration slide, Duration offset) {
        long slice = BigInteger.valueOf(size.toMillis())
                .gcd(BigInteger.valueOf(slide.toMillis()))
                .longValueExact();
        return new Slicing(size.toMillis(), slide.toMillis(), slice, offset.toMillis(), false);
    }

    /** Windows that grow by a step until they have their size, which is a multiple of it. */
    public static Slicing cumulating(Duration size, Duration step, Duration offset) {
        return new Slicing(size.toMillis(), step.toMillis(), step.toMillis(), offset.toMillis(), true);
    }

    /** Whether each slice is a window. */
    boolean areWindows() {
        return sliceMillis == sizeMillis;
    }

    /** Start of the slice of a time. */
    long sliceStart(long wallClock) {
        return floor(wallClock, sliceMillis, offsetMillis);
    }

    /** End of the first window that has a slice. */
    long firstEnd(long sliceStart) {
        return endAfter(sliceStart + sliceMillis - 1);
    }

    /** End of the last window that has a slice. */
    long lastEnd(long sliceStart) {
        return floor(sliceStart, cumulates ? sizeMillis : stepMillis, offsetMillis) + sizeMillis;
    }

    /** The first end of a window that is after a time. */
    long endAfter(long wallClock) {
        return floor(wallClock, stepMillis, offsetMillis + sizeMillis) + stepMillis;
    }

    /** Start of the window with an end. */
    long windowStart(long end) {
        return cumulates ? floor(end - 1, sizeMillis, offsetMillis) : end - sizeMillis;
    }

    /** Slices that start before this are in no window after that with the given end. */
    long doneBefore(long end) {
        long start = windowStart(end);
        if (cumulates) {
            return end == start + sizeMillis ? end : start;
        }
        return start + stepMillis;
    }

    private static long floor(long wallClock, long stepMillis, long offsetMillis) {
        return wallClock - Math.floorMod(wallClock - offsetMillis, stepMillis);
    }
}
