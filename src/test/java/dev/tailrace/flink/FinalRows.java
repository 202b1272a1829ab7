package dev.tailrace.flink;

import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What rows and changes come to in the end, as a multiset, and how two such ends differ. */
final class FinalRows {
    private static final double TOLERANCE = 1e-9;
    private static final int SHOWN = 5;

    private FinalRows() {}

    /**
     * What stands in the way of saying that both are the same, or null if nothing does.
     *
     * @param columns their names; where the first is {@code id}, it is unique, and single values are compared
     */
    static @Nullable String difference(
            List<String> columns, String leftName, List<Row> left, String rightName, List<Row> right) {
        List<List<@Nullable Object>> more = new ArrayList<>(fold(left));
        List<List<@Nullable Object>> others = fold(right);
        List<List<@Nullable Object>> less = new ArrayList<>();
        Map<List<@Nullable Object>, List<List<@Nullable Object>>> byKey = new HashMap<>();
        for (List<@Nullable Object> row : more) {
            byKey.computeIfAbsent(exactPart(row), key -> new ArrayList<>()).add(row);
        }
        for (List<@Nullable Object> row : others) {
            List<List<@Nullable Object>> candidates = byKey.getOrDefault(exactPart(row), List.of());
            int match = 0;
            while (match < candidates.size() && !near(candidates.get(match), row)) {
                match++;
            }
            if (match < candidates.size()) {
                more.remove(candidates.remove(match));
            } else {
                less.add(row);
            }
        }
        if (more.isEmpty() && less.isEmpty()) {
            return null;
        }
        if (columns.get(0).equals("id") && more.size() == less.size()) {
            return leftName + " and " + rightName + " differ at " + more.size() + " rows: "
                    + cells(columns, more, less);
        }
        return left.size() + " and " + right.size() + " rows; only " + leftName + ": " + shown(more) + "; only "
                + rightName + ": " + shown(less);
    }

    /** By column, the first few values that differ. */
    private static String cells(
            List<String> columns, List<List<@Nullable Object>> left, List<List<@Nullable Object>> right) {
        Map<@Nullable Object, List<@Nullable Object>> byId = new HashMap<>();
        right.forEach(row -> byId.put(row.get(0), row));
        Map<String, List<String>> byColumn = new LinkedHashMap<>();
        for (List<@Nullable Object> row : left) {
            List<@Nullable Object> other = byId.getOrDefault(row.get(0), List.of());
            for (int i = 0; i < other.size(); i++) {
                if (!near(row.subList(i, i + 1), other.subList(i, i + 1))) {
                    byColumn.computeIfAbsent(columns.get(i), column -> new ArrayList<>())
                            .add(row.get(i) + " and " + other.get(i) + " at id " + row.get(0));
                }
            }
        }
        StringBuilder text = new StringBuilder();
        byColumn.forEach((column, cells) -> text.append("\n    ")
                .append(column)
                .append(": ")
                .append(String.join("; ", cells.subList(0, Math.min(SHOWN, cells.size())))));
        return text.toString();
    }

    private static String shown(List<List<@Nullable Object>> rows) {
        return rows.size() + " " + rows.stream().limit(SHOWN).toList();
    }

    /** The rows that are left when all changes have been applied, sorted. */
    private static List<List<@Nullable Object>> fold(List<Row> changes) {
        Map<List<@Nullable Object>, Integer> counts = new HashMap<>();
        for (Row row : changes) {
            counts.merge(normal(row.values()), row.kind().weight(), Integer::sum);
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        counts.forEach((row, count) -> {
            if (count < 0) {
                throw new IllegalStateException("taken back more often than added: " + row);
            }
            for (int i = 0; i < count; i++) {
                rows.add(row);
            }
        });
        rows.sort(Comparator.comparing(List::toString));
        return rows;
    }

    /** The last row of each key, of changes that do not take the rows back which they replace. */
    static List<Row> ofUpserts(List<Row> changes, int key) {
        Map<@Nullable Object, Row> rows = new LinkedHashMap<>();
        for (Row row : changes) {
            if (row.kind().weight() > 0) {
                rows.put(row.get(key), Row.of(row.values().toArray()));
            } else if (row.kind() == RowKind.DELETE) {
                rows.remove(row.get(key));
            }
        }
        return List.copyOf(rows.values());
    }

    private static List<@Nullable Object> normal(List<@Nullable Object> values) {
        List<@Nullable Object> normal = new ArrayList<>();
        values.forEach(value -> normal.add(normal(value)));
        return normal;
    }

    private static @Nullable Object normal(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return normal(new ArrayList<>(list));
        }
        return value instanceof BigDecimal number
                ? number.toPlainString()
                : value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value;
    }

    private static List<@Nullable Object> exactPart(List<@Nullable Object> row) {
        List<@Nullable Object> exact = new ArrayList<>();
        for (Object value : row) {
            exact.add(value instanceof Double || value instanceof Float ? "about" : value);
        }
        return exact;
    }

    private static boolean near(List<@Nullable Object> left, List<@Nullable Object> right) {
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i) instanceof Number a && right.get(i) instanceof Number b) {
                if (a instanceof Double || a instanceof Float
                        ? !near(a.doubleValue(), b.doubleValue())
                        : !a.equals(b)) {
                    return false;
                }
            } else if (!Objects.equals(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean near(double a, double b) {
        return Double.compare(a, b) == 0 || a == b || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
    }
}
