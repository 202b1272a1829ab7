package dev.tailrace.designer.rows;

import dev.tailrace.data.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks for a plain text in cells as they are shown, in either case. */
final class TextSearch {
    /** A cell with the text in it: positions of its row and, among the searched columns, of its column. */
    record Hit(int row, int column) {}

    /** A half-open range of a text. */
    record Range(int start, int end) {}

    private TextSearch() {}

    /**
     * @param columns to look into, in the order in which they are shown
     * @param text how a value is shown
     * @return row by row, from left to right; nothing for an empty text
     */
    static List<Hit> find(List<Row> rows, int[] columns, String wanted, Function<@Nullable Object, String> text) {
        List<Hit> hits = new ArrayList<>();
        for (int row = 0; row < rows.size() && !wanted.isEmpty(); row++) {
            for (int column = 0; column < columns.length; column++) {
                if (indexOf(text.apply(rows.get(row).get(columns[column])), wanted, 0) >= 0) {
                    hits.add(new Hit(row, column));
                }
            }
        }
        return hits;
    }

    /** Where a text has another in it, without overlaps. */
    static List<Range> within(String text, String wanted) {
        List<Range> ranges = new ArrayList<>();
        int at = wanted.isEmpty() ? -1 : indexOf(text, wanted, 0);
        while (at >= 0) {
            ranges.add(new Range(at, at + wanted.length()));
            at = indexOf(text, wanted, at + wanted.length());
        }
        return ranges;
    }

    private static int indexOf(String text, String wanted, int from) {
        for (int at = from; at <= text.length() - wanted.length(); at++) {
            if (text.regionMatches(true, at, wanted, 0, wanted.length())) {
                return at;
            }
        }
        return -1;
    }
}
