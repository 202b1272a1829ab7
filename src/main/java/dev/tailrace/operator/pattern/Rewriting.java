package dev.tailrace.operator.pattern;

import dev.tailrace.data.Problem;
import dev.tailrace.language.Syntax;
import dev.tailrace.language.Syntax.Part;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A text with some parts replaced, and the way back from places in the result. */
final class Rewriting {
    private final String text;
    private final String sql;
    private final StringBuilder rewritten = new StringBuilder();
    private final Map<Integer, int[]> pieces = new TreeMap<>();
    private List<Problem> problems = List.of();
    private int copied;

    Rewriting(String text, String sql) {
        this.text = text;
        this.sql = sql;
    }

    List<Problem> problems() {
        return problems;
    }

    /** As it was written, with parameters put in. */
    String sql() {
        return sql;
    }

    String rewritten() {
        return rewritten + text.substring(copied);
    }

    void fail(List<Problem> found) {
        problems = found;
    }

    String text(Part part) {
        return text.substring(part.start(), part.end());
    }

    Problem.Span span(Part part) {
        return Syntax.span(text, part.start(), part.end());
    }

    PatternMistake mistake(Part part, String code, Object... arguments) {
        return new PatternMistake(Problem.error(code, arguments).at(span(part)));
    }

    /** Parts are replaced from left to right. */
    void replace(int start, int end, String replacement) {
        rewritten.append(text, copied, start);
        int from = rewritten.length();
        rewritten.append(replacement);
        pieces.put(from, new int[] {rewritten.length(), start, end});
        copied = end;
    }

    /** A problem of the result at its place in the text. */
    Problem inText(Problem problem) {
        Problem.Span span = problem.span();
        if (span == null) {
            return problem.fixedBy();
        }
        String result = rewritten();
        int start = inText(span.startOffset(result), false);
        int end = inText(span.endOffset(result), true);
        return problem.at(Syntax.span(text, start, Math.max(start, end))).fixedBy();
    }

    Problem shifted(Problem problem, Rewriting part, int by) {
        Problem.Span span = problem.span();
        return span == null
                ? problem
                : problem.at(Syntax.span(text, span.startOffset(part.text) + by, span.endOffset(part.text) + by));
    }

    private int inText(int offset, boolean isEnd) {
        int shift = 0;
        for (Map.Entry<Integer, int[]> piece : pieces.entrySet()) {
            int from = piece.getKey();
            int[] rest = piece.getValue();
            if (offset < from || isEnd && offset == from) {
                break;
            }
            if (offset < rest[0] || isEnd && offset == rest[0]) {
                return isEnd ? rest[2] : rest[1];
            }
            shift = rest[2] - rest[0];
        }
        return offset + shift;
    }
}
