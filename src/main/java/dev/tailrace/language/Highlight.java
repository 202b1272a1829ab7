package dev.tailrace.language;

import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.List;

/** What the pieces of an expression are, for colouring it while it is typed. Fast; loads no parser. Safe on any thread. */
public final class Highlight {
    /** What a piece is. */
    public enum Kind {
        KEYWORD,
        NUMBER,
        STRING,
        FUNCTION,
        COLUMN,
        PARAMETER,
        COMMENT,
        OPERATOR,
        /** A name that is neither column nor function, an unknown parameter, an open quote, a stray character. */
        ERROR
    }

    /** A piece from offset {@code start} to before {@code end}, in UTF-16 units. */
    public record Piece(Kind kind, int start, int end) {}

    private Highlight() {}

    /** The pieces in order; blanks between them are left out. */
    public static List<Piece> of(String text, Schema input, Environment environment) {
        List<Token> tokens = Tokenizer.tokenize(text);
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() != Token.Kind.SPACE) {
                pieces.add(new Piece(kind(tokens, i, text, input, environment), token.start(), token.end()));
            }
        }
        return pieces;
    }

    private static Kind kind(List<Token> tokens, int i, String text, Schema input, Environment environment) {
        String word = tokens.get(i).of(text);
        return switch (tokens.get(i).kind()) {
            case NUMBER -> Kind.NUMBER;
            case STRING -> Kind.STRING;
            case COMMENT -> Kind.COMMENT;
            case SYMBOL -> Kind.OPERATOR;
            case PARAMETER -> environment.parameters().containsKey(word.substring(1)) ? Kind.PARAMETER : Kind.ERROR;
            case QUOTED ->
                input.contains(word.substring(1, word.length() - 1).replace("``", "`")) ? Kind.COLUMN : Kind.ERROR;
            case WORD -> word(tokens, i, text, word, input);
            case SPACE, UNCLOSED, UNKNOWN -> Kind.ERROR;
        };
    }

    private static Kind word(List<Token> tokens, int i, String text, String word, Schema input) {
        if (FunctionCatalog.find(word) != null && isCalled(tokens, i, text)) {
            return Kind.FUNCTION;
        }
        if (ReservedWords.contains(word)) {
            return Kind.KEYWORD;
        }
        return input.contains(word) ? Kind.COLUMN : Keywords.contains(word) ? Kind.KEYWORD : Kind.ERROR;
    }

    private static boolean isCalled(List<Token> tokens, int i, String text) {
        for (int next = i + 1; next < tokens.size(); next++) {
            if (!tokens.get(next).kind().isBlank()) {
                return tokens.get(next).of(text).equals("(");
            }
        }
        return false;
    }
}
