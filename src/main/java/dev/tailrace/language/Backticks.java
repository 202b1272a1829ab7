package dev.tailrace.language;

import dev.tailrace.data.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Backticks around names that need them, put there while somebody types. Fast; loads no parser. */
public final class Backticks {
    /** Words that begin a literal when a text follows. */
    private static final Set<String> LITERALS = Set.of("DATE", "INTERVAL", "TIME", "TIMESTAMP");

    /** Words that begin a value, so that nobody can tell whether a column is meant. */
    private static final Set<String> VALUES = Set.of(
            "ARRAY",
            "BOTH",
            "CASE",
            "CAST",
            "DISTINCT",
            "EXISTS",
            "FALSE",
            "LEADING",
            "MAP",
            "NOT",
            "NULL",
            "ROW",
            "TRAILING",
            "TRUE",
            "TRY_CAST",
            "UNKNOWN");

    private static final Set<String> TAKING_UNITS = Set.of("EXTRACT", "TIMESTAMPADD", "TIMESTAMPDIFF");

    /** A column's name from offset {@code start} to before {@code end}, and how it has to be written. */
    public record Quoting(int start, int end, String quoted) {}

    private Backticks() {}

    static String unquoted(String name) {
        return name.substring(1, name.length() - 1).replace("``", "`");
    }

    /**
     * The reserved word before the caret that cannot be anything but a column, once something else has been typed behind
     * it; null if there is none.
     *
     * @param caret offset in UTF-16 units
     */
    public static @Nullable Quoting wanted(String text, int caret, Schema input) {
        List<Token> tokens = Tokenizer.meaningful(text).stream()
                .filter(token -> token.start() < caret)
                .toList();
        for (int i = tokens.size() - 1; i >= Math.max(0, tokens.size() - 2); i--) {
            Token token = tokens.get(i);
            if (token.end() < caret && isColumn(tokens, i, text, input)) {
                return new Quoting(token.start(), token.end(), ReservedWords.quote(token.of(text)));
            }
        }
        return null;
    }

    private static boolean isColumn(List<Token> tokens, int i, String text, Schema input) {
        String word = tokens.get(i).of(text);
        String upper = word.toUpperCase(Locale.ROOT);
        if (tokens.get(i).kind() != Token.Kind.WORD
                || !ReservedWords.contains(word)
                || !input.contains(word)
                || VALUES.contains(upper)
                || Completion.isAfterOperand(tokens.subList(0, i), text)) {
            return false;
        }
        Token next = i + 1 < tokens.size() ? tokens.get(i + 1) : null;
        String following = next == null ? "" : next.of(text);
        if (following.equals("(") || LITERALS.contains(upper) && (next == null || following.startsWith("'"))) {
            return false;
        }
        String before = i == 0 ? "" : tokens.get(i - 1).of(text).toUpperCase(Locale.ROOT);
        if (before.equals(".") || before.equals("AS") || before.equals("TO")) {
            return false;
        }
        CaretCall call = CaretCall.innermost(tokens.subList(0, i), text);
        boolean isUnit = call != null
                && call.function() != null
                && call.argument() == 0
                && TAKING_UNITS.contains(call.function().name());
        return !isUnit;
    }
}
