package dev.tailrace.operator.state;

import dev.tailrace.data.Batch;

/** Gives a snapshot back. */
public interface StateReader {
    /**
     * The rows of a table that belong to this instance; none if the snapshot has no such table.
     *
     * @throws IllegalStateException if the stored schema differs (the check of a changed drawing finds this before)
     */
    Iterable<Batch> table(StateTable table);
}
