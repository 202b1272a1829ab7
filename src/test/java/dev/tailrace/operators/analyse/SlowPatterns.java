package dev.tailrace.operators.analyse;

import dev.tailrace.operator.pattern.AfterMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds matches by trying everything: from each row on all ways to give the rows that follow to the variables. Of the
 * matches that begin with a row the one that ends first counts. Nothing that comes after a row from which a match is
 * still open at the end is found.
 */
record SlowPatterns(
        List<Variable> variables, AfterMatch after, int skipTo, long within, boolean endsByTime) {
    /** A row of one key, in the order of time. */
    record Event(int position, long time, String letter, int value) {}

    /** A row as some variable's. */
    record Given(Event event, int variable) {}

    /** Whether a row can be a variable's, behind others. */
    interface Condition {
        boolean holds(List<Given> before, Event event);
    }

    /** @param max rows at most; {@link Integer#MAX_VALUE} for any number */
    record Variable(int min, int max, boolean reluctant, Condition condition) {
        boolean isGreedy() {
            return !reluctant && min != max && !(min == 0 && max == 1);
        }
    }

    /** A match by its first and last row. */
    record Match(int first, int last) {}

    /** Thrown where two ways of the same rows would go on differently: which one counts is not told here. */
    static final class Ambiguous extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Thrown where a match does not have the row to which it is skipped. */
    static final class NoSkip extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    List<Match> matches(List<Event> events) {
        List<Match> matches = new ArrayList<>();
        int allowed = 0;
        for (int start = 0; start < events.size(); start++) {
            if (start < allowed) {
                continue;
            }
            Search search = new Search(events.subList(start, events.size()));
            search.from(new ArrayList<>(), 0, 0, 0);
            if (search.targets.isEmpty()) {
                if (search.open && !endsByTime) {
                    return matches;
                }
                continue;
            }
            int length = search.targets.firstKey();
            List<Integer> targets = search.targets.get(length);
            matches.add(new Match(
                    events.get(start).position(), events.get(start + length - 1).position()));
            if (targets.stream().distinct().count() > 1) {
                throw new Ambiguous();
            }
            if (targets.get(0) <= 0) {
                throw new NoSkip();
            }
            allowed = start + targets.get(0);
        }
        return matches;
    }

    private final class Search {
        private final List<Event> events;
        /** Rows to the first one that another match can begin with, by the length of the match. */
        private final TreeMap<Integer, List<Integer>> targets = new TreeMap<>();

        private boolean open;

        Search(List<Event> events) {
            this.events = events;
        }

        /** All ways from here: {@code taken} rows given to {@code variable}, the next row is {@code at}. */
        void from(List<Given> given, int variable, int taken, int at) {
            if (at == events.size()) {
                open |= at > 0 && (variable < variables.size() - 1 || taken < variables.get(variable).max());
                return;
            }
            Event event = events.get(at);
            if (at > 0 && within > 0 && event.time() - events.get(0).time() >= within) {
                return;
            }
            if (taken < variables.get(variable).max()) {
                give(given, variable, taken, at);
            }
            boolean canLeave = taken >= variables.get(variable).min();
            for (int next = variable + 1; next < variables.size() && canLeave; next++) {
                if (isKept(next - 1, given, event)) {
                    return;
                }
                give(given, next, 0, at);
                canLeave = variables.get(next).min() == 0;
            }
        }

        /** Whether a greedy variable would take the row, so that it is for none behind it. */
        private boolean isKept(int variable, List<Given> given, Event event) {
            return variables.get(variable).isGreedy()
                    && variables.get(variable).condition().holds(given, event);
        }

        private void give(List<Given> given, int variable, int taken, int at) {
            Event event = events.get(at);
            if (!variables.get(variable).condition().holds(given, event)) {
                return;
            }
            List<Given> more = new ArrayList<>(given);
            more.add(new Given(event, variable));
            boolean isComplete = taken + 1 >= variables.get(variable).min();
            for (int next = variable + 1; next < variables.size() && isComplete; next++) {
                isComplete = variables.get(next).min() == 0 && !isKept(next - 1, given, event);
            }
            if (isComplete) {
                targets.computeIfAbsent(more.size(), absent -> new ArrayList<>())
                        .add(target(more));
            }
            from(more, variable, taken + 1, at + 1);
        }

        private int target(List<Given> match) {
            @Nullable Integer found = null;
            for (int i = 0; i < match.size(); i++) {
                if (match.get(i).variable() == skipTo && (found == null || after == AfterMatch.TO_LAST)) {
                    found = i;
                }
            }
            return switch (after) {
                case PAST_LAST_ROW -> match.size();
                case TO_NEXT_ROW -> 1;
                default -> found == null ? 0 : found;
            };
        }
    }
}
