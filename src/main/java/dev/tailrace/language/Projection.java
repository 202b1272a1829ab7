package dev.tailrace.language;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;

/** Compiled expressions. Single-threaded: it keeps scratch memory. */
public interface Projection {
    /**
     * One column per expression, with values at the same positions as the batch's columns (positions that are not rows
     * of the batch are unspecified), so that computed and passed-on columns stand side by side in
     * {@link Batch#with}. Columns are freshly made, or the batch's own where an expression only passes one on.
     *
     * @throws EvaluationException at the first row that cannot be computed
     */
    Column[] evaluate(Batch batch);
}
