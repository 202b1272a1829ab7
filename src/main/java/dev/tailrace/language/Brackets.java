package dev.tailrace.language;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brackets that belong together; those within texts, names and comments are none. Fast; loads no parser. */
public final class Brackets {
    /** Offsets of an opening bracket and the one that closes it. */
    public record Pair(int open, int close) {}

    private Brackets() {}

    /** The pair one of which stands just before the caret or, if none does, just behind it. */
    public static @Nullable Pair at(String text, int caret) {
        Pair before = touching(text, caret - 1);
        return before == null ? touching(text, caret) : before;
    }

    private static @Nullable Pair touching(String text, int offset) {
        Deque<Token> opened = new ArrayDeque<>();
        for (Token token : Tokenizer.tokenize(text)) {
            String word = token.of(text);
            if (token.kind() != Token.Kind.SYMBOL) {
                continue;
            }
            if (List.of("(", "[").contains(word)) {
                opened.push(token);
            } else if (List.of(")", "]").contains(word) && !opened.isEmpty()) {
                Token open = opened.pop();
                boolean match = open.of(text).equals("(") == word.equals(")");
                if (match && (open.start() == offset || token.start() == offset)) {
                    return new Pair(open.start(), token.start());
                }
            }
        }
        return null;
    }
}
