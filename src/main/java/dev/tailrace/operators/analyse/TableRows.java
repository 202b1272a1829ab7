package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import java.util.function.Consumer;

/** Rows on their way into a table of a snapshot. */
final class TableRows {
    final BatchBuilder builder;
    private final Consumer<Batch> target;

    TableRows(StateTable table, StateWriter writer) {
        builder = new BatchBuilder(table.schema());
        target = writer.table(table);
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
