package dev.tailrace.language;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * What a part of an expression is: the smallest part around a place that is a value by itself, and its type. Asks the
 * parser, so it is for background threads.
 */
public final class Inspection {
    /**
     * A part from offset {@code start} to before {@code end}.
     *
     * @param text of the part, as typed
     * @param type what it gives, null where only the word is known
     * @param nullable whether it may be NULL
     * @param docKey key of a line about the function that the place names, or null
     */
    public record Part(
            int start, int end, String text, @Nullable DataType type, boolean nullable, @Nullable String docKey) {}

    private final String text;
    private final Schema input;
    private final Environment environment;

    private Inspection(String text, Schema input, Environment environment) {
        this.text = text;
        this.input = input;
        this.environment = environment;
    }

    /**
     * @param offset of a character, in UTF-16 units; behind the last one it means the last one
     * @return null where there is nothing to tell, as in blanks
     */
    public static @Nullable Part at(String text, int offset, Schema input, Environment environment) {
        Token token = tokenAt(text, offset);
        return token == null ? null : new Inspection(text, input, environment).part(token);
    }

    private static @Nullable Token tokenAt(String text, int offset) {
        Token before = null;
        for (Token token : Tokenizer.meaningful(text)) {
            if (token.start() <= offset && offset < token.end()) {
                return token;
            }
            before = token.end() == offset ? token : before;
        }
        return before;
    }

    private @Nullable Part part(Token token) {
        String word = token.of(text);
        FunctionCatalog.Function function = token.kind() == Token.Kind.WORD ? FunctionCatalog.find(word) : null;
        boolean isCalled =
                function != null && text.substring(token.end()).stripLeading().matches("(?s)[(\\[].*");
        String doc = isCalled && function != null ? function.docKey() : null;
        for (int[] range : rangesAround(token)) {
            String part = text.substring(range[0], range[1]);
            Expression expression = Checking.check(part, input, environment).expression();
            if (expression != null) {
                return new Part(range[0], range[1], part, expression.type(), expression.nullable(), doc);
            }
        }
        return alone(token, word, doc);
    }

    /** Of a text that cannot be read as a whole, what the word alone is. */
    private @Nullable Part alone(Token token, String word, @Nullable String doc) {
        Field column =
                switch (token.kind()) {
                    case WORD -> input.field(word);
                    case QUOTED -> input.field(Backticks.unquoted(word));
                    default -> null;
                };
        if (column != null && doc == null) {
            return new Part(token.start(), token.end(), word, column.type(), column.nullable(), null);
        }
        if (token.kind() == Token.Kind.PARAMETER) {
            Environment.ParameterValue value = environment.parameters().get(word.substring(1));
            return value == null
                    ? null
                    : new Part(token.start(), token.end(), word, value.type(), value.value() == null, null);
        }
        return doc == null ? null : new Part(token.start(), token.end(), word, null, true, doc);
    }

    /** The parts of the text around a token, the smallest first. */
    private List<int[]> rangesAround(Token token) {
        Substitution substitution = Substitution.of(text, environment);
        SqlNode parsed;
        try {
            parsed = Checking.parse(substitution.sql());
        } catch (SqlParseException | StackOverflowError unreadable) {
            return List.of();
        }
        TreeSet<int[]> ranges = new TreeSet<>(
                Comparator.<int[]>comparingInt(range -> range[1] - range[0]).thenComparingInt(range -> range[0]));
        collect(parsed, substitution, ranges);
        List<int[]> around = new ArrayList<>();
        for (int[] range : ranges) {
            if (range[0] <= token.start() && token.end() <= range[1]) {
                around.add(range);
            }
        }
        return around;
    }

    /** The range of a node: its own and those of its operands, with the parentheses that they need. */
    private int @Nullable [] collect(SqlNode node, Substitution substitution, TreeSet<int[]> ranges) {
        int[] range = own(node, substitution);
        Iterable<SqlNode> inside = node instanceof SqlCall call
                ? call.getOperandList()
                : node instanceof SqlNodeList list ? list : List.of();
        for (SqlNode operand : inside) {
            int[] part = operand == null ? null : collect(operand, substitution, ranges);
            if (part != null) {
                range = range == null ? part : new int[] {Math.min(range[0], part[0]), Math.max(range[1], part[1])};
            }
        }
        if (range == null) {
            return null;
        }
        int[] whole = balanced(range);
        boolean isValue = !(node instanceof SqlNodeList)
                && !(node instanceof SqlDataTypeSpec)
                && !(node instanceof SqlIntervalQualifier);
        if (isValue) {
            ranges.add(whole);
        }
        return whole;
    }

    private int @Nullable [] own(SqlNode node, Substitution substitution) {
        SqlParserPos at = node.getParserPosition();
        if (at.getLineNum() == 0) {
            return null;
        }
        dev.tailrace.data.Problem.Span span = Mistakes.span(substitution, at);
        return new int[] {span.startOffset(text), span.endOffset(text)};
    }

    /** Parentheses around an operand belong to no node; a range that cuts a pair of them gets its other half. */
    private int[] balanced(int[] range) {
        List<Token> tokens = Tokenizer.meaningful(text);
        int open = 0;
        int missing = 0;
        for (Token token : tokens) {
            if (token.start() >= range[0] && token.end() <= range[1]) {
                open += isAny(token, "(", "[") ? 1 : 0;
                if (isAny(token, ")", "]")) {
                    missing += open == 0 ? 1 : 0;
                    open = Math.max(0, open - 1);
                }
            }
        }
        int start = range[0];
        for (int i = tokens.size() - 1; i >= 0 && missing > 0; i--) {
            if (tokens.get(i).end() <= start && isAny(tokens.get(i), "(", "[")) {
                start = tokens.get(i).start();
                missing--;
            }
        }
        int end = range[1];
        for (int i = 0; i < tokens.size() && open > 0; i++) {
            if (tokens.get(i).start() >= end && isAny(tokens.get(i), ")", "]")) {
                end = tokens.get(i).end();
                open--;
            }
        }
        return new int[] {start, end};
    }

    private boolean isAny(Token token, String one, String other) {
        String word = token.of(text);
        return word.equals(one) || word.equals(other);
    }
}
