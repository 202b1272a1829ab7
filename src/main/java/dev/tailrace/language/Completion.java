package dev.tailrace.language;

import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What may be written at a place of an expression: columns, functions, keywords and parameters that begin with what
 * stands before the caret. Fast; loads no parser. Safe on any thread.
 */
public final class Completion {
    /** What a suggestion is. */
    public enum Kind {
        COLUMN,
        PARAMETER,
        FUNCTION,
        KEYWORD,
        TYPE
    }

    /**
     * A text to put in place of the characters from {@code start} to before {@code end}.
     *
     * @param insert with backticks where a column needs them; a function up to its opening parenthesis
     * @param label what to show: the plain name of a column, the signature of a function
     * @param detail the type of a column or parameter, else empty
     * @param docKey key of one line about it, or null
     */
    public record Suggestion(
            Kind kind, String insert, String label, String detail, @Nullable String docKey, int start, int end) {}

    private final List<Suggestion> suggestions = new ArrayList<>();
    private final String prefix;
    private final int start;
    private final int end;

    private Completion(String prefix, int start, int end) {
        this.prefix = prefix.toLowerCase(Locale.ROOT);
        this.start = start;
        this.end = end;
    }

    /**
     * Suggestions, the likeliest kind first.
     *
     * @param caret offset in UTF-16 units; nothing is suggested within texts, numbers and comments
     */
    public static List<Suggestion> at(String text, int caret, Schema input, Environment environment) {
        List<Token> before = new ArrayList<>();
        Token at = null;
        for (Token token : Tokenizer.tokenize(text)) {
            if (token.start() < caret && token.end() >= caret && !token.kind().isBlank()) {
                at = token;
            } else if (token.end() <= caret && !token.kind().isBlank()) {
                before.add(token);
            } else if (token.kind() == Token.Kind.COMMENT && token.start() < caret && caret < token.end()) {
                return List.of();
            }
        }
        if (at != null) {
            switch (at.kind()) {
                case STRING, NUMBER:
                    return List.of();
                case SYMBOL:
                    before.add(at);
                    // A colon alone begins a parameter.
                    at = at.of(text).equals(":") ? at : null;
                    break;
                case UNCLOSED:
                    if (text.charAt(at.start()) != '`') {
                        return List.of();
                    }
                    break;
                default:
                    break;
            }
        }
        String prefix = at == null ? "" : text.substring(at.start(), caret);
        Completion completion = new Completion(prefix, at == null ? caret : at.start(), at == null ? caret : at.end());
        completion.collect(before, text, input, environment);
        return List.copyOf(completion.suggestions);
    }

    private void collect(List<Token> before, String text, Schema input, Environment environment) {
        if (prefix.startsWith(":")) {
            parameters(environment);
            return;
        }
        String last =
                before.isEmpty() ? "" : before.get(before.size() - 1).of(text).toUpperCase(Locale.ROOT);
        if (last.equals("AS")) {
            Keywords.TYPES.forEach(type -> offer(Kind.TYPE, type, type, "", null, type));
            return;
        }
        if (prefix.startsWith("`")) {
            columns(input);
            return;
        }
        if (isAfterOperand(before, text)) {
            keywords(Keywords.INFIX);
            if (before.stream().anyMatch(token -> token.of(text).equalsIgnoreCase("CASE"))) {
                keywords(Keywords.CASE);
            }
            return;
        }
        columns(input);
        parameters(environment);
        for (FunctionCatalog.Function function : FunctionCatalog.functions()) {
            offer(Kind.FUNCTION, function.name() + "(", function.signature(), "", function.docKey(), function.name());
        }
        keywords(Keywords.PREFIX);
        if (last.equals("THEN") || last.equals("ELSE") || last.equals("CASE")) {
            keywords(Keywords.CASE);
        }
        if (last.equals("(") || last.equals("TO")) {
            keywords(Keywords.UNITS);
        }
    }

    /** Whether the text so far ends with a value, so that an operator has to come. */
    private static boolean isAfterOperand(List<Token> before, String text) {
        if (before.isEmpty()) {
            return false;
        }
        Token last = before.get(before.size() - 1);
        String word = last.of(text);
        return switch (last.kind()) {
            case NUMBER, STRING, QUOTED, PARAMETER -> true;
            case SYMBOL -> word.equals(")");
            case WORD ->
                !ReservedWords.contains(word)
                        || List.of("END", "NULL", "TRUE", "FALSE", "IS").contains(word.toUpperCase(Locale.ROOT));
            default -> false;
        };
    }

    private void columns(Schema input) {
        for (Field field : input.fields()) {
            offer(
                    Kind.COLUMN,
                    prefix.startsWith("`")
                            ? "`" + field.name().replace("`", "``") + "`"
                            : ReservedWords.quote(field.name()),
                    field.name(),
                    field.type().toString(),
                    null,
                    prefix.startsWith("`") ? "`" + field.name() : field.name());
        }
    }

    private void parameters(Environment environment) {
        new TreeMap<>(environment.parameters())
                .forEach((name, value) -> offer(
                        Kind.PARAMETER, ":" + name, ":" + name, value.type().toString(), null, ":" + name));
    }

    private void keywords(List<String> words) {
        words.forEach(word -> offer(Kind.KEYWORD, word, word, "", null, word));
    }

    private void offer(Kind kind, String insert, String label, String detail, @Nullable String docKey, String typed) {
        if (typed.toLowerCase(Locale.ROOT).startsWith(prefix)) {
            suggestions.add(new Suggestion(kind, insert, label, detail, docKey, start, end));
        }
    }
}
