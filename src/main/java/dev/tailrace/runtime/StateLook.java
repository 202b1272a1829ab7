package dev.tailrace.runtime;

import dev.tailrace.data.Row;
import dev.tailrace.operator.state.StateTable;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A look at what a node keeps, or why there is nothing to see. Immutable. */
public sealed interface StateLook {
    /**
     * What a node kept between two of its batches.
     *
     * @param at when that was
     * @param watermarkMillis that the node had reached by then, as {@link Telemetry.WireReading#watermarkMillis}
     * @param tables in the order of the node's snapshot
     * @param stateRows rows in all tables, about, whether they were looked at or not
     * @param pauseNanos how long the node stood still for it
     * @param ended whether this is what the node kept last, before its run ended
     */
    record Seen(Instant at, long watermarkMillis, List<Table> tables, long stateRows, long pauseNanos, boolean ended)
            implements StateLook {
        public Seen {
            tables = List.copyOf(tables);
        }

        /**
         * How many bytes the values of a table have, as an engine writes them into a snapshot, about: by those of the rows
         * that were seen. -1 where nobody knows. In memory they may take more or less.
         */
        public long bytesOf(Table table) {
            long rows = rowsOf(table);
            if (rows < 0 || table.bytes() < 0) {
                return -1;
            }
            return table.rows().isEmpty()
                    ? 0
                    : Math.round((double) table.bytes() / table.rows().size() * rows);
        }

        /** How many rows a table has: exactly where it was seen whole, else about, or -1 where nobody knows. */
        public long rowsOf(Table table) {
            if (table.whole()) {
                return table.rows().size();
            }
            List<Table> cut = tables.stream().filter(other -> !other.whole()).toList();
            if (cut.size() > 1 || table.searched() >= 0) {
                return -1;
            }
            long others = tables.stream()
                    .filter(Table::whole)
                    .mapToLong(other -> other.rows().size())
                    .sum();
            // The count is about: it cannot be less than what was seen.
            return Math.max(table.rows().size() + 1L, stateRows - others);
        }
    }

    /**
     * A table of state.
     *
     * @param rows by the table's schema
     * @param whole whether these are all its rows; where something was looked for, all of those
     * @param searched how many rows were looked at to find these, or -1 where nothing was looked for
     * @param bytes of the values of these rows, or -1 where something was looked for
     */
    record Table(StateTable table, List<Row> rows, boolean whole, long searched, long bytes) {
        public Table {
            rows = List.copyOf(rows);
        }
    }

    /** There is nothing to see. */
    record Unseen(Why why) implements StateLook {}

    /** Why there is nothing to see. */
    enum Why {
        /** The node keeps nothing between its rows. */
        STATELESS,
        /** The run does not have the node, or has not begun to work. */
        NOT_RUNNING,
        /** The run is held while the node passes on the rows of a batch: what it keeps is not settled. */
        IN_A_BATCH,
        /** The run has ended, and what the node kept is gone. */
        GONE,
        /** The runtime does not show what nodes keep. */
        NOT_OFFERED
    }

    /**
     * What somebody wants to see of a node's state.
     *
     * @param rows at most so many of each table
     * @param finding which rows are wanted, null for any; called on the node's thread
     * @param longestNanos how long the node may stand still while rows are looked for, about
     */
    record Wanted(int rows, @Nullable Predicate<Row> finding, long longestNanos) {
        /** Rows enough for a person, few enough for the node. */
        public static final int ROWS = 1_000;

        /** The first rows of each table. */
        public static final Wanted SOME = new Wanted(ROWS, null, Long.MAX_VALUE);

        public Wanted {
            if (rows < 1) {
                throw new IllegalArgumentException(rows + " rows");
            }
        }
    }
}
