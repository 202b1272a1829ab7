package dev.tailrace.operator.pattern;

import dev.tailrace.data.Problem;
import dev.tailrace.language.EvaluationException;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.pattern.Automaton.Transition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Takes the rows of keys, each in the order of time, into partial matches and finds those that become complete, as
 * Flink's {@code NFA} does.
 *
 * <p>Each row that can be a first one begins a partial match, whatever else is under way. A complete match waits for the
 * partial ones that began before it, for they may be complete with a later row and leave no room for it. Of matches that
 * began with the same row and are complete with the same row, one is before the other by the order in which they come
 * out of Flink's queues; so the same queues are used here, and filled in the same order. Single-threaded.
 */
final class Matching {
    /** What is under way for one key. */
    static final class OfKey {
        final int key;
        private PriorityQueue<PartialMatch> partial = queue();
        private final PriorityQueue<PartialMatch> complete = queue();

        OfKey(int key) {
            this.key = key;
        }

        /** Partial matches in the order of the queue's array; they are the same queue when they are added again. */
        List<PartialMatch> partial() {
            return List.copyOf(partial);
        }

        /** As {@link #partial()}, of those that wait for others. */
        List<PartialMatch> complete() {
            return List.copyOf(complete);
        }

        void restore(PartialMatch match) {
            (match.state() == Automaton.COMPLETE ? complete : partial).add(match);
        }

        boolean isIdle() {
            return partial.size() == 1 && complete.isEmpty();
        }

        private static PriorityQueue<PartialMatch> queue() {
            return new PriorityQueue<>(PartialMatch.BY_BEGINNING);
        }
    }

    /** Takes complete matches. */
    interface Matches {
        /** @param time at which it is found, in milliseconds */
        void found(int key, MatchedRow last, long time, Outlet out);
    }

    /** Says how a key is shown. */
    interface KeyText {
        String of(int key);
    }

    private final Automaton automaton;
    private final VariableConditions conditions;
    private final StoredRows rows;
    private final Skip skip;
    private final long withinMillis;
    private final int maxPartialMatches;
    private final ProcessorContext context;
    private final Matches matches;
    private final KeyText keyText;
    private final List<Transition> takes = new ArrayList<>();
    private final Deque<Integer> states = new ArrayDeque<>();
    private final List<PartialMatch> continued = new ArrayList<>();
    private final List<PartialMatch> before = new ArrayList<>();
    private long nextTurn;

    /** @param withinMillis from the first row of a match; its last one comes before that; 0 for any time */
    Matching(
            Automaton automaton,
            VariableConditions conditions,
            StoredRows rows,
            Skip skip,
            long withinMillis,
            int maxPartialMatches,
            ProcessorContext context,
            Matches matches,
            KeyText keyText) {
        this.automaton = automaton;
        this.conditions = conditions;
        this.rows = rows;
        this.skip = skip;
        this.withinMillis = withinMillis;
        this.maxPartialMatches = maxPartialMatches;
        this.context = context;
        this.matches = matches;
        this.keyText = keyText;
    }

    OfKey newKey(int key) {
        OfKey ofKey = new OfKey(key);
        ofKey.partial.add(PartialMatch.notBegun(automaton.start()));
        return ofKey;
    }

    /** The number, in the order of time, that the next row gets. */
    void setNextTurn(long turn) {
        nextTurn = turn;
    }

    /**
     * Takes the next row of a key.
     *
     * @return whether a partial match has begun with it
     * @throws EvaluationException if a condition that decides about the row cannot be computed; then nothing has changed
     */
    boolean take(OfKey ofKey, int row, Outlet out) {
        rows.setTurn(row, nextTurn++);
        before.clear();
        before.addAll(ofKey.partial);
        conditions.beginRow(row, before);
        if (conditions.canFail()) {
            tryOut();
        }
        if (ofKey.isIdle()) {
            findTakes(0);
            if (takes.isEmpty()) {
                return false;
            }
        }
        PriorityQueue<PartialMatch> next = OfKey.queue();
        PriorityQueue<PartialMatch> completed = OfKey.queue();
        boolean begins = false;
        for (int place = 0; place < before.size(); place++) {
            PartialMatch match = before.get(place);
            proceed(match, place, row);
            begins |= !match.isBegun() && continued.size() > 1;
            for (PartialMatch one : continued) {
                if (one.state() == Automaton.COMPLETE) {
                    completed.add(one);
                }
            }
            for (PartialMatch one : continued) {
                if (one.state() != Automaton.COMPLETE) {
                    next.add(one);
                }
            }
        }
        ofKey.partial = next;
        if (next.size() - 1 > maxPartialMatches) {
            String code = keyText.of(ofKey.key).isEmpty()
                    ? "operators.match-pattern.too-many"
                    : "operators.match-pattern.too-many-of-key";
            throw context.fail(Problem.error(code, maxPartialMatches, keyText.of(ofKey.key)));
        }
        ofKey.complete.addAll(completed);
        findComplete(ofKey, rows.time(row), new ArrayList<>(), out);
        return begins;
    }

    /** Asks for all that the row is asked for when it is taken. */
    private void tryOut() {
        states.clear();
        for (int place = 0; place < before.size(); place++) {
            findTakes(place);
            for (Transition take : takes) {
                canBeComplete(take.target(), place);
            }
        }
    }

    /** Leaves in {@link #continued} what becomes of a match with a row. */
    private void proceed(PartialMatch match, int place, int row) {
        continued.clear();
        findTakes(place);
        for (Transition take : takes) {
            MatchedRow last = new MatchedRow(row, take.takes(), match.last(), rows);
            long firstTurn = match.isBegun() ? match.firstTurn() : rows.turn(row);
            long firstTime = match.isBegun() ? match.firstTime() : rows.time(row);
            continued.add(new PartialMatch(take.target(), firstTurn, firstTime, last));
            if (canBeComplete(take.target(), place)) {
                last.retain();
                continued.add(new PartialMatch(Automaton.COMPLETE, firstTurn, firstTime, last));
            }
        }
        if (match.isBegun()) {
            MatchedRow.release(match.last(), rows);
        } else {
            continued.add(match);
        }
    }

    /** Leaves in {@link #takes} the transitions by which the match at a place can take the row. */
    private void findTakes(int place) {
        takes.clear();
        states.push(before.get(place).state());
        while (!states.isEmpty()) {
            for (Transition way : automaton.transitions(states.pop())) {
                if (holds(way, place)) {
                    if (way.takes() == Automaton.NONE) {
                        states.push(way.target());
                    } else {
                        takes.add(way);
                    }
                }
            }
        }
    }

    /** Whether no further row is needed in a state. The conditions are asked for the row that has led there, as in Flink. */
    private boolean canBeComplete(int state, int place) {
        states.push(state);
        while (!states.isEmpty()) {
            for (Transition way : automaton.transitions(states.pop())) {
                if (way.takes() == Automaton.NONE && holds(way, place)) {
                    if (way.target() == Automaton.COMPLETE) {
                        states.clear();
                        return true;
                    }
                    states.push(way.target());
                }
            }
        }
        return false;
    }

    private boolean holds(Transition way, int place) {
        return (way.takes() == Automaton.NONE || conditions.holds(way.takes(), place))
                && (way.excluded() == Automaton.NONE || !conditions.holds(way.excluded(), place));
    }

    /** The time of a key has come to {@code time}: partial matches that began too long ago end. */
    void advance(OfKey ofKey, long time, Outlet out) {
        if (withinMillis == 0 || ofKey.partial.size() == 1) {
            return;
        }
        PriorityQueue<PartialMatch> next = OfKey.queue();
        List<PartialMatch> over = new ArrayList<>();
        for (PartialMatch match : ofKey.partial) {
            if (match.isOver(time, withinMillis)) {
                over.add(match);
                MatchedRow.release(match.last(), rows);
            } else {
                next.add(match);
            }
        }
        if (!over.isEmpty()) {
            ofKey.partial = next;
            findComplete(ofKey, Long.MIN_VALUE, over, out);
        }
    }

    /**
     * Gives out the complete matches that wait for nothing any more.
     *
     * @param time at which that is so, apart from what they have waited for
     * @param over the partial matches that have just ended; a match is found when the last of those before it ended,
     *     however late that is noticed
     */
    private void findComplete(OfKey ofKey, long time, List<PartialMatch> over, Outlet out) {
        long found = time;
        PartialMatch earliest = ofKey.complete.peek();
        while (earliest != null) {
            PartialMatch partial = ofKey.partial.peek();
            if (partial != null && PartialMatch.BY_BEGINNING.compare(earliest, partial) > 0) {
                return;
            }
            ofKey.complete.remove();
            MatchedRow last = earliest.last();
            if (last != null) {
                for (PartialMatch ended : over) {
                    if (ended.firstTurn() < earliest.firstTurn()) {
                        found = Math.max(found, ended.firstTime() + withinMillis);
                    }
                }
                long firstTurn = skip.firstTurn(last, rows, context);
                drop(ofKey.partial, firstTurn);
                drop(ofKey.complete, firstTurn);
                over.removeIf(match -> match.firstTurn() < firstTurn);
                matches.found(ofKey.key, last, found, out);
                MatchedRow.release(last, rows);
            }
            earliest = ofKey.complete.peek();
        }
    }

    private void drop(PriorityQueue<PartialMatch> queue, long firstTurn) {
        queue.removeIf(match -> {
            boolean isDropped = match.firstTurn() < firstTurn;
            if (isDropped) {
                MatchedRow.release(match.last(), rows);
            }
            return isDropped;
        });
    }
}
