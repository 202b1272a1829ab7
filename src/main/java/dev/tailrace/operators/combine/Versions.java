package dev.tailrace.operators.combine;

import static dev.tailrace.operator.flink.FlinkScript.quote;

import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.join.ColumnPair;
import dev.tailrace.operator.join.JoinShape;
import dev.tailrace.operator.join.JoinSql;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The right side of a join as a versioned table of Flink SQL: the last row of each key by a time. Flink's temporal join
 * takes NULL for equal to NULL, so rows with NULL in their key are left out.
 */
final class Versions {
    private Versions() {}

    /**
     * @param input quoted name of what has the right columns
     * @param time column of the input by which rows replace each other; it is in the view even if it is none of the right's
     * @param holds column of the input that says whether a row is a version and not the end of one; null if all are
     */
    static FlinkNode.SideView view(
            String node, JoinShape shape, JoinSql join, String input, String time, @Nullable String holds) {
        String number = quote(freeName("row_number", shape));
        String keys = shape.settings().on().stream()
                .map(ColumnPair::right)
                .distinct()
                .map(FlinkScript::quote)
                .collect(Collectors.joining(", "));
        String hasKey = shape.settings().on().stream()
                .map(ColumnPair::right)
                .distinct()
                .filter(key ->
                        Objects.requireNonNull(shape.side(false).field(key)).nullable())
                .map(key -> quote(key) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        boolean isOwn = shape.side(false).contains(time);
        return new FlinkNode.SideView(
                node + ":versions",
                "SELECT " + join.renamed(false) + (isOwn ? "" : ", " + quote(time))
                        + (holds == null ? "" : ", " + quote(holds) + " AS " + quote(holds(shape)))
                        + "\nFROM (\n  SELECT *, ROW_NUMBER() OVER (PARTITION BY " + keys + " ORDER BY " + quote(time)
                        + " DESC) AS " + number + "\n  FROM " + input
                        + (hasKey.isEmpty() ? "" : "\n  WHERE " + hasKey) + "\n)\nWHERE " + number + " = 1");
    }

    /**
     * The name in the view of the column that says whether a row is a version. It must not be filtered by: what is taken
     * back of an update has the time of what it takes back, and Flink's join would take that version for ended at its
     * beginning. As a condition of the join it only keeps the two apart.
     */
    static String holds(JoinShape shape) {
        return freeName("holds", shape);
    }

    /** A name that no column of the right side has, before or behind its prefix, nor one of the left. */
    static String freeName(String wanted, JoinShape shape) {
        String name = wanted;
        for (int i = 2; shape.side(false).contains(name) || shape.pairs().contains(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }
}
