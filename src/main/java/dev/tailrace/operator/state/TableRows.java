package dev.tailrace.operator.state;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Row;
import java.util.function.IntConsumer;

/**
 * Rows on their way into a table of a snapshot. Whoever writes appends a value to each column of {@link #builder()}, ends
 * the row, and once all are there, or {@link #isEnough()}, the table. Single-threaded.
 */
public final class TableRows {
    private final BatchBuilder builder;
    private final StateWriter.Rows target;

    /** Begins a table. */
    public TableRows(StateTable table, StateWriter writer) {
        builder = new BatchBuilder(table.schema());
        target = writer.table(table);
    }

    /** Takes the values of the row that is being written, in the columns of {@link StateTable#schema()}. */
    public BatchBuilder builder() {
        return builder;
    }

    /** Whether no more rows are wanted; those that are written nevertheless are passed over. */
    public boolean isEnough() {
        return target.isEnough();
    }

    /**
     * Asks for the rows of one key after the other, as long as more are wanted.
     *
     * @param each takes the slot of a key, and writes any number of rows
     */
    public void forEachKey(KeyedSlots keys, IntConsumer each) {
        for (int slot = 0; slot < keys.limit() && !isEnough(); slot++) {
            if (keys.isTaken(slot)) {
                each.accept(slot);
            }
        }
    }

    /** After the last value of a row. */
    public void endRow() {
        builder.endRow();
        sendFull();
    }

    private void sendFull() {
        if (builder.isFull()) {
            target.accept(builder.build());
        }
    }

    /** Writes a whole row of objects; for what is small. */
    public void append(Row row) {
        builder.append(row);
        sendFull();
    }

    /** After the last row. */
    public void end() {
        if (!builder.isEmpty()) {
            target.accept(builder.build());
        }
    }

    /** As {@link #end}, where there are more rows, which are not written since some were enough. */
    public void endCut() {
        end();
        target.cut();
    }
}
