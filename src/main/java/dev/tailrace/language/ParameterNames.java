package dev.tailrace.language;

import java.util.ArrayList;
import java.util.List;

/** The parameters in the text of an expression or a query, as {@code :name}. Loads no parser. Safe on any thread. */
public final class ParameterNames {
    private ParameterNames() {}

    /** The names in their order; what stands in a string or a comment is none. */
    public static List<String> of(String text) {
        List<String> names = new ArrayList<>();
        for (Token token : Tokenizer.tokenize(text)) {
            if (token.kind() == Token.Kind.PARAMETER) {
                names.add(token.of(text).substring(1));
            }
        }
        return names;
    }

    /** The text with one parameter called otherwise; all else stays as it was typed. */
    public static String renamed(String text, String from, String to) {
        StringBuilder renamed = new StringBuilder();
        for (Token token : Tokenizer.tokenize(text)) {
            String word = token.of(text);
            boolean meant = token.kind() == Token.Kind.PARAMETER && word.equals(":" + from);
            renamed.append(meant ? ":" + to : word);
        }
        return renamed.toString();
    }
}
