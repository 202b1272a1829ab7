package dev.tailrace.language;

import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which values fit behind some tokens, told from the tokens alone: no parser is asked while somebody types. */
final class Expectation {
    private final List<Token> tokens;
    private final String text;
    private final Schema input;
    private final Environment environment;
    private final TypeGroup whole;

    /** @param whole what the whole expression should give */
    Expectation(List<Token> tokens, String text, Schema input, Environment environment, TypeGroup whole) {
        this.tokens = tokens;
        this.text = text;
        this.input = input;
        this.environment = environment;
        this.whole = whole;
    }

    TypeGroup atEnd() {
        return behind(tokens.size());
    }

    /** What fits behind the first tokens. */
    private TypeGroup behind(int count) {
        if (count == 0) {
            return whole;
        }
        String last = word(count - 1);
        return switch (last) {
            case "=", "<>", "<", "<=", ">", ">=", "!=", "==", "BETWEEN" -> operandBefore(count - 1);
            case "NOT" -> TypeGroup.BOOLEAN;
            case "AND" -> isOfBetween(count - 1) ? operandBefore(between(count - 1)) : TypeGroup.BOOLEAN;
            case "OR", "WHEN" -> TypeGroup.BOOLEAN;
            case "LIKE", "||" -> TypeGroup.TEXT;
            case "*", "/", "%" -> TypeGroup.NUMBER;
            case "+", "-" ->
                operandBefore(count - 1) == TypeGroup.NUMBER || count == 1 ? TypeGroup.NUMBER : TypeGroup.ANY;
            case "THEN", "ELSE" -> beforeCase(count - 1);
            default -> last.equals("(") || last.equals("[") ? opened(count) : argument(count);
        };
    }

    private TypeGroup opened(int count) {
        CaretCall call = CaretCall.innermost(tokens.subList(0, count), text);
        if (call != null && call.function() != null) {
            return call.wanted();
        }
        int before = count - 1;
        if (word(before).equals("[")) {
            return indexOf(before);
        }
        // (… AND …) may be any part of a condition; x IN (… holds what x is.
        if (before > 0 && word(before - 1).equals("IN")) {
            return operandBefore(before - 1);
        }
        return behind(before);
    }

    /** An array is read by a number, a map by a key. */
    private TypeGroup indexOf(int bracket) {
        Field column = bracket == 0 ? null : column(tokens.get(bracket - 1));
        if (column == null) {
            return TypeGroup.ANY;
        }
        return switch (TypeGroup.of(column.type())) {
            case ARRAY -> TypeGroup.NUMBER;
            case MAP -> TypeGroup.of(column.type().key().type());
            default -> TypeGroup.ANY;
        };
    }

    private TypeGroup argument(int count) {
        CaretCall call = CaretCall.innermost(tokens.subList(0, count), text);
        if (call == null) {
            return TypeGroup.ANY;
        }
        boolean list = call.function() == null
                && call.open() > 0
                && word(call.open() - 1).equals("IN");
        return list ? operandBefore(call.open() - 1) : call.wanted();
    }

    private TypeGroup beforeCase(int at) {
        for (int i = at; i >= 0; i--) {
            if (word(i).equals("CASE")) {
                return behind(i);
            }
        }
        return TypeGroup.ANY;
    }

    private boolean isOfBetween(int and) {
        return between(and) >= 0;
    }

    /** The BETWEEN that an AND belongs to, or -1. */
    private int between(int and) {
        int depth = 0;
        for (int i = and - 1; i >= 0; i--) {
            switch (word(i)) {
                case ")" -> depth++;
                case "(" -> depth--;
                case "BETWEEN" -> {
                    if (depth == 0) {
                        return i;
                    }
                }
                case "AND", "OR" -> {
                    if (depth == 0) {
                        return -1;
                    }
                }
                default -> {
                    // Operands.
                }
            }
            if (depth < 0) {
                return -1;
            }
        }
        return -1;
    }

    /** What the operand before a token is, NOT between them left out. */
    private TypeGroup operandBefore(int index) {
        int at = index - 1;
        if (at >= 0 && word(at).equals("NOT")) {
            at--;
        }
        if (at < 0) {
            return TypeGroup.ANY;
        }
        Token token = tokens.get(at);
        switch (token.kind()) {
            case NUMBER:
                return TypeGroup.NUMBER;
            case STRING:
                boolean isTime = at > 0 && List.of("DATE", "TIME", "TIMESTAMP").contains(word(at - 1));
                return isTime ? TypeGroup.TIME : TypeGroup.TEXT;
            case PARAMETER:
                Environment.ParameterValue value =
                        environment.parameters().get(token.of(text).substring(1));
                return value == null ? TypeGroup.ANY : TypeGroup.of(value.type());
            case SYMBOL:
                return word(at).equals(")") ? called(at) : TypeGroup.ANY;
            default:
                Field column = at > 0 && word(at - 1).equals(".") ? null : column(token);
                return column == null ? TypeGroup.ANY : TypeGroup.of(column.type());
        }
    }

    /** What the call gives that ends with a closing parenthesis. */
    private TypeGroup called(int close) {
        int depth = 0;
        for (int i = close; i > 0; i--) {
            String word = word(i);
            depth += word.equals(")") ? 1 : word.equals("(") ? -1 : 0;
            if (depth == 0) {
                Token name = tokens.get(i - 1);
                boolean isFunction = name.kind() == Token.Kind.WORD && FunctionCatalog.find(name.of(text)) != null;
                return isFunction ? TypeGroup.given(FunctionCatalog.builtin(name.of(text))) : TypeGroup.ANY;
            }
        }
        return TypeGroup.ANY;
    }

    private @Nullable Field column(Token token) {
        return switch (token.kind()) {
            case WORD -> input.field(token.of(text));
            case QUOTED -> input.field(Backticks.unquoted(token.of(text)));
            default -> null;
        };
    }

    private String word(int index) {
        return tokens.get(index).of(text).toUpperCase(Locale.ROOT);
    }
}
