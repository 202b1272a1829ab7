package dev.tailrace.operators.shape;

import dev.tailrace.data.Problem;
import dev.tailrace.data.RowKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By which words rows say what they do.
 *
 * @param byKind with an entry for each kind; in the order of the settings
 */
record ChangeWords(Map<RowKind, List<String>> byKind) {
    static ChangeWords of(RowsToChanges.Settings settings) {
        return new ChangeWords(Map.of(
                RowKind.INSERT, split(settings.insert()),
                RowKind.UPDATE_BEFORE, split(settings.updateBefore()),
                RowKind.UPDATE_AFTER, split(settings.updateAfter()),
                RowKind.DELETE, split(settings.delete())));
    }

    private static List<String> split(@Nullable String words) {
        return words == null
                ? List.of()
                : Arrays.stream(words.split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    /** A word that is there twice, and none for rows that add. */
    static List<Problem> problems(RowsToChanges.Settings settings) {
        ChangeWords words = of(settings);
        List<Problem> problems = new ArrayList<>();
        Map<String, RowKind> seen = new HashMap<>();
        for (RowKind kind : RowKind.values()) {
            for (String word : words.of(kind)) {
                if (seen.putIfAbsent(word, kind) != null) {
                    problems.add(Problem.error("operators.rows-to-changes.word-twice", word)
                            .in(setting(kind)));
                }
            }
        }
        if (words.of(RowKind.INSERT).isEmpty() && words.of(RowKind.UPDATE_AFTER).isEmpty()) {
            problems.add(Problem.error("operators.rows-to-changes.no-insert").in("insert"));
        }
        return problems;
    }

    private static String setting(RowKind kind) {
        return switch (kind) {
            case INSERT -> "insert";
            case UPDATE_BEFORE -> "updateBefore";
            case UPDATE_AFTER -> "updateAfter";
            case DELETE -> "delete";
        };
    }

    List<String> of(RowKind kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    /** The words of several kinds, one behind the other. */
    List<String> of(RowKind... kinds) {
        return Arrays.stream(kinds).flatMap(kind -> of(kind).stream()).toList();
    }
}
