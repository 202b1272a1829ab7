package dev.tailrace.operators.analyse;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;

/** Rows on their way into a table of a snapshot. */
final class TableRows {
    final BatchBuilder builder;
    private final StateWriter.Rows target;

    TableRows(StateTable table, StateWriter writer) {
        builder = new BatchBuilder(table.schema());
        target = writer.table(table);
    }

    /** Whether no more rows are wanted. */
    boolean isEnough() {
        return target.isEnough();
    }

    void endRow() {
        builder.endRow();
        if (builder.isFull()) {
            target.accept(builder.build());
        }
    }

    /** After the last row. */
    void end() {
        if (!builder.isEmpty()) {
            target.accept(builder.build());
        }
    }
}
