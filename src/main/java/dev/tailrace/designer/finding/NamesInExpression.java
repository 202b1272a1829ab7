package dev.tailrace.designer.finding;

import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment;
import dev.tailrace.language.Highlight;
import dev.tailrace.language.Language;
import java.util.List;
import java.util.Map;

/**
 * Writes other names for columns into an expression, token by token. A name behind a dot is a field of a nested value,
 * unless what stands before the dot is not a column, as a pattern's variable is.
 */
public final class NamesInExpression {
    private NamesInExpression() {}

    /**
     * @param schema of the columns that the expression speaks of, by the names that it has
     * @param names the new ones by the old ones
     */
    public static String renamed(String text, Schema schema, Environment environment, Map<String, String> names) {
        if (names.isEmpty()) {
            return text;
        }
        List<Highlight.Piece> pieces = Highlight.of(text, schema, environment);
        StringBuilder written = new StringBuilder();
        int at = 0;
        for (int i = 0; i < pieces.size(); i++) {
            Highlight.Piece piece = pieces.get(i);
            String other = names.get(plain(text.substring(piece.start(), piece.end())));
            if (piece.kind() == Highlight.Kind.COLUMN && other != null && !isNestedField(text, pieces, i)) {
                written.append(text, at, piece.start()).append(Language.quote(other));
                at = piece.end();
            }
        }
        return written.append(text.substring(at)).toString();
    }

    private static boolean isNestedField(String text, List<Highlight.Piece> pieces, int i) {
        if (i < 2 || !isSymbol(text, pieces.get(i - 1), ".")) {
            return false;
        }
        Highlight.Piece owner = pieces.get(i - 2);
        return owner.kind() == Highlight.Kind.COLUMN || isSymbol(text, owner, ")") || isSymbol(text, owner, "]");
    }

    private static boolean isSymbol(String text, Highlight.Piece piece, String symbol) {
        return text.substring(piece.start(), piece.end()).equals(symbol);
    }

    /** A name without the backticks around it. */
    static String plain(String word) {
        return word.length() > 1 && word.startsWith("`") && word.endsWith("`")
                ? word.substring(1, word.length() - 1).replace("``", "`")
                : word;
    }
}
