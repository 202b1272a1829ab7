package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.language.EvaluationException;
import dev.tailrace.language.RowFilter;
import dev.tailrace.runtime.Breakpoints.Tally;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a breakpoint waits for, found a batch at a time and counted. Made on any thread, then only on the wire's,
 * but for its tally.
 */
final class Trap {
    private final @Nullable RowFilter condition;
    private final long everyHits;
    private int[] selection = new int[Batch.MAX_ROWS];
    private int[] rows = new int[Batch.MAX_ROWS];
    private int found;
    private int next;
    private long passed;
    private long hits;
    private long hitsSinceStop;
    private long failed;
    private volatile Tally tally = new Tally(0, 0, 0, null);

    /** @param condition null for every row */
    Trap(@Nullable RowFilter condition, long everyHits) {
        this.condition = condition;
        this.everyHits = everyHits;
    }

    /** What it has seen up to the last batch or held row; from any thread. */
    Tally tally() {
        return tally;
    }

    /** Rows have passed the wire. */
    void passed(int rows) {
        passed += rows;
        tell();
    }

    private void tell() {
        tally = new Tally(passed, hits, failed, null);
    }

    /** Finds the rows of a batch from one on. */
    void look(Batch batch, int from) {
        found = 0;
        next = 0;
        if (rows.length < batch.rows()) {
            rows = new int[batch.rows()];
            selection = new int[batch.rows()];
        }
        RowFilter filter = condition;
        if (filter != null) {
            find(filter, batch, from, batch.rows());
        } else {
            for (int row = from; row < batch.rows(); row++) {
                rows[found++] = row;
            }
        }
    }

    /**
     * Counts the hits of the batch up to the first at which to hold, or up to a row.
     *
     * @param limit counts up to this row and not beyond
     * @param every whether to hold at the next one, whichever it is
     * @param none whether to hold at none before the limit
     * @return the row of the last hit counted if it is one to hold at or the limit itself; -1 for none
     */
    int nextHit(int limit, boolean every, boolean none) {
        while (next < found && rows[next] <= limit) {
            int row = rows[next++];
            hits++;
            hitsSinceStop++;
            boolean due = !none && (every || hitsSinceStop >= everyHits);
            if (due || row == limit) {
                hitsSinceStop = 0;
                tell();
                return row;
            }
        }
        return -1;
    }

    /** Around a row that fails, both sides are tried on their own. */
    private void find(RowFilter filter, Batch batch, int from, int to) {
        if (from == to) {
            return;
        }
        Batch part = batch.slice(from, to);
        try {
            int matching = filter.filter(part, selection);
            int row = from;
            for (int i = 0; i < matching; i++) {
                while (batch.index(row) != selection[i]) {
                    row++;
                }
                rows[found++] = row;
            }
        } catch (EvaluationException failure) {
            int row = from;
            while (batch.index(row) != failure.index()) {
                row++;
            }
            failed++;
            find(filter, batch, from, row);
            find(filter, batch, row + 1, to);
        }
    }
}
