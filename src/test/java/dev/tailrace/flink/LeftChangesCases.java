package dev.tailrace.flink;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drawings whose changes have event time: joined with what was valid at their time, and read further. */
final class LeftChangesCases {
    private static final Schema SCHEMA = TimedRows.SCHEMA.plus(Field.required("op", DataType.STRING));
    private static final String BY_KEY = "\"on\": [{\"left\": \"k\", \"right\": \"k\"}]";
    private static final String COUNT = "{\"name\": \"n\", \"function\": \"count\"}";

    private LeftChangesCases() {}

    static List<Drawing> all() {
        List<Drawing> drawings = new ArrayList<>();
        for (String type : List.of("inner", "left")) {
            String typed = "{\"type\": \"" + type + "\", \"rightPrefix\": \"r_\", ";
            for (String time : List.of("t", "ltz")) {
                drawings.add(joined(type + " temporal join of left changes by " + time, time, 300, typed + BY_KEY + "}")
                        .collect("out"));
            }
            drawings.add(joined(
                            type + " temporal join of left changes with a condition",
                            "t",
                            300,
                            typed + BY_KEY + ", \"condition\": \"i < r_i\"}")
                    .collect("out"));
            drawings.add(joined(
                            type + " temporal join of left changes where many versions have the same time",
                            "t",
                            1,
                            typed + BY_KEY + "}")
                    .collect("out"));
            drawings.add(joined(type + " temporal join of left changes, grouped", "t", 300, typed + BY_KEY + "}")
                    .then("f", "filter", "{\"condition\": \"r_i IS NULL OR r_i > 2\"}")
                    .then(
                            "g",
                            "group-aggregate",
                            "{\"groupBy\": [\"r_k2\"], \"aggregates\": [" + COUNT
                                    + ", {\"name\": \"last\", \"function\": \"max\", \"argument\": \"t\"}]}")
                    .collect("out"));
        }
        drawings.add(changes(Drawing.named("the latest two of each key of changes with event time"), "t", 300)
                .then(
                        "n",
                        "top-n",
                        """
                        {"n": 2, "keys": ["k"], "orderBy": [{"column": "t", "direction": "descending"}, {"column": "id"}]}""")
                .collect("out"));
        drawings.add(changes(Drawing.named("the top one by event time of changes"), "t", 300)
                .then("n", "top-n", "{\"n\": 1, \"keys\": [\"k\"], \"orderBy\": [{\"column\": \"t\"}]}")
                .collect("out"));
        drawings.add(changes(Drawing.named("changes with event time to rows"), "t", 300)
                .then("r", "changes-to-rows", "{\"name\": \"what\"}")
                .collect("out"));
        return drawings;
    }

    private static Drawing joined(String name, String time, long stepMillis, String join) {
        return changes(
                        Drawing.named(name)
                                .rows(
                                        "r",
                                        TimedRows.SCHEMA,
                                        TimedRows.of(90, OperatorCases.START.plusMillis(stepMillis), 3 * stepMillis))
                                .then("re", "event-time", eventTime(time)),
                        time,
                        stepMillis)
                .node("j", "temporal-join", join)
                .wire("c.out", "j.left")
                .wire("re.out", "j.right");
    }

    private static Drawing changes(Drawing drawing, String time, long stepMillis) {
        return drawing.rows("l", SCHEMA, changed(TimedRows.of(300, OperatorCases.START, stepMillis)))
                .then("le", "event-time", eventTime(time))
                .then("c", "rows-to-changes", "{\"column\": \"op\"}");
    }

    private static String eventTime(String column) {
        return "{\"column\": \"" + column + "\", \"disorder\": \"1 h\"}";
    }

    /** Every fifth row is updated some rows later, to what the row then says, and every seventh is taken away. */
    private static List<Row> changed(List<Row> rows) {
        List<Row> changes = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Row before = i < 10 ? null : rows.get(i - 10);
            if (before != null && i % 5 == 0) {
                changes.add(saying(RowKind.UPDATE_BEFORE, before));
                changes.add(saying(RowKind.UPDATE_AFTER, row));
            } else {
                changes.add(saying(RowKind.INSERT, row));
            }
            if (before != null && i % 7 == 0 && i % 5 != 0) {
                changes.add(saying(RowKind.DELETE, before));
            }
        }
        return changes;
    }

    private static Row saying(RowKind kind, Row row) {
        List<@Nullable Object> values = new ArrayList<>(row.values());
        values.add(kind.name());
        return Row.of(values.toArray());
    }
}
