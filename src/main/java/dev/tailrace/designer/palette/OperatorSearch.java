package dev.tailrace.designer.palette;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Matches;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.OperatorSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds operators by name, by keyword and by their names in other systems. Immutable, no toolkit. */
public final class OperatorSearch {
    /** A name is close to what was typed if at most this many letters differ. */
    private static final int CLOSE = 3;

    private final List<PaletteEntry> entries;

    public OperatorSearch(Catalogue catalogue, Texts texts) {
        entries = catalogue.operators().stream()
                .map(operator -> entry(operator.spec(), texts))
                .toList();
    }

    private static PaletteEntry entry(OperatorSpec spec, Texts texts) {
        List<String> words = new ArrayList<>(spec.keywords());
        words.addAll(spec.elsewhere());
        words.add(spec.id());
        return new PaletteEntry(spec, texts.get(spec.key("name")), texts.get(spec.key("line")), words);
    }

    /** All of them: by family, then as the catalogue orders them. */
    public List<PaletteEntry> all() {
        return entries;
    }

    /** Those that fit, the best first; all for an empty query. */
    public List<PaletteEntry> find(String query) {
        return find(query, spec -> true);
    }

    /** As {@link #find(String)}, of those that are wanted. */
    public List<PaletteEntry> find(String query, Predicate<OperatorSpec> wanted) {
        List<PaletteEntry> candidates =
                entries.stream().filter(entry -> wanted.test(entry.spec())).toList();
        if (query.isBlank()) {
            return candidates;
        }
        return candidates.stream()
                .filter(entry -> score(query, entry) > 0)
                .sorted(Comparator.comparingInt((PaletteEntry entry) -> -score(query, entry)))
                .toList();
    }

    /** The operator whose name is nearest to a mistyped one, if one is near. */
    public Optional<PaletteEntry> near(String query) {
        return entries.stream()
                .filter(entry -> Matches.distance(query, entry.name()) <= Math.min(CLOSE, query.length() / 2))
                .min(Comparator.comparingInt(entry -> Matches.distance(query, entry.name())));
    }

    private static int score(String query, PaletteEntry entry) {
        int byName = 3 * Matches.score(query, entry.name());
        int byWord = entry.words().stream()
                .mapToInt(word -> 2 * Matches.score(query, word))
                .max()
                .orElse(0);
        // A line is prose: only whole beginnings of its words count, and little.
        int byLine = Matches.score(query, entry.line()) >= 2 ? 1 : 0;
        return Math.max(byName, Math.max(byWord, byLine));
    }
}
