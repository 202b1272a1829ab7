package dev.tailrace.language;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Where names and calls stand in a text, before anything is said of their meaning: for who gives some of them a meaning
 * that expressions do not have, and puts columns of his own in their places.
 *
 * @param root null if there are problems
 * @param sql the text with the values of its parameters put in
 */
public record Syntax(@Nullable Part root, String sql, List<Problem> problems) {
    public Syntax {
        problems = List.copyOf(problems);
    }

    /** A piece of the text: characters {@code [start, end)}. */
    public sealed interface Part {
        int start();

        int end();
    }

    /**
     * A name, which may have several pieces.
     *
     * @param pieces as they are meant, without quotes; {@code *} for a star
     * @param ends where each piece ends
     */
    public record Name(List<String> pieces, List<Integer> ends, int start, int end) implements Part {
        public Name {
            pieces = List.copyOf(pieces);
            ends = List.copyOf(ends);
        }
    }

    /**
     * A call of a function or operator.
     *
     * @param function in capitals if it is not a quoted name
     * @param qualified whether DISTINCT or ALL stands before the operands
     */
    public record Call(String function, List<Part> operands, boolean qualified, int start, int end) implements Part {
        public Call {
            operands = List.copyOf(operands);
        }
    }

    /** A number that is not negative and has no fraction. */
    public record Whole(long value, int start, int end) implements Part {}

    /** Anything else. */
    public record Other(int start, int end) implements Part {}

    /**
     * Parses an expression.
     *
     * @param input whose columns are told from reserved words
     */
    public static Syntax of(String text, Schema input, Environment environment) {
        Substitution substitution = Substitution.of(text, environment);
        if (!substitution.problems().isEmpty()) {
            return failed(substitution, substitution.problems());
        }
        Problem lexical = SyntaxMistakes.lexical(text);
        if (lexical != null) {
            return failed(substitution, List.of(lexical));
        }
        try {
            return new Syntax(
                    new Reading(substitution).part(Checking.parse(substitution.sql())), substitution.sql(), List.of());
        } catch (SqlParseException failure) {
            return failed(substitution, List.of(SyntaxMistakes.syntax(substitution, failure, input)));
        } catch (StackOverflowError tooDeep) {
            return failed(substitution, List.of(Problem.error("language.too-deep")));
        }
    }

    private static Syntax failed(Substitution substitution, List<Problem> problems) {
        return new Syntax(null, substitution.sql(), problems);
    }

    /** The range of characters {@code [start, end)} of a text as a problem shows it. */
    public static Problem.Span span(String text, int start, int end) {
        return Substitution.span(text, start, end);
    }

    private record Reading(Substitution substitution) {
        Part part(SqlNode node) {
            SqlParserPos pos = node.getParserPosition();
            int start = start(pos);
            int end = end(pos);
            if (node instanceof SqlIdentifier name) {
                List<Integer> ends = new ArrayList<>();
                for (int i = 0; i < name.names.size(); i++) {
                    ends.add(end(name.getComponentParserPosition(i)));
                }
                List<String> pieces = name.names.stream()
                        .map(piece -> piece.isEmpty() ? "*" : piece)
                        .toList();
                return new Name(pieces, ends, start, end);
            }
            if (node instanceof SqlCall call) {
                boolean qualified = call.getFunctionQuantifier() != null;
                return new Call(call.getOperator().getName(), parts(call.getOperandList()), qualified, start, end);
            }
            if (node instanceof SqlNodeList list) {
                return new Call("", parts(list.getList()), false, start, end);
            }
            if (node instanceof SqlNumericLiteral literal) {
                BigDecimal value = literal.bigDecimalValue();
                boolean isWhole = value != null && value.signum() >= 0 && value.scale() <= 0;
                if (isWhole && value.precision() - (long) value.scale() < 19) {
                    return new Whole(value.longValueExact(), start, end);
                }
            }
            return new Other(start, end);
        }

        private List<Part> parts(List<? extends @Nullable SqlNode> nodes) {
            List<Part> parts = new ArrayList<>();
            for (SqlNode node : nodes) {
                if (node != null) {
                    parts.add(part(node));
                }
            }
            return parts;
        }

        private int start(SqlParserPos pos) {
            return pos.getLineNum() == 0 ? 0 : span(pos).startOffset(substitution.text());
        }

        private int end(SqlParserPos pos) {
            return pos.getLineNum() == 0 ? 0 : span(pos).endOffset(substitution.text());
        }

        private Problem.Span span(SqlParserPos pos) {
            return Mistakes.span(substitution, pos);
        }
    }
}
