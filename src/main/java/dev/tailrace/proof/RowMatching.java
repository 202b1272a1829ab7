package dev.tailrace.proof;

import dev.tailrace.data.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which row that came is which expected one.
 *
 * <p>An expected row may leave columns open, so that it fits several rows and taking the first that fits may leave another
 * one without: the matching is a maximum one of a bipartite graph, found by augmenting paths (Kuhn). What is left over is
 * paired with the row that differs in the fewest columns, so that a wrong value is shown as such and not as two rows.
 */
final class RowMatching {
    private final List<TestedRow> expected;
    private final List<Row> actual;

    /** The position of the actual row of each expected one; -1 for none. */
    private final int[] actualOf;

    /** The position of the expected row of each actual one; -1 for none. */
    private final int[] expectedOf;

    private RowMatching(List<TestedRow> expected, List<Row> actual) {
        this.expected = expected;
        this.actual = actual;
        actualOf = new int[expected.size()];
        expectedOf = new int[actual.size()];
        Arrays.fill(actualOf, -1);
        Arrays.fill(expectedOf, -1);
    }

    /** Compares multisets. The lines come in the order of the expected rows, those not expected behind them. */
    static List<ComparedRow> ofMultisets(List<TestedRow> expected, List<Row> actual) {
        RowMatching matching = new RowMatching(expected, actual);
        for (int e = 0; e < expected.size(); e++) {
            matching.matchAnyFree(e);
        }
        for (int e = 0; e < expected.size(); e++) {
            if (matching.actualOf[e] < 0) {
                matching.augment(e, new BitSet());
            }
        }
        matching.pairNearest(free(matching.actualOf), free(matching.expectedOf));
        List<ComparedRow> lines = new ArrayList<>();
        for (int e = 0; e < expected.size(); e++) {
            lines.add(matching.line(e));
        }
        free(matching.expectedOf).forEach(a -> lines.add(ComparedRow.unexpected(actual.get(a))));
        return lines;
    }

    /** Compares lists: the longest common subsequence is the same, the rows between are paired in their gaps. */
    static List<ComparedRow> ofLists(List<TestedRow> expected, List<Row> actual) {
        RowMatching matching = new RowMatching(expected, actual);
        int[][] longest = matching.longestFrom();
        List<ComparedRow> lines = new ArrayList<>();
        int e = 0;
        int a = 0;
        while (e < expected.size() || a < actual.size()) {
            int toE = e;
            int toA = a;
            while (toE < expected.size() && toA < actual.size() && !matching.same(toE, toA)) {
                if (longest[toE + 1][toA] >= longest[toE][toA + 1]) {
                    toE++;
                } else {
                    toA++;
                }
            }
            boolean meets = toE < expected.size() && toA < actual.size();
            matching.gap(e, meets ? toE : expected.size(), a, meets ? toA : actual.size(), lines);
            if (!meets) {
                break;
            }
            lines.add(ComparedRow.both(expected.get(toE), actual.get(toA)));
            e = toE + 1;
            a = toA + 1;
        }
        return lines;
    }

    private void gap(int fromE, int toE, int fromA, int toA, List<ComparedRow> lines) {
        int pairs = Math.min(toE - fromE, toA - fromA);
        for (int i = 0; i < pairs; i++) {
            lines.add(ComparedRow.both(expected.get(fromE + i), actual.get(fromA + i)));
        }
        expected.subList(fromE + pairs, toE).forEach(row -> lines.add(ComparedRow.missing(row)));
        actual.subList(fromA + pairs, toA).forEach(row -> lines.add(ComparedRow.unexpected(row)));
    }

    /** By positions from which on: how many rows both have in the same order. */
    private int[][] longestFrom() {
        int[][] longest = new int[expected.size() + 1][actual.size() + 1];
        for (int e = expected.size() - 1; e >= 0; e--) {
            for (int a = actual.size() - 1; a >= 0; a--) {
                longest[e][a] = same(e, a) ? longest[e + 1][a + 1] + 1 : Math.max(longest[e + 1][a], longest[e][a + 1]);
            }
        }
        return longest;
    }

    private boolean same(int e, int a) {
        return Sameness.differing(expected.get(e), actual.get(a)).isEmpty();
    }

    private void matchAnyFree(int e) {
        for (int a = 0; a < expectedOf.length; a++) {
            if (expectedOf[a] < 0 && same(e, a)) {
                match(e, a);
                return;
            }
        }
    }

    private void match(int e, int a) {
        actualOf[e] = a;
        expectedOf[a] = e;
    }

    /** Finds a row for an expected one where all that fit are taken, by moving others on. */
    private boolean augment(int e, BitSet tried) {
        for (int a = 0; a < expectedOf.length; a++) {
            if (!tried.get(a) && same(e, a)) {
                tried.set(a);
                if (expectedOf[a] < 0 || augment(expectedOf[a], tried)) {
                    match(e, a);
                    return true;
                }
            }
        }
        return false;
    }

    private record Pair(int e, int a, int differing) {}

    /** Pairs leftovers that have at least one value in common, those that differ least first. */
    private void pairNearest(List<Integer> missing, List<Integer> unexpected) {
        List<Pair> pairs = new ArrayList<>();
        for (int e : missing) {
            for (int a : unexpected) {
                int differing =
                        Sameness.differing(expected.get(e), actual.get(a)).cardinality();
                if (differing < expected.get(e).said().cardinality()) {
                    pairs.add(new Pair(e, a, differing));
                }
            }
        }
        pairs.sort(Comparator.comparingInt(Pair::differing));
        for (Pair pair : pairs) {
            if (actualOf[pair.e] < 0 && expectedOf[pair.a] < 0) {
                match(pair.e, pair.a);
            }
        }
        if (missing.size() == 1 && unexpected.size() == 1 && actualOf[missing.get(0)] < 0) {
            match(missing.get(0), unexpected.get(0));
        }
    }

    private ComparedRow line(int e) {
        @Nullable Row came = actualOf[e] < 0 ? null : actual.get(actualOf[e]);
        return came == null ? ComparedRow.missing(expected.get(e)) : ComparedRow.both(expected.get(e), came);
    }

    private static List<Integer> free(int[] partners) {
        List<Integer> free = new ArrayList<>();
        for (int i = 0; i < partners.length; i++) {
            if (partners[i] < 0) {
                free.add(i);
            }
        }
        return free;
    }
}
