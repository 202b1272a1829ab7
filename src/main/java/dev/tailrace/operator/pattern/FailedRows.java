package dev.tailrace.operator.pattern;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.EvaluationException;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.Outlet;
import java.util.Arrays;
import java.util.BitSet;

/** Sends rows that are kept the way of those that fail. Single-threaded. */
final class FailedRows {
    private final StoredRows rows;
    private final FailingRows failing;
    private final boolean goesOn;
    private final BatchBuilder row;
    /** Where the columns that are told stand in the input; -1 for those that are not kept. */
    private final int[] inputColumns;

    /**
     * @param input whose rows are kept
     * @param told columns of the input that are told of rows that fail, as far as they are kept
     * @param goesOn whether the run goes on after such a row
     */
    FailedRows(Schema input, Schema told, StoredRows rows, FailingRows failing, boolean goesOn) {
        this.rows = rows;
        this.failing = failing;
        this.goesOn = goesOn;
        int[] stored = rows.inputColumns();
        BitSet kept = new BitSet();
        inputColumns = new int[told.size()];
        for (int i = 0; i < inputColumns.length; i++) {
            int column = input.indexOf(told.field(i).name());
            kept.set(i, Arrays.binarySearch(stored, column) >= 0);
            inputColumns[i] = kept.get(i) ? column : -1;
        }
        this.row = new BatchBuilder(told, kept);
    }

    boolean runGoesOn() {
        return goesOn;
    }

    /** Takes a row; does not return normally if the run does not go on. */
    void add(int slot, EvaluationException failure, Outlet out) {
        for (int i = 0; i < inputColumns.length; i++) {
            if (inputColumns[i] >= 0) {
                rows.append(slot, inputColumns[i], row.column(i));
            }
        }
        row.endRow();
        String message = String.valueOf(failure.getMessage());
        failing.add(row.build(), 0, Problem.error("operators.row-failed", message), out);
    }

    void flush(Outlet out) {
        failing.flush(out);
    }
}
