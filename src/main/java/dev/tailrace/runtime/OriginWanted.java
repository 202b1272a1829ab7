package dev.tailrace.runtime;

import dev.tailrace.data.Row;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row whose origin is asked for.
 *
 * @param node that gives it, or a sink that takes it
 * @param port the output that it leaves, or null for the first; of a sink not looked at
 * @param row whether a row is it; the first that is counts
 * @param since when the row was seen; files that have changed after it are told. Null if that is not known
 */
public record OriginWanted(String node, @Nullable String port, Which row, Limits limits, @Nullable Instant since) {

    /** Finds a row. Asked on the thread of the search, in the order in which rows come. */
    @FunctionalInterface
    public interface Which {
        /** @param number among all rows that have come there, from 1 */
        boolean is(long number, Row row);
    }

    /** Hears how far the search is, on its thread, some times a second. */
    @FunctionalInterface
    public interface Progress {
        /**
         * @param rowsRead of the sources
         * @param followed rows of the origin that are known
         */
        void at(long rowsRead, long followed);
    }

    /**
     * What a search may take. Beyond the first two it ends with a problem; beyond the others with what it has found.
     *
     * @param rows recorded on all wires together
     * @param bytes that they take, about
     * @param narrowing how long it may take to find the rows that count
     * @param followed rows that are followed upstream
     */
    public record Limits(long rows, long bytes, Duration narrowing, int followed) {
        public static final Limits DEFAULT = new Limits(1_000_000, 256L << 20, Duration.ofSeconds(10), 2_000);
    }
}
