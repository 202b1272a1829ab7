package dev.tailrace.operator.state;

import dev.tailrace.data.Batch;
import java.util.function.Consumer;

/**
 * Takes the state of a processor: all of it for a checkpoint, some rows of each table for a person who looks. Whoever
 * writes need not know which; it may stop a table where the {@link Rows} have enough of it, so that a look at ten million
 * keys does not hold their node up.
 */
public interface StateWriter {
    /** Begins a table; takes its rows as batches of {@link StateTable#schema()}, in any number. */
    Rows table(StateTable table);

    /**
     * How many rows of a table are wanted. Where that is not all of them, it does not matter which they are or in what
     * order they come.
     */
    default int mostRows() {
        return Integer.MAX_VALUE;
    }

    /** Takes the rows of one table. */
    interface Rows extends Consumer<Batch> {
        /** Whether no more of them are wanted; those that come nevertheless are passed over. */
        default boolean isEnough() {
            return false;
        }

        /** There are more rows, which do not come since some were enough, perhaps of another table. */
        default void cut() {}
    }
}
