package dev.tailrace.operator.lookup;

import dev.tailrace.data.Schema;
import dev.tailrace.language.Expression;
import dev.tailrace.operator.join.JoinShape;
import dev.tailrace.operator.join.JoinType;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What is looked up for what. Its rows leave by output 0: the columns of the rows that come in, then those of the table,
 * or only the former, as the type says.
 *
 * @param input what comes in
 * @param inputKeys positions in the input of the columns that are looked up, of the types of the table's key
 * @param table the table's columns
 * @param tableKeys positions in the table of its key
 * @param pairs the columns of both
 * @param output what leaves
 * @param demanded columns of the output that somebody reads
 * @param condition over the pairs, which rows of the table must fulfil to count as found, or null
 */
public record LookupPlan(
        Schema input,
        int[] inputKeys,
        Schema table,
        int[] tableKeys,
        Schema pairs,
        Schema output,
        BitSet demanded,
        @Nullable Expression condition,
        JoinType type) {
    /** A join of the input with the table. */
    public static LookupPlan of(JoinShape shape, BitSet demanded) {
        Schema output = shape.output();
        return new LookupPlan(
                shape.side(true),
                shape.keyColumns(true),
                shape.side(false),
                shape.keyColumns(false),
                shape.type().givesLeftOnly() && shape.condition() == null ? output : shape.pairs(),
                output,
                demanded,
                shape.condition(),
                shape.type());
    }

    /** Columns of the pairs that are computed: those demanded, and those that the condition reads. */
    private BitSet computed() {
        BitSet columns = (BitSet) demanded.clone();
        if (condition != null) {
            columns.or(condition.columns());
        }
        return columns;
    }

    /** Columns of the input that are read: those computed, and the key. */
    public BitSet inputColumns() {
        return with(inputKeys, computed().get(0, input.size()));
    }

    /**
     * Columns of the input that are read if rows of it may fail.
     *
     * @param ofFailing positions of those that are read of rows that fail, which may have further columns
     */
    public BitSet inputColumns(BitSet ofFailing) {
        BitSet columns = inputColumns();
        columns.or(ofFailing.get(0, input.size()));
        return columns;
    }

    /** Columns of the table that are read: those computed, and the key. */
    public BitSet tableColumns() {
        return with(tableKeys, computed().get(input.size(), input.size() + table.size()));
    }

    private static BitSet with(int[] keys, BitSet columns) {
        for (int key : keys) {
            columns.set(key);
        }
        return columns;
    }
}
