package dev.tailrace.operator;

import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

/**
 * Compares rows as the promise of the two runtimes does: multisets, or the tables that changelogs add up to, with DOUBLE
 * within 1e-9 of its size.
 */
public final class RowComparison {
    private static final double TOLERANCE = 1e-9;

    private final boolean inOrder;
    private final boolean changes;

    /**
     * @param inOrder whether the order of the rows counts; not for changelogs
     * @param changes whether the rows are a changelog
     */
    public RowComparison(boolean inOrder, boolean changes) {
        this.inOrder = inOrder;
        this.changes = changes;
    }

    public void assertSame(List<Row> expected, List<Row> actual, String what) {
        if (expected.equals(actual)) {
            // As most are; sorting and folding long ones took most of the time of some tests.
            return;
        }
        List<Row> left = prepared(expected);
        List<Row> right = prepared(actual);
        boolean same = left.size() == right.size();
        for (int i = 0; same && i < left.size(); i++) {
            same = isSame(left.get(i), right.get(i));
        }
        if (!same) {
            Assertions.assertEquals(text(left), text(right), what);
            Assertions.fail(what);
        }
    }

    private List<Row> prepared(List<Row> rows) {
        List<Row> prepared = changes ? folded(rows) : rows;
        if (inOrder && !changes) {
            return prepared;
        }
        return prepared.stream()
                .map(row -> new Keyed(sortKey(row), row))
                .sorted(Comparator.comparing(Keyed::key))
                .map(Keyed::row)
                .toList();
    }

    /** A row with its place in the order, which takes long to make. */
    private record Keyed(String key, Row row) {}

    /** The rows that are left when each row counts by its weight; a negative rest stays as deletes. */
    private static List<Row> folded(List<Row> rows) {
        Map<List<@Nullable Object>, Integer> weights = new HashMap<>();
        rows.forEach(row -> weights.merge(row.values(), row.kind().weight(), Integer::sum));
        List<Row> folded = new ArrayList<>();
        weights.forEach((values, weight) -> {
            RowKind kind = weight > 0 ? RowKind.INSERT : RowKind.DELETE;
            for (int i = 0; i < Math.abs(weight); i++) {
                folded.add(new Row(kind, values));
            }
        });
        return folded;
    }

    /** Doubles that may differ a little must not decide the order, unless they are all there is. */
    private static String sortKey(Row row) {
        return row.kind()
                + row.values().stream()
                        .map(value -> value instanceof Double || value instanceof Float ? "" : String.valueOf(value))
                        .collect(Collectors.joining("|"))
                + row.values().stream()
                        .filter(value -> value instanceof Double || value instanceof Float)
                        .map(value -> String.format("%+.6e", ((Number) value).doubleValue()))
                        .collect(Collectors.joining("|"));
    }

    private static boolean isSame(Row left, Row right) {
        if (left.kind() != right.kind()
                || left.values().size() != right.values().size()) {
            return false;
        }
        for (int i = 0; i < left.values().size(); i++) {
            Object a = left.get(i);
            Object b = right.get(i);
            boolean same = a instanceof Double x && b instanceof Double y ? isClose(x, y) : Objects.deepEquals(a, b);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static boolean isClose(double a, double b) {
        return Double.compare(a, b) == 0 || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
    }

    private static String text(List<Row> rows) {
        return rows.stream().map(Row::toString).collect(Collectors.joining("\n"));
    }
}
