package dev.tailrace.operator.pattern;

import dev.tailrace.data.Problem;
import dev.tailrace.operator.ProcessorContext;

/**
 * Where the search goes on after a match.
 *
 * @param variable to whose row it skips, or {@link Automaton#NONE}
 * @param name of that variable
 */
record Skip(AfterMatch after, int variable, String name) {
    /**
     * The number, in the order of time, of the first row with which another match can begin.
     *
     * @throws RuntimeException if there is no such row, or if it is that with which the match itself begins: as in Flink,
     *     the run ends
     */
    long firstTurn(MatchedRow last, StoredRows rows, ProcessorContext context) {
        MatchedRow first = last;
        int target = TermColumns.NO_ROW;
        for (MatchedRow row = last; row != null; row = row.before) {
            first = row;
            if (row.variable == variable && (after == AfterMatch.TO_FIRST || target == TermColumns.NO_ROW)) {
                target = row.row;
            }
        }
        switch (after) {
            case PAST_LAST_ROW:
                return rows.turn(last.row) + 1;
            case TO_NEXT_ROW:
                return rows.turn(first.row) + 1;
            default:
                break;
        }
        if (target == TermColumns.NO_ROW) {
            throw context.fail(Problem.error("operators.match-pattern.skip-missing", name));
        }
        if (target == first.row) {
            throw context.fail(Problem.error("operators.match-pattern.skip-nowhere", name));
        }
        return rows.turn(target);
    }
}
