package dev.tailrace.language;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;

/** Compiled expressions. Single-threaded: it keeps scratch memory. */
public interface Projection {
    /**
     * One column per expression, with values at the same positions as the batch's columns (positions that are not rows
     * of the batch are unspecified), so that computed and passed-on columns stand side by side in
     * {@link Batch#with}. Columns are written to the room, or the batch's own where an expression only passes one on;
     * texts that are parts of the batch's texts may stay in its buffers.
     *
     * @param room for this projection alone
     * @throws EvaluationException at the first row that cannot be computed
     */
    Column[] evaluate(Batch batch, ColumnRoom room);

    /** The same in new arrays. */
    default Column[] evaluate(Batch batch) {
        return evaluate(batch, new ColumnRoom());
    }
}
