package dev.tailrace.operator;

import java.io.IOException;
import java.util.List;

/** A running source: what can be read, in partitions that are read independently. */
public interface Source {
    /** Whether reading ends by itself. */
    boolean bounded();

    /**
     * Whether a poll may take time that is not spent computing: on a disk, a network, another thread. Such a source is
     * read on threads of its own, a partition each; one that never waits is read on the thread that takes its rows.
     */
    default boolean mayWait() {
        return true;
    }

    /**
     * Names of the partitions, stable over restarts; called once, may do I/O.
     *
     * @throws SourceException with a problem fit for people
     */
    List<String> partitions() throws IOException;

    /** Opens one partition at its beginning; nothing is read yet. */
    Reader open(String partition, SourceContext context) throws IOException;

    /** Reads one partition. All calls but {@link #wakeUp} come from one thread. */
    interface Reader extends AutoCloseable {
        /** What {@link #poll} found. */
        enum Poll {
            /** There may be more at once. */
            MORE,
            /** Nothing for now; poll again when woken, or when {@link SourceContext#pollAt} says. */
            NOTHING_YET,
            /** The end of a bounded partition. */
            END
        }

        /**
         * Emits about one batch, on output 0 or the error port. May block in I/O, at most until {@link #wakeUp}.
         *
         * @throws SourceException with a problem fit for people
         */
        Poll poll(Outlet out) throws IOException, InterruptedException;

        /** Makes a blocked poll return soon; from any thread. */
        default void wakeUp() {}

        /** Where reading goes on after the rows emitted so far, as text that people may see. */
        String offset();

        /** Goes on from an {@link #offset()}. */
        void seek(String offset) throws IOException;

        /** How much of a bounded partition has been read, 0 to 1, or -1 if unknown. */
        default double progress() {
            return -1;
        }

        @Override
        void close() throws IOException;
    }
}
