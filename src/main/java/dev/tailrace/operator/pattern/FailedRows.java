package dev.tailrace.operator.pattern;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.EvaluationException;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.Outlet;
import java.util.BitSet;

/** Sends rows that are kept the way of those that fail. Single-threaded. */
final class FailedRows {
    private final StoredRows rows;
    private final FailingRows failing;
    private final boolean goesOn;
    private final BatchBuilder row;

    /**
     * @param kept columns of the rows
     * @param goesOn whether the run goes on after such a row
     */
    FailedRows(Schema input, BitSet kept, StoredRows rows, FailingRows failing, boolean goesOn) {
        this.rows = rows;
        this.failing = failing;
        this.goesOn = goesOn;
        this.row = new BatchBuilder(input, kept);
    }

    boolean runGoesOn() {
        return goesOn;
    }

    /** Takes a row; does not return normally if the run does not go on. */
    void add(int slot, EvaluationException failure, Outlet out) {
        for (int column : rows.inputColumns()) {
            rows.append(slot, column, row.column(column));
        }
        row.endRow();
        String message = String.valueOf(failure.getMessage());
        failing.add(row.build(), 0, Problem.error("operators.row-failed", message), out);
    }

    void flush(Outlet out) {
        failing.flush(out);
    }
}
