package dev.tailrace.language;

import dev.tailrace.data.Batch;

/** A compiled condition. Single-threaded: it keeps scratch memory. */
public interface RowFilter {
    /**
     * Writes the positions of the rows for which the condition is TRUE (not NULL) to {@code selection}, ascending.
     *
     * @param selection room for {@code batch.rows()} positions
     * @return how many
     * @throws EvaluationException at the first row that cannot be computed; {@code selection} is then unspecified
     */
    int filter(Batch batch, int[] selection);
}
