package dev.tailrace.operator.join;

import dev.tailrace.data.Batch;
import dev.tailrace.data.RowKind;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.language.RowFilter;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.Outlet;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Tests a join's condition on many pairs at a time: those whose keys are equal are collected as candidates, with the
 * columns that the condition reads. Single-threaded.
 */
public final class PairFilter {
    private final RowFilter condition;
    private final PairBatches candidates;
    private final int[] rows = new int[Batch.MAX_ROWS];
    private final int[] selection = new int[Batch.MAX_ROWS];
    private int passed;

    private PairFilter(Expression expression, PairBatches candidates) {
        this.condition = Language.compileFilter(expression);
        this.candidates = candidates;
    }

    /**
     * The filter of a join's condition, or null if it has none.
     *
     * @param ofFailing columns of pairs that are read where they fail
     */
    public static @Nullable PairFilter of(JoinShape shape, BitSet ofFailing, WaitingRows left, WaitingRows right) {
        Expression condition = shape.condition();
        if (condition == null) {
            return null;
        }
        BitSet columns = shape.read(condition.columns(), ofFailing);
        return new PairFilter(condition, new PairBatches(shape.pairs(), columns, left, right));
    }

    /** Takes a batch of a side; candidates of the last one have been tested. */
    public void begin(boolean isLeft, Batch batch) {
        candidates.begin(isLeft, batch);
    }

    /**
     * Adds a candidate.
     *
     * @param i number of the row in the batch, to be given back
     * @param index its position in the columns
     * @param waiting a row of the other side
     */
    public void add(int i, int index, int waiting) {
        rows[candidates.size()] = i;
        candidates.add(index, waiting, RowKind.INSERT);
    }

    /** Whether the candidates have to be tested before the next one. */
    public boolean isFull() {
        return candidates.isFull();
    }

    /** Is given pairs that belong together. */
    public interface Pairs {
        /**
         * @param i number of the row in the batch
         * @param waiting the row of the other side
         */
        void pair(int i, int waiting);
    }

    /**
     * Gives those candidates for which the condition is TRUE, in the order of their adding, and forgets all.
     *
     * @param computable takes those for which it cannot be computed
     */
    public void test(ComputableRows computable, Outlet out, Pairs pairs) {
        if (candidates.isEmpty()) {
            return;
        }
        computable.evaluate(candidates.build(), batch -> passed = condition.filter(batch, selection), out);
        for (int i = 0; i < passed; i++) {
            pairs.pair(rows[selection[i]], candidates.waiting(selection[i]));
        }
    }
}
