package dev.tailrace.operator.pattern;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A match under way or complete; or, with no row yet, what waits for the first one.
 *
 * @param state of the automaton
 * @param firstTurn the number of its first row in the order of time
 * @param firstTime the event time of its first row
 * @param last its last row, which it holds
 */
record PartialMatch(int state, long firstTurn, long firstTime, @Nullable MatchedRow last) {
    /** Those that began earlier first, what has not begun last. */
    static final Comparator<PartialMatch> BY_BEGINNING = Comparator.comparingLong(PartialMatch::firstTurn);

    static PartialMatch notBegun(int state) {
        return new PartialMatch(state, Long.MAX_VALUE, -1, null);
    }

    boolean isBegun() {
        return last != null;
    }

    /** Whether no row of that time can come to it. */
    boolean isOver(long time, long withinMillis) {
        return withinMillis > 0 && isBegun() && time - firstTime >= withinMillis;
    }
}
