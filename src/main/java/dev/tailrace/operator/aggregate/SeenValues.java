package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;

/** The values that a DISTINCT aggregate has seen, by the slot of the group. Single-threaded. */
interface SeenValues {
    /** Makes room for the slots {@code [0, limit)}. */
    void ensure(int limit);

    /** Forgets the values of a slot. */
    void clear(int slot);

    /** Whether it is known how often a value was seen, so that it can be taken back. */
    boolean isCounting();

    /** Takes the column that {@link #isNew} reads. */
    void begin(Column column);

    /** Whether the value has not been seen in the slot; from now on it has. */
    boolean isNew(int slot, int row);

    /** Takes a value back; whether it was the last one. Only if counting. */
    boolean isGone(int slot, int row);

    /** The values of a slot that another has not seen, in the order of arrival; from now on it has. */
    Batch unseen(int target, int source);

    /** Values seen in the slot, numbered from 0. */
    int count(int slot);

    /** Appends a value seen in the slot, and in the next column how often if counting. */
    void save(int slot, int number, BatchBuilder target, int column);

    /** Takes up a value of the column of {@link #begin} that is there so often. Only if counting. */
    void load(int slot, int row, long count);
}
