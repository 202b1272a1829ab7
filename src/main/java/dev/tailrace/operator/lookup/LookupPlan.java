package dev.tailrace.operator.lookup;

import dev.tailrace.data.Schema;
import dev.tailrace.language.Expression;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What is looked up for what. Its rows leave by output 0: the columns of the rows that come in, then those of the table.
 *
 * @param input what comes in
 * @param inputKeys positions in the input of the columns that are looked up, of the types of the table's key
 * @param table the table's columns
 * @param tableKeys positions in the table of its key
 * @param output the columns of both; those of the table may be null if {@code keepsAll}
 * @param demanded columns of the output that somebody reads
 * @param condition over the output's columns, which rows of the table must fulfil to count as found, or null
 * @param keepsAll whether rows for which nothing is found leave with NULLs, instead of not at all
 */
public record LookupPlan(
        Schema input,
        int[] inputKeys,
        Schema table,
        int[] tableKeys,
        Schema output,
        BitSet demanded,
        @Nullable Expression condition,
        boolean keepsAll) {
    /** Columns of the output that are computed: those demanded, and those that the condition reads. */
    BitSet computed() {
        BitSet columns = (BitSet) demanded.clone();
        if (condition != null) {
            columns.or(condition.columns());
        }
        return columns;
    }

    /** Columns of the table that are read: those computed, and the key. */
    public BitSet tableColumns() {
        BitSet columns = computed().get(input.size(), output.size());
        for (int column : tableKeys) {
            columns.set(column);
        }
        return columns;
    }
}
