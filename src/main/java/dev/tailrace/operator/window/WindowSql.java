package dev.tailrace.operator.window;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Expression;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.WindowColumns;
import dev.tailrace.operator.aggregate.CheckedAggregates.Call;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Aggregates over windows as Flink SQL says them, or why it cannot. */
final class WindowSql {
    /** On Flink, the columns of the group as one. */
    private static final String WINDOW_KEY = "window_key";

    // Names that hardly anybody gives to a column of a group.
    private static final String TIME = "window:time";
    private static final String ARGUMENT = "window:argument ";
    private static final String SECOND = "window:second ";
    private static final String FILTER = "window:filter ";

    private final Placement<? extends WindowSettings> placement;
    private final WindowSettings settings;
    private final StreamType input;
    private final List<Call> calls;
    private final List<String> keys;

    <S extends Record & WindowSettings> WindowSql(Placement<S> placement, List<Call> calls) {
        this.placement = placement;
        this.settings = placement.settings();
        this.input = placement.input();
        this.calls = calls;
        this.keys = settings.groupBy().stream().map(FlinkScript::quote).toList();
    }

    /** In windows that a function makes of the event time. */
    FlinkNode of(WindowFunction function, FlinkScript script) {
        boolean isKeyedByRow = function.perKey() && keys.size() > 1;
        FlinkNode refused = refused(function.name());
        if (refused != null) {
            return refused;
        }
        String time = Objects.requireNonNull(input.eventTime());
        if (isKeyedByRow) {
            return FlinkNode.Views.of("out", keyedByRow(function, time, script));
        }
        return FlinkNode.Views.of(
                "out",
                hidesColumns()
                        ? aggregated(keys, renamedCalls(), function.sql(renamed(script, ""), settings.groupBy(), TIME))
                        : aggregated(
                                keys, sql(calls), function.sql("TABLE " + script.view(), settings.groupBy(), time)));
    }

    /** In windows that the rows say they are in. */
    FlinkNode over(WindowColumns windows, FlinkScript script) {
        FlinkNode refused = refused(windows.function().replaceFirst(" .*", ""));
        if (refused != null) {
            return refused;
        }
        if (input.eventTime() == null) {
            return new FlinkNode.Refused(Problem.error("operators.window-aggregate.flink-time"), "in");
        }
        List<String> columns = Stream.of(windows.start(), windows.end(), input.eventTime())
                .map(FlinkScript::quote)
                .toList();
        List<String> items = new ArrayList<>();
        for (int i = 0; i < columns.size() - 1; i++) {
            items.add(named(columns.get(i), WindowColumns.ALL.get(i)));
        }
        items.addAll(keys);
        items.addAll(sql(calls));
        items.add(named(columns.get(2), WindowColumns.TIME));
        List<String> groups = new ArrayList<>(columns);
        groups.addAll(2, keys);
        return FlinkNode.Views.of(
                "out",
                "SELECT " + String.join(", ", items) + "\nFROM " + script.view() + "\nGROUP BY "
                        + String.join(", ", groups));
    }

    private static String named(String column, String name) {
        return column.equals(FlinkScript.quote(name)) ? column : column + " AS " + name;
    }

    private static List<String> sql(List<Call> calls) {
        return calls.stream().map(Call::sql).toList();
    }

    private static String aggregated(List<String> keys, List<String> aggregates, String source) {
        List<String> groups = new ArrayList<>(List.of(WindowColumns.START, WindowColumns.END));
        groups.addAll(keys);
        String computed = aggregates.stream().map(call -> ", " + call).collect(Collectors.joining());
        return "SELECT " + String.join(", ", groups) + computed + ", window_time\nFROM TABLE(" + source + ")\nGROUP BY "
                + String.join(", ", groups) + ", window_time";
    }

    /**
     * Flink 2.3 loses the brackets around several partition columns when it expands a view (FLINK-40205), so they are
     * made one.
     */
    private String keyedByRow(WindowFunction function, String time, FlinkScript script) {
        List<String> columns = new ArrayList<>(List.of(WindowColumns.START, WindowColumns.END));
        for (int i = 0; i < keys.size(); i++) {
            columns.add("`groups`.`" + WINDOW_KEY + "`.`EXPR$" + i + "` AS " + keys.get(i));
        }
        calls.forEach(call -> columns.add(FlinkScript.quote(call.field().name())));
        columns.add(WindowColumns.TIME);
        String key = "ROW(" + String.join(", ", keys) + ") AS `" + WINDOW_KEY + "`";
        List<String> window = List.of(WINDOW_KEY);
        String quoted = FlinkScript.quote(WINDOW_KEY);
        String inner = hidesColumns()
                ? aggregated(List.of(quoted), renamedCalls(), function.sql(renamed(script, key), window, TIME))
                : aggregated(
                        List.of(quoted),
                        sql(calls),
                        function.sql("(SELECT *, " + key + " FROM " + script.view() + ")", window, time));
        return "SELECT " + String.join(", ", columns) + "\nFROM (" + inner + ") AS `groups`";
    }

    /** Whether the input has a column of a name that the function adds, which Flink does not take. */
    private boolean hidesColumns() {
        Schema schema = input.schema();
        return WindowColumns.ALL.stream().anyMatch(schema::contains) || schema.contains(WINDOW_KEY);
    }

    /**
     * What is aggregated, under names that are not in the way.
     *
     * @param key the group's columns as one, or empty
     */
    private String renamed(FlinkScript script, String key) {
        List<String> items = new ArrayList<>(key.isEmpty() ? keys : List.of(key));
        for (int i = 0; i < calls.size(); i++) {
            Expression argument = calls.get(i).argument();
            Expression second = calls.get(i).second();
            Expression filter = calls.get(i).filter();
            if (argument != null) {
                items.add(inline(argument) + " AS " + FlinkScript.quote(ARGUMENT + i));
            }
            if (second != null) {
                items.add(inline(second) + " AS " + FlinkScript.quote(SECOND + i));
            }
            if (filter != null) {
                items.add(inline(filter) + " AS " + FlinkScript.quote(FILTER + i));
            }
        }
        items.add(FlinkScript.quote(Objects.requireNonNull(input.eventTime())) + " AS " + FlinkScript.quote(TIME));
        return "(SELECT " + String.join(", ", items) + " FROM " + script.view() + ")";
    }

    private List<String> renamedCalls() {
        List<String> aggregates = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            aggregates.add(calls.get(i)
                    .sql(
                            FlinkScript.quote(ARGUMENT + i),
                            FlinkScript.quote(SECOND + i),
                            FlinkScript.quote(FILTER + i)));
        }
        return aggregates;
    }

    /** Ends the line after what may be a comment, so that it does not swallow what follows. */
    private static String inline(Expression expression) {
        String sql = expression.sql();
        return sql.contains("--") ? sql + "\n" : sql;
    }

    private @Nullable FlinkNode refused(String function) {
        if (settings.earlyResults() != null) {
            return new FlinkNode.Refused(Problem.error("operators.flink-window-early"), "earlyResults");
        }
        for (String port : List.of("late", "error")) {
            if (placement.isWired(port)) {
                return new FlinkNode.Refused(Problem.error("operators.flink-" + port + "-port"), port);
            }
        }
        for (Call call : calls) {
            Problem refusal = WindowFunction.refusal(function, call);
            if (refusal != null) {
                return new FlinkNode.Refused(refusal, "aggregates");
            }
        }
        Problem refusal = settings.onError()
                .flinkRefusal(calls.stream().flatMap(Call::expressions).toList());
        return refusal == null ? null : new FlinkNode.Refused(refusal, "onError");
    }
}
