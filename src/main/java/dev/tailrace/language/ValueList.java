package dev.tailrace.language;

import dev.tailrace.language.ParsedSql.Range;
import java.util.ArrayList;
import java.util.List;

/** Expressions one behind the other, with commas between them. */
public final class ValueList {
    private ValueList() {}

    /**
     * Where each expression stands, without the spaces around it. Commas in brackets, texts and names part nothing; an
     * empty range is where an expression is missing. A blank text has none.
     */
    public static List<Range> of(String text) {
        List<Range> ranges = new ArrayList<>();
        List<Token> tokens = Tokenizer.meaningful(text);
        int depth = 0;
        int start = -1;
        int end = 0;
        for (Token token : tokens) {
            String symbol = token.kind() == Token.Kind.SYMBOL ? token.of(text) : "";
            if (symbol.equals(",") && depth == 0) {
                ranges.add(new Range(start < 0 ? token.start() : start, start < 0 ? token.start() : end));
                start = -1;
            } else {
                start = start < 0 ? token.start() : start;
                depth += opening(symbol);
            }
            end = token.end();
        }
        if (!tokens.isEmpty()) {
            ranges.add(new Range(start < 0 ? end : start, end));
        }
        return ranges;
    }

    private static int opening(String symbol) {
        return switch (symbol) {
            case "(", "[", "{" -> 1;
            case ")", "]", "}" -> -1;
            default -> 0;
        };
    }
}
