package dev.tailrace.operator.lookup;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.state.KeyCodec;
import java.util.Arrays;
import java.util.List;

/**
 * Looks rows up in a table that is held in memory: each batch leaves at once. A NULL in the key finds nothing.
 * Single-threaded.
 */
public final class HeldLookup {
    private final LookupPlan plan;
    private final KeyCodec codec;
    private final MatchedRows matched;
    /** Rows of a batch that may find something. */
    private int[] candidates = new int[0];

    /** @param failing takes the rows of the input for which the condition cannot be computed */
    public HeldLookup(LookupPlan plan, FailingRows failing) {
        this.plan = plan;
        this.codec = keyCodec(plan);
        this.matched = new MatchedRows(plan, failing);
    }

    /** A codec of the key, be it taken from the input or the table. */
    static KeyCodec keyCodec(LookupPlan plan) {
        return new KeyCodec(new Schema(
                Arrays.stream(plan.tableKeys()).mapToObj(plan.table()::field).toList()));
    }

    /**
     * Sends all rows of the input and the table, joined; what types that keep the table's rows need.
     *
     * @param batches all rows of the input; one batch at least
     */
    public void joinWhole(List<Batch> batches, HeldTable table, Outlet out) {
        matched.beginTable();
        for (Batch batch : batches) {
            look(batch, table, out);
        }
        if (plan.type().padsRight()) {
            matched.sendNotFound(out);
        }
    }

    /** Sends the rows of a batch with what the table has for them; not for types that keep the table's rows. */
    public void look(Batch batch, HeldTable table, Outlet out) {
        codec.begin(batch, plan.inputKeys());
        matched.begin(batch, table.rows());
        if (matched.keepsRows()) {
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                look(index, table.find(codec, index), table, out);
            }
        } else {
            candidates = candidates.length < batch.rows() ? new int[batch.rows()] : candidates;
            int count = table.candidates(batch, plan.inputKeys(), candidates);
            for (int i = 0; i < count; i++) {
                int row = table.find(codec, candidates[i]);
                if (row != HeldTable.NONE) {
                    look(candidates[i], row, table, out);
                }
            }
        }
        matched.end(out);
    }

    private void look(int index, int first, HeldTable table, Outlet out) {
        matched.row(index, out);
        for (int row = first; row != HeldTable.NONE; row = table.next(row)) {
            matched.match(row);
        }
    }
}
