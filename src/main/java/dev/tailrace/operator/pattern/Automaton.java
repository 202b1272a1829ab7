package dev.tailrace.operator.pattern;

import dev.tailrace.operator.pattern.RowPattern.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * The states of a partial match, as Flink's {@code NFACompiler} makes them, in whose order of transitions they are too:
 * where several matches begin with the same row and end with the same one, it decides which of them is first.
 *
 * <p>A transition takes the row for a variable or proceeds to another state with the row still to be taken. What a greedy
 * variable does is not to prefer to take a row, but to keep rows that it would take, whether it can take more or not,
 * from all that leaves the state behind it.
 */
final class Automaton {
    /** The state in which a match is complete. */
    static final int COMPLETE = 0;

    /** In place of a variable: none. */
    static final int NONE = -1;

    /**
     * A way out of a state.
     *
     * @param takes the variable that takes the row and whose condition must hold, or {@link #NONE} if it is left to the
     *     target
     * @param excluded the variable whose condition must not hold, or {@link #NONE}
     */
    record Transition(int target, int takes, int excluded) {}

    private final List<List<Transition>> states = new ArrayList<>();
    private final int start;

    Automaton(RowPattern pattern) {
        states.add(new ArrayList<>());
        int next = COMPLETE;
        for (int i = pattern.variables().size() - 1; i >= 0; i--) {
            next = enter(pattern.variables().get(i), i, next);
        }
        start = next;
    }

    int start() {
        return start;
    }

    List<Transition> transitions(int state) {
        return states.get(state);
    }

    /** Makes the states of a variable before those that follow it; gives back its first. */
    private int enter(Variable variable, int index, int next) {
        boolean canBeLeftOut = variable.min() == 0;
        int from = Math.max(1, variable.min());
        if (variable.max() == RowPattern.UNBOUNDED) {
            int loop = newState();
            proceed(loop, next);
            if (variable.isGreedy()) {
                exclude(next, index);
            }
            take(loop, loop, index);
            return times(loop, next, index, from, from, canBeLeftOut);
        }
        if (variable.isGreedy() && from != variable.max()) {
            exclude(next, index);
        }
        return times(next, next, index, from, variable.max(), canBeLeftOut);
    }

    /**
     * @param last where the last row leads
     * @param next what follows where no further row is needed
     */
    private int times(int last, int next, int variable, int from, int to, boolean canBeLeftOut) {
        int state = last;
        for (int i = from; i < to; i++) {
            state = taking(state, variable);
            proceed(state, next);
        }
        for (int i = 1; i < from; i++) {
            state = taking(state, variable);
        }
        state = taking(state, variable);
        if (canBeLeftOut) {
            proceed(state, next);
        }
        return state;
    }

    private int newState() {
        states.add(new ArrayList<>());
        return states.size() - 1;
    }

    private int taking(int target, int variable) {
        int state = newState();
        take(state, target, variable);
        return state;
    }

    private void take(int state, int target, int variable) {
        states.get(state).add(new Transition(target, variable, NONE));
    }

    private void proceed(int state, int target) {
        states.get(state).add(new Transition(target, NONE, NONE));
    }

    private void exclude(int state, int variable) {
        states.get(state).replaceAll(way -> new Transition(way.target(), way.takes(), variable));
    }
}
