package dev.tailrace.operators.combine;

import static dev.tailrace.operator.flink.FlinkScript.quote;

import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.join.ColumnPair;
import dev.tailrace.operator.join.JoinShape;
import dev.tailrace.operator.join.JoinSql;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The right side of a join as a versioned table of Flink SQL: the last row of each key by a time. Flink's temporal join
 * takes NULL for equal to NULL, so rows with NULL in their key are left out.
 */
final class Versions {
    private Versions() {}

    /**
     * @param input quoted name of what has the right columns
     * @param time column of the input by which rows replace each other; it comes last in the view
     */
    static FlinkNode.SideView view(String node, JoinShape shape, JoinSql join, String input, String time) {
        String number = quote(freeName("row_number", shape));
        String keys = shape.settings().on().stream()
                .map(ColumnPair::right)
                .distinct()
                .map(FlinkScript::quote)
                .collect(Collectors.joining(", "));
        String hasKey = shape.settings().on().stream()
                .map(ColumnPair::right)
                .distinct()
                .filter(key -> Objects.requireNonNull(shape.side(false).field(key)).nullable())
                .map(key -> quote(key) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        boolean isOwn = shape.side(false).contains(time);
        return new FlinkNode.SideView(
                node + ":versions",
                "SELECT " + join.renamed(false) + (isOwn ? "" : ", " + quote(time))
                        + "\nFROM (\n  SELECT *, ROW_NUMBER() OVER (PARTITION BY " + keys + " ORDER BY " + quote(time)
                        + " DESC) AS " + number + "\n  FROM " + input
                        + (hasKey.isEmpty() ? "" : "\n  WHERE " + hasKey) + "\n)\nWHERE " + number + " = 1");
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
