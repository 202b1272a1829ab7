package dev.tailrace.operator.pattern;

import dev.tailrace.data.Field;
import dev.tailrace.operator.aggregate.CheckedAggregates.Call;

/** What an expression over the rows of a match reads: a column that is filled in before the expression is computed. */
sealed interface Term {
    /** In place of a variable: the rows of all variables. */
    int ALL = -1;

    /** The column that stands for it. */
    Field field();

    /**
     * Whether it may be NULL because there is no such row, though the column that it is read from is never NULL. Flink
     * plans with the type of the column alone.
     */
    boolean isNullOnlyWithoutRows();

    /**
     * The value of one row.
     *
     * @param offset rows after the first or before the last one of the variable
     * @param column position in the input
     */
    record RowValue(Field field, int variable, boolean first, int offset, int column, boolean isNullOnlyWithoutRows)
            implements Term {}

    /** An aggregate over the rows of a variable. */
    record Aggregate(Field field, int variable, Call call, boolean isNullOnlyWithoutRows) implements Term {}

    /** The event time at which the match is found. */
    record MatchTime(Field field) implements Term {
        @Override
        public boolean isNullOnlyWithoutRows() {
            return false;
        }
    }
}
