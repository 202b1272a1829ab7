package dev.tailrace.designer.canvas;

import dev.tailrace.data.Texts;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds operators by name, by their line, by keywords and by what other systems call them. Immutable. */
public final class OperatorSearch {
    private static final int NO_MATCH = Integer.MAX_VALUE;

    /** An operator with its words. */
    public record Entry(OperatorSpec spec, String name, String line) {}

    private record Ranked(Entry entry, int rank) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Locale locale;

    public OperatorSearch(Catalogue catalogue, Texts texts) {
        locale = texts.locale();
        for (Operator<?> operator : catalogue.operators()) {
            OperatorSpec spec = operator.spec();
            String line = texts.find(spec.key("line"));
            entries.add(new Entry(spec, texts.get(spec.key("name")), line == null ? "" : line));
        }
    }

    /** What matches, best first; all that are wanted, in the catalogue's order, if there is no query. */
    public List<Entry> find(String query, Predicate<OperatorSpec> wanted) {
        String sought = query.strip().toLowerCase(locale);
        return entries.stream()
                .filter(entry -> wanted.test(entry.spec()))
                .map(entry -> new Ranked(entry, rank(entry, sought)))
                .filter(ranked -> ranked.rank() != NO_MATCH)
                .sorted(Comparator.comparingInt(Ranked::rank))
                .map(Ranked::entry)
                .toList();
    }

    /** How many operators are wanted. */
    public int count(Predicate<OperatorSpec> wanted) {
        return (int) entries.stream().filter(entry -> wanted.test(entry.spec())).count();
    }

    /** The name nearest to a query that found nothing, if any is near. */
    public Optional<Entry> near(String query) {
        String sought = query.strip().toLowerCase(locale);
        int most = Math.max(1, sought.length() / 2);
        return entries.stream()
                .map(entry -> new Ranked(entry, distance(sought, entry.name().toLowerCase(locale))))
                .filter(ranked -> ranked.rank() <= most)
                .min(Comparator.comparingInt(Ranked::rank))
                .map(Ranked::entry);
    }

    private int rank(Entry entry, String sought) {
        String name = entry.name().toLowerCase(locale);
        if (sought.isEmpty() || name.startsWith(sought)) {
            return 0;
        }
        if (name.contains(" " + sought)) {
            return 1;
        }
        if (name.contains(sought)) {
            return 2;
        }
        int others = Math.min(
                rank(entry.spec().keywords(), sought), rank(entry.spec().elsewhere(), sought));
        if (others != NO_MATCH) {
            return others;
        }
        return entry.line().toLowerCase(locale).contains(sought) ? 5 : NO_MATCH;
    }

    private int rank(List<String> words, String sought) {
        int best = NO_MATCH;
        for (String word : words) {
            String lower = word.toLowerCase(locale);
            if (lower.startsWith(sought)) {
                return 3;
            }
            best = lower.contains(sought) ? 4 : best;
        }
        return best;
    }

    /** How many letters have to be added, left out, changed or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
