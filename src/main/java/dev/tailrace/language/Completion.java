package dev.tailrace.language;

import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What may be written at a place of an expression: columns, functions, keywords and parameters that begin with what
 * stands before the caret, or of which a further word does. What fits at the caret comes before what does not. Fast;
 * loads no parser. Safe on any thread.
 */
public final class Completion {
    /** What a suggestion is. */
    public enum Kind {
        COLUMN,
        /** A field of a row. */
        FIELD,
        /** A key of a map, as rows have it. */
        KEY,
        PARAMETER,
        FUNCTION,
        KEYWORD,
        TYPE
    }

    /**
     * What is known of the place of the whole expression.
     *
     * @param whole what it should give
     * @param mapKeys keys that rows were seen to have, by column
     */
    public record Wanted(TypeGroup whole, Map<String, List<String>> mapKeys) {
        public static final Wanted ANYTHING = new Wanted(TypeGroup.ANY, Map.of());

        public Wanted {
            mapKeys = Map.copyOf(mapKeys);
        }
    }

    /**
     * A text to put in place of the characters from {@code start} to before {@code end}.
     *
     * @param insert with backticks where a column needs them; a function up to its opening parenthesis
     * @param label what to show: the plain name of a column, the signature of a function
     * @param detail the type of a column or parameter, else empty
     * @param docKey key of one line about it, or null
     * @param fits whether its type is one that is wanted there
     */
    public record Suggestion(
            Kind kind,
            String insert,
            String label,
            String detail,
            @Nullable String docKey,
            int start,
            int end,
            boolean fits) {}

    /** So many letters may stand at the beginning of any word of a name, not only of the first. */
    private static final int LETTERS_OF_A_WORD = 3;

    private final List<Suggestion> suggestions = new ArrayList<>();
    private final String prefix;
    private final int start;
    private final int end;
    private final List<Suggestion> further = new ArrayList<>();
    private TypeGroup wanted = TypeGroup.ANY;

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
        return at(text, caret, input, environment, Wanted.ANYTHING);
    }

    /** As {@link #at(String, int, Schema, Environment)}, where something is known of what is wanted. */
    public static List<Suggestion> at(String text, int caret, Schema input, Environment environment, Wanted wanted) {
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
            List<Suggestion> keys = keys(before, at, text, caret, wanted);
            if (!keys.isEmpty()) {
                return keys;
            }
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
        completion.wanted = new Expectation(before, text, input, environment, wanted.whole()).atEnd();
        completion.collect(before, text, input, environment);
        return completion.ranked();
    }

    /** By kind, and of a kind what fits first; what only has a further word like it comes last. */
    private List<Suggestion> ranked() {
        Comparator<Suggestion> byFit = Comparator.comparingInt(Completion::rank);
        suggestions.sort(byFit);
        further.sort(byFit);
        suggestions.addAll(further);
        return List.copyOf(suggestions);
    }

    private static int rank(Suggestion suggestion) {
        boolean fits = suggestion.fits;
        return switch (suggestion.kind) {
            case COLUMN, FIELD, KEY -> fits ? 0 : 2;
            case PARAMETER -> fits ? 1 : 3;
            case FUNCTION -> fits ? 4 : 6;
            case KEYWORD, TYPE -> 5;
        };
    }

    /** The keys that rows have, within the quotes of {@code map['}. */
    private static List<Suggestion> keys(List<Token> before, Token at, String text, int caret, Wanted wanted) {
        int last = before.size() - 1;
        boolean isText = text.charAt(at.start()) == '\''
                && (at.kind() == Token.Kind.UNCLOSED || at.kind() == Token.Kind.STRING && caret < at.end());
        if (!isText || last < 1 || !before.get(last).of(text).equals("[")) {
            return List.of();
        }
        Token column = before.get(last - 1);
        String name = column.kind() == Token.Kind.QUOTED ? Backticks.unquoted(column.of(text)) : column.of(text);
        String typed = text.substring(at.start() + 1, caret).toLowerCase(Locale.ROOT);
        return wanted.mapKeys().getOrDefault(name, List.of()).stream()
                .filter(key -> key.toLowerCase(Locale.ROOT).startsWith(typed))
                .map(key -> new Suggestion(
                        Kind.KEY, Literals.text(key), key, "", null, at.start(), keyEnd(at, text, caret), true))
                .toList();
    }

    /** A quote that is not closed yet reaches to the end of the text; what is replaced is what was typed of it. */
    private static int keyEnd(Token at, String text, int caret) {
        return at.kind() == Token.Kind.STRING || caret > text.length() ? at.end() : caret;
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
        if (last.equals(".")) {
            fields(before, text, input);
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
            boolean bracket = function.signature().contains("[");
            offer(
                    Kind.FUNCTION,
                    function.name() + (bracket ? "[" : "("),
                    function.signature(),
                    "",
                    function.docKey(),
                    function.name(),
                    TypeGroup.given(FunctionCatalog.builtin(function.name())));
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
    static boolean isAfterOperand(List<Token> before, String text) {
        if (before.isEmpty()) {
            return false;
        }
        Token last = before.get(before.size() - 1);
        String word = last.of(text);
        return switch (last.kind()) {
            case NUMBER, STRING, QUOTED, PARAMETER -> true;
            case SYMBOL -> word.equals(")") || word.equals("]");
            case WORD ->
                !ReservedWords.contains(word)
                        || List.of("END", "NULL", "TRUE", "FALSE", "IS").contains(word.toUpperCase(Locale.ROOT));
            default -> false;
        };
    }

    /** The fields of the row before the dot, which may be a field of another row. */
    private void fields(List<Token> before, String text, Schema input) {
        int first = before.size() - 2;
        while (first >= 2 && before.get(first - 1).of(text).equals(".")) {
            first -= 2;
        }
        List<Field> fields = input.fields();
        for (int i = Math.max(0, first); i < before.size(); i += 2) {
            Token token = before.get(i);
            String name = token.kind() == Token.Kind.QUOTED ? Backticks.unquoted(token.of(text)) : token.of(text);
            fields = fields.stream()
                    .filter(field -> field.name().equals(name) && field.type().is(TypeKind.ROW))
                    .findFirst()
                    .map(field -> field.type().children())
                    .orElse(List.of());
        }
        columns(Kind.FIELD, fields);
    }

    private void columns(Schema input) {
        columns(Kind.COLUMN, input.fields());
    }

    private void columns(Kind kind, List<Field> fields) {
        for (Field field : fields) {
            offer(
                    kind,
                    prefix.startsWith("`")
                            ? "`" + field.name().replace("`", "``") + "`"
                            : ReservedWords.quote(field.name()),
                    field.name(),
                    field.type().toString(),
                    null,
                    prefix.startsWith("`") ? "`" + field.name() : field.name(),
                    TypeGroup.of(field.type()));
        }
    }

    private void parameters(Environment environment) {
        new TreeMap<>(environment.parameters())
                .forEach((name, value) -> offer(
                        Kind.PARAMETER,
                        ":" + name,
                        ":" + name,
                        value.type().toString(),
                        null,
                        ":" + name,
                        TypeGroup.of(value.type())));
    }

    private void keywords(List<String> words) {
        words.forEach(word -> offer(Kind.KEYWORD, word, word, "", null, word));
    }

    private void offer(Kind kind, String insert, String label, String detail, @Nullable String docKey, String typed) {
        offer(kind, insert, label, detail, docKey, typed, TypeGroup.ANY);
    }

    private void offer(
            Kind kind,
            String insert,
            String label,
            String detail,
            @Nullable String docKey,
            String typed,
            TypeGroup group) {
        String name = typed.toLowerCase(Locale.ROOT);
        Suggestion suggestion = new Suggestion(kind, insert, label, detail, docKey, start, end, wanted.accepts(group));
        if (name.startsWith(prefix)) {
            suggestions.add(suggestion);
        } else if (prefix.length() >= LETTERS_OF_A_WORD
                && (name.contains("_" + prefix) || name.contains(" " + prefix))) {
            further.add(suggestion);
        }
    }
}
