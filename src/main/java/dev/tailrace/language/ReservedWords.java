package dev.tailrace.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Words of Flink's grammar that a column can only be named in backticks. */
final class ReservedWords {
    private static final Set<String> WORDS = load();

    private ReservedWords() {}

    /** In any case: words are not case-sensitive, columns are. */
    static boolean contains(String word) {
        return WORDS.contains(word.toUpperCase(Locale.ROOT));
    }

    static Set<String> all() {
        return WORDS;
    }

    /** The column's name as it stands in an expression. */
    static String quote(String column) {
        boolean isPlain = !column.isEmpty()
                && Tokenizer.isNameStart(column.charAt(0))
                && column.chars().allMatch(c -> Tokenizer.isNamePart((char) c))
                && !contains(column);
        return isPlain ? column : "`" + column.replace("`", "``") + "`";
    }

    private static Set<String> load() {
        try (InputStream in = ReservedWords.class.getResourceAsStream("reserved-words.txt")) {
            if (in == null) {
                throw new IllegalStateException("reserved-words.txt is missing");
            }
            return Set.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split("\\s+"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
