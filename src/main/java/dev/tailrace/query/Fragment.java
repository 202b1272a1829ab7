package dev.tailrace.query;

import dev.tailrace.data.Problem;
import dev.tailrace.language.ParsedSql;
import dev.tailrace.language.ParsedSql.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An expression as it stands in a node's setting: a part of the SQL text in which names of tables and aliases are
 * replaced by columns of the drawing. Knows the way back, so that a mistake in the setting is shown in the SQL.
 *
 * @param segments cover the text, but for what stands between joined fragments
 * @param range of the SQL that it comes from
 */
record Fragment(ParsedSql sql, Range range, String text, List<Segment> segments) {
    /** A part of the SQL and what stands for it. */
    record Replacement(Range range, String text) {}

    /**
     * A piece of the text, half-open.
     *
     * @param isCopy whether it is the SQL's own, letter by letter
     */
    record Segment(int start, int end, Range range, boolean isCopy) {
        private Segment shifted(int by) {
            return new Segment(start + by, end + by, range, isCopy);
        }
    }

    Fragment {
        segments = List.copyOf(segments);
    }

    /** @param replacements within the range, none within another */
    static Fragment of(ParsedSql sql, Range range, List<Replacement> replacements) {
        StringBuilder text = new StringBuilder();
        List<Segment> segments = new ArrayList<>();
        List<Replacement> ordered = new ArrayList<>(replacements);
        ordered.sort(Comparator.comparingInt(replacement -> replacement.range().start()));
        int at = range.start();
        for (Replacement replacement : ordered) {
            copy(sql, new Range(at, replacement.range().start()), text, segments);
            int start = text.length();
            text.append(replacement.text());
            segments.add(new Segment(start, text.length(), replacement.range(), false));
            at = replacement.range().end();
        }
        copy(sql, new Range(at, range.end()), text, segments);
        return new Fragment(sql, range, text.toString(), segments);
    }

    private static void copy(ParsedSql sql, Range range, StringBuilder text, List<Segment> segments) {
        int start = text.length();
        text.append(sql.text(), range.start(), range.end());
        segments.add(new Segment(start, text.length(), range, true));
    }

    /** Conditions that all have to hold, as one. */
    static Fragment all(List<Fragment> conditions) {
        if (conditions.size() == 1) {
            return conditions.get(0);
        }
        StringBuilder text = new StringBuilder();
        List<Segment> segments = new ArrayList<>();
        for (Fragment condition : conditions) {
            text.append(text.isEmpty() ? "" : " AND ");
            int by = text.length();
            condition.segments.forEach(segment -> segments.add(segment.shifted(by)));
            text.append(condition.text);
        }
        Fragment first = conditions.get(0);
        Fragment last = conditions.get(conditions.size() - 1);
        return new Fragment(
                first.sql,
                new Range(first.range.start(), Math.max(first.range.end(), last.range.end())),
                text.toString(),
                segments);
    }

    /** The same in parentheses. */
    Fragment enclosed() {
        return new Fragment(
                sql,
                range,
                "(" + text + ")",
                segments.stream().map(segment -> segment.shifted(1)).toList());
    }

    /** The place in the SQL of a place in the setting. */
    Problem.Span origin(Problem.Span span) {
        int start = origin(span.startOffset(text), false);
        int end = origin(span.endOffset(text), true);
        return sql.span(new Range(start, Math.max(start, end)));
    }

    private int origin(int offset, boolean isEnd) {
        for (Segment segment : segments) {
            boolean isWithin = isEnd
                    ? offset > segment.start && offset <= segment.end
                    : offset >= segment.start && offset < segment.end;
            if (isWithin && segment.isCopy) {
                return segment.range.start() + offset - segment.start;
            }
            if (isWithin) {
                return isEnd ? segment.range.end() : segment.range.start();
            }
        }
        return isEnd ? range.end() : range.start();
    }

    /** Whether it is a part of the SQL as it stands, so that a replacement of a part of it fits there too. */
    boolean isUnchanged() {
        return segments.size() == 1;
    }
}
