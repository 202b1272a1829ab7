package dev.tailrace.operators.shape;

import static dev.tailrace.operator.flink.FlinkScript.literal;
import static dev.tailrace.operator.flink.FlinkScript.quote;

import dev.tailrace.data.Field;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.join.HoldsColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes that are read out of rows, in Flink SQL.
 *
 * <p>{@code FROM_CHANGELOG} of Flink 2.3 wants what updates take back, and knows no key. So it is for changes that are
 * passed on alone; a table by key is the last row of each key in the order in which they come, unless that takes it away,
 * and versions, whose join asks for a key, are the rows themselves with a column that says whether something holds.
 */
final class ChangesSql {
    private final String node;
    private final RowsToChanges.Settings settings;
    private final ChangeWords words;
    private final Schema input;
    private final Schema output;
    private final @Nullable String eventTime;
    private final String column;

    /** @param output the input's columns but the one that says what a row does */
    ChangesSql(Placement<RowsToChanges.Settings> placement, Schema output) {
        this.node = placement.node();
        this.settings = placement.settings();
        this.words = ChangeWords.of(settings);
        this.input = placement.input().schema();
        this.output = output;
        this.eventTime = placement.input().eventTime();
        this.column = quote(settings.column());
    }

    FlinkNode node(FlinkScript script) {
        if (settings.gives() == RowsToChanges.Gives.VERSIONS) {
            return FlinkNode.Views.of("out", versions(script.view()));
        }
        return settings.keys().isEmpty() ? changes(script.view()) : FlinkNode.Views.of("out", upserted(script.view()));
    }

    private String versions(String view) {
        List<String> some = settings.onError() == ErrorPolicy.SKIP
                ? words.of(RowKind.INSERT, RowKind.UPDATE_AFTER, RowKind.DELETE)
                : List.of();
        List<String> none = words.of(RowKind.UPDATE_BEFORE);
        String passes = !some.isEmpty()
                ? column + " IN " + list(some)
                : none.isEmpty() ? null : column + " IS NULL OR " + column + " NOT IN " + list(none);
        return "SELECT " + columns(false) + ", " + holds() + " AS " + quote(HoldsColumn.of(output)) + "\nFROM " + view
                + (passes == null ? "" : "\nWHERE " + passes);
    }

    private String upserted(String view) {
        String holds = quote(HoldsColumn.of(output));
        String arrival = quote(input.freeName("arrival"));
        String number = quote(input.freeName("row_number"));
        return "SELECT " + names() + "\nFROM (\n  SELECT *, ROW_NUMBER() OVER (PARTITION BY "
                + settings.keys().stream().map(FlinkScript::quote).collect(Collectors.joining(", ")) + " ORDER BY "
                + arrival + " DESC) AS " + number + "\n  FROM (\n    SELECT " + columns(true) + ", " + holds() + " AS "
                + holds + ", PROCTIME() AS " + arrival + "\n    FROM " + view + skipping("\n    ") + "\n  )\n)\nWHERE "
                + number + " = 1 AND " + holds;
    }

    private FlinkNode changes(String view) {
        String said = node + ":said";
        String query = "SELECT " + columns(false) + ", " + column + "\nFROM " + view + skipping("\n");
        List<String> mapping = new ArrayList<>();
        for (RowKind kind : RowKind.values()) {
            if (!words.of(kind).isEmpty()) {
                mapping.add(literal(String.join(", ", words.of(kind))) + ", " + literal(kind.name()));
            }
        }
        return new FlinkNode.Views(
                Map.of(
                        "out",
                        "SELECT " + columns(false) + "\nFROM FROM_CHANGELOG(input => TABLE " + quote(said)
                                + ", op => DESCRIPTOR(" + column + "), op_mapping => MAP["
                                + String.join(", ", mapping) + "])"),
                List.of(new FlinkNode.SideView(said, query)));
    }

    /** Leaves out rows that say nothing known, where they do not stop the run. */
    private String skipping(String before) {
        return settings.onError() == ErrorPolicy.SKIP
                ? before + "WHERE " + column + " IN " + list(words.of(RowKind.values()))
                : "";
    }

    /** Whether a row adds; one that says nothing known stops the run. */
    private String holds() {
        List<String> less = words.of(RowKind.UPDATE_BEFORE, RowKind.DELETE);
        return "CASE WHEN " + column + " IN " + list(words.of(RowKind.INSERT, RowKind.UPDATE_AFTER)) + " THEN TRUE"
                + (less.isEmpty() ? "" : " WHEN " + column + " IN " + list(less) + " THEN FALSE")
                + " ELSE CAST('no kind of change: ' || COALESCE(" + column + ", 'NULL') AS INT) = 0 END";
    }

    private static String list(List<String> words) {
        return words.stream().map(FlinkScript::literal).collect(Collectors.joining(", ", "(", ")"));
    }

    private String names() {
        return output.names().stream().map(FlinkScript::quote).collect(Collectors.joining(", "));
    }

    /** @param timeless whether the event time becomes a time like others, as it is in a changelog */
    private String columns(boolean timeless) {
        return output.fields().stream()
                .map(field -> timeless && field.name().equals(eventTime) ? cast(field) : quote(field.name()))
                .collect(Collectors.joining(", "));
    }

    private static String cast(Field field) {
        return "CAST(" + quote(field.name()) + " AS " + field.type() + ") AS " + quote(field.name());
    }
}
