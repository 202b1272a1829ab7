package dev.tailrace.language;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text into tokens that cover it without gaps, whatever it holds. It agrees with the parser's lexer on where
 * strings, quoted names and comments begin and end, which is what finding parameters, colouring and completing need.
 */
final class Tokenizer {
    private static final String SYMBOLS = "+-*/%=<>!|&(),.;[]{}?^~#@$:";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokenizer(String text) {
        this.text = text;
    }

    static List<Token> tokenize(String text) {
        return new Tokenizer(text).run();
    }

    /** The tokens that are neither spaces nor comments. */
    static List<Token> meaningful(String text) {
        return tokenize(text).stream().filter(token -> !token.kind().isBlank()).toList();
    }

    private List<Token> run() {
        while (at < text.length()) {
            int start = at;
            Token.Kind kind = next();
            tokens.add(new Token(kind, start, at));
        }
        return tokens;
    }

    private Token.Kind next() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return Token.Kind.SPACE;
        }
        if (text.startsWith("--", at) || text.startsWith("//", at)) {
            while (at < text.length() && text.charAt(at) != '\n') {
                at++;
            }
            return Token.Kind.COMMENT;
        }
        if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            at = end < 0 ? text.length() : end + 2;
            return end < 0 ? Token.Kind.UNCLOSED : Token.Kind.COMMENT;
        }
        if (c == '\'' || stringPrefix() > 0) {
            at += stringPrefix();
            return quoted('\'', Token.Kind.STRING);
        }
        if (c == '`') {
            return quoted('`', Token.Kind.QUOTED);
        }
        if (Character.isDigit(c) || c == '.' && isDigit(at + 1)) {
            return number();
        }
        if (isNameStart(c)) {
            word();
            return Token.Kind.WORD;
        }
        if (c == ':' && at + 1 < text.length() && isNameStart(text.charAt(at + 1))) {
            at++;
            word();
            return Token.Kind.PARAMETER;
        }
        return symbol(c);
    }

    private Token.Kind symbol(char c) {
        if (SYMBOLS.indexOf(c) < 0) {
            at += Character.charCount(text.codePointAt(at));
            return Token.Kind.UNKNOWN;
        }
        for (String two : List.of("<>", "<=", ">=", "||", "!=", "==", "&&")) {
            if (text.startsWith(two, at)) {
                at += 2;
                return Token.Kind.SYMBOL;
            }
        }
        at++;
        return Token.Kind.SYMBOL;
    }

    /** Length of what may stand before a string's quote: {@code x'41'}, {@code U&'\00e4'}, {@code n'a'}. */
    private int stringPrefix() {
        char c = Character.toLowerCase(text.charAt(at));
        if ((c == 'x' || c == 'n') && isAt(at + 1, '\'')) {
            return 1;
        }
        return c == 'u' && isAt(at + 1, '&') && isAt(at + 2, '\'') ? 2 : 0;
    }

    private Token.Kind quoted(char quote, Token.Kind kind) {
        at++;
        while (at < text.length()) {
            if (text.charAt(at) != quote) {
                at++;
            } else if (isAt(at + 1, quote)) {
                at += 2;
            } else {
                at++;
                return kind;
            }
        }
        return Token.Kind.UNCLOSED;
    }

    private Token.Kind number() {
        digits();
        if (isAt(at, '.')) {
            at++;
            digits();
        }
        if (isAt(at, 'e') || isAt(at, 'E')) {
            int sign = isAt(at + 1, '+') || isAt(at + 1, '-') ? 1 : 0;
            if (isDigit(at + 1 + sign)) {
                at += 1 + sign;
                digits();
            }
        }
        return Token.Kind.NUMBER;
    }

    private void digits() {
        while (isDigit(at)) {
            at++;
        }
    }

    private void word() {
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
    }

    private boolean isAt(int index, char c) {
        return index < text.length() && text.charAt(index) == c;
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
