package dev.tailrace.language;

import dev.tailrace.data.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * A person's text with the values of its parameters put in, and the way back from places in the result to places in
 * the text.
 */
final class Substitution {
    private final String text;
    private final String sql;
    private final List<Piece> pieces;
    private final List<Problem> problems;

    /** A parameter of the text and the literal that stands for it in the result, as half-open ranges of offsets. */
    private record Piece(int textStart, int textEnd, int sqlStart, int sqlEnd) {}

    private Substitution(String text, String sql, List<Piece> pieces, List<Problem> problems) {
        this.text = text;
        this.sql = sql;
        this.pieces = pieces;
        this.problems = problems;
    }

    static Substitution of(String text, Environment environment) {
        StringBuilder sql = new StringBuilder();
        List<Piece> pieces = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Token token : Tokenizer.tokenize(text)) {
            if (token.kind() != Token.Kind.PARAMETER) {
                sql.append(text, token.start(), token.end());
                continue;
            }
            String name = text.substring(token.start() + 1, token.end());
            Environment.ParameterValue value = environment.parameters().get(name);
            int start = sql.length();
            if (value == null) {
                problems.add(
                        Mistakes.unknownParameter(name, environment.parameters().keySet())
                                .at(span(text, token.start(), token.end())));
                sql.append("NULL");
            } else {
                sql.append(Literals.of(value.type(), value.value()));
            }
            pieces.add(new Piece(token.start(), token.end(), start, sql.length()));
        }
        return new Substitution(text, sql.toString(), pieces, problems);
    }

    String text() {
        return text;
    }

    String sql() {
        return sql;
    }

    List<Problem> problems() {
        return problems;
    }

    /**
     * The range of the text for one of the result as the parser gives it: lines and columns from 1, the end inclusive.
     */
    Problem.Span span(int line, int column, int endLine, int endColumn) {
        int start = offset(sql, line, column);
        int end = Math.min(sql.length(), offset(sql, endLine, endColumn) + 1);
        return span(text, toText(start, false), toText(Math.max(start, end), true));
    }

    private int toText(int sqlOffset, boolean isEnd) {
        int shift = 0;
        for (Piece piece : pieces) {
            if (sqlOffset < piece.sqlStart || isEnd && sqlOffset == piece.sqlStart) {
                break;
            }
            if (sqlOffset < piece.sqlEnd || isEnd && sqlOffset == piece.sqlEnd) {
                return isEnd ? piece.textEnd : piece.textStart;
            }
            shift = piece.textEnd - piece.sqlEnd;
        }
        return sqlOffset + shift;
    }

    static int offset(String text, int line, int column) {
        return new Problem.Span(line, column, line, column).startOffset(text);
    }

    /** The range of offsets {@code [start, end)} as lines and columns. */
    static Problem.Span span(String text, int start, int end) {
        int[] from = lineAndColumn(text, start);
        int[] to = lineAndColumn(text, end);
        return new Problem.Span(from[0], from[1], to[0], to[1]);
    }

    private static int[] lineAndColumn(String text, int offset) {
        int line = 1;
        int lineStart = 0;
        for (int next = text.indexOf('\n'); next >= 0 && next < offset; next = text.indexOf('\n', next + 1)) {
            line++;
            lineStart = next + 1;
        }
        return new int[] {line, offset - lineStart + 1};
    }
}
