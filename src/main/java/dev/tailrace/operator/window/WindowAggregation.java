package dev.tailrace.operator.window;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.DurationText;
import dev.tailrace.operator.MissingEventTime;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.aggregate.CheckedAggregates;
import dev.tailrace.operator.aggregate.CheckedAggregates.Call;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What operators over windows have in common: groups and aggregates in, start and end of the window, groups, aggregates
 * and {@code window_time}, the last millisecond of the window, out. Late rows and rows whose arguments fail have ports.
 *
 * @param <S> the operator's settings
 */
public final class WindowAggregation<S extends Record & WindowSettings> {
    private static final int LATE = 1;
    private static final int ERROR = 2;

    private static final List<String> WINDOW_COLUMNS = List.of("window_start", "window_end", "window_time");

    /** On Flink, the columns of the group as one. */
    private static final String WINDOW_KEY = "window_key";

    private final Placement<S> placement;
    private final Schema input;
    private final S settings;

    public WindowAggregation(Placement<S> placement) {
        this.placement = placement;
        this.input = placement.input().schema();
        this.settings = placement.settings();
    }

    public static List<Port> ports() {
        return List.of(Port.in(), Port.out(), Port.late(), Port.errors());
    }

    /** What the ports give, or what is wrong with the settings. */
    public Output output(WindowLengths lengths) {
        StreamType stream = placement.input();
        List<Problem> problems = new ArrayList<>(lengths.problems());
        problems.addAll(ColumnNames.check(settings.groupBy(), input, "groupBy"));
        Field time = stream.eventTime() == null ? null : input.field(stream.eventTime());
        if (time == null) {
            problems.add(MissingEventTime.problem("operators.no-event-time", input));
        }
        Set<String> names = new HashSet<>(WINDOW_COLUMNS);
        for (int i = 0; i < settings.groupBy().size(); i++) {
            String column = settings.groupBy().get(i);
            if (input.contains(column) && !names.add(column) && WINDOW_COLUMNS.contains(column)) {
                problems.add(Problem.error("operators.duplicate-name", column).in("groupBy[" + i + "]"));
            }
        }
        CheckedAggregates aggregates = CheckedAggregates.of(settings.aggregates(), "aggregates", placement, names);
        problems.addAll(aggregates.problems());
        if (settings.groupBy().isEmpty() && settings.aggregates().isEmpty()) {
            problems.add(Problem.error("operators.no-aggregates").in("aggregates"));
        }
        StreamType errors = ComputableRows.errors(stream);
        if (time == null || problems.stream().anyMatch(Problem::isError)) {
            return new Output(Map.of("late", stream, "error", errors), problems);
        }
        StreamType out = new StreamType(schema(aggregates.calls(), time), false, "window_time");
        return new Output(Map.of("out", out, "late", stream, "error", errors), problems);
    }

    private Schema schema(List<Call> calls, Field time) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.required("window_start", DataType.TIMESTAMP));
        fields.add(Field.required("window_end", DataType.TIMESTAMP));
        fields.addAll(keys().fields());
        calls.forEach(call -> fields.add(call.field()));
        fields.add(Field.required("window_time", time.type()));
        return new Schema(fields);
    }

    private Schema keys() {
        return new Schema(settings.groupBy().stream()
                .map(name -> Objects.requireNonNull(input.field(name)))
                .toList());
    }

    private List<Call> calls() {
        return CheckedAggregates.of(settings.aggregates(), "aggregates", placement, new HashSet<>())
                .calls();
    }

    private String eventTime() {
        return Objects.requireNonNull(placement.input().eventTime());
    }

    /** The input columns that are needed for those of the outputs. */
    public Map<String, BitSet> demand(Map<String, BitSet> demanded) {
        BitSet passedOn = new BitSet();
        for (String port : List.of("late", "error")) {
            passedOn.or(demanded.getOrDefault(port, new BitSet()));
        }
        BitSet columns = passedOn.get(0, input.size());
        columns.set(input.indexOf(eventTime()));
        settings.groupBy().forEach(name -> columns.set(input.indexOf(name)));
        for (Call call : demandedCalls(demanded.getOrDefault("out", new BitSet()))) {
            columns.or(call.columns());
        }
        return Map.of("in", columns);
    }

    /** The aggregates whose results somebody reads. */
    private List<Call> demandedCalls(BitSet demanded) {
        List<Call> calls = calls();
        int first = WindowRows.BOUNDS + settings.groupBy().size();
        List<Call> wanted = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            if (demanded.get(first + i)) {
                wanted.add(calls.get(i));
            }
        }
        return wanted;
    }

    /** Aggregates in windows whose places are known beforehand. */
    public Processor sliced(Setup<S> setup, Slicing slicing) {
        return new SlicedWindows(plan(setup), slicing);
    }

    /** Aggregates in sessions: a row belongs to one if it comes no more than a gap after another of it. */
    public Processor sessions(Setup<S> setup, Duration gap) {
        return new SessionWindows(plan(setup), gap.toMillis());
    }

    private WindowPlan plan(Setup<S> setup) {
        Schema output = setup.outputSchema("out");
        BitSet demanded = setup.demanded("out");
        List<Call> calls = demandedCalls(demanded);
        return new WindowPlan(
                input,
                input.indexOf(eventTime()),
                placement.environment().zone(),
                settings.groupBy().stream().mapToInt(input::indexOf).toArray(),
                keys(),
                calls,
                output,
                demanded,
                calls.stream()
                        .mapToInt(call -> output.indexOf(call.field().name()))
                        .toArray(),
                placement.isWired("late") ? LATE : WindowPlan.COUNT_LATE,
                context -> ComputableRows.of(setup, settings.onError(), ERROR, context));
    }

    /** As Flink SQL says it, or why it cannot. */
    public FlinkNode flink(FlinkScript script, WindowFunction function) {
        List<Call> calls = calls();
        FlinkNode refused = refused(calls, function);
        if (refused != null) {
            return refused;
        }
        if (isKeyedByRow(function)) {
            return FlinkNode.Views.of("out", keyedByRow(script, function, calls));
        }
        List<String> groups = new ArrayList<>(List.of("window_start", "window_end"));
        settings.groupBy().forEach(name -> groups.add(FlinkScript.quote(name)));
        String source = function.sql("TABLE " + script.view(), settings.groupBy(), eventTime());
        return FlinkNode.Views.of("out", aggregated(groups, calls, source));
    }

    private boolean isKeyedByRow(WindowFunction function) {
        return function.perKey() && settings.groupBy().size() > 1;
    }

    private static String aggregated(List<String> groups, List<Call> calls, String source) {
        String aggregates = calls.stream().map(call -> ", " + call.sql()).collect(Collectors.joining());
        return "SELECT " + String.join(", ", groups) + aggregates + ", window_time\nFROM TABLE(" + source
                + ")\nGROUP BY " + String.join(", ", groups) + ", window_time";
    }

    /**
     * Flink 2.3 loses the brackets around several partition columns when it expands a view (FLINK-40205), so they are
     * made one.
     */
    private String keyedByRow(FlinkScript script, WindowFunction function, List<Call> calls) {
        List<String> names = settings.groupBy().stream().map(FlinkScript::quote).toList();
        List<String> columns = new ArrayList<>(List.of("window_start", "window_end"));
        for (int i = 0; i < names.size(); i++) {
            columns.add("`groups`.`" + WINDOW_KEY + "`.`EXPR$" + i + "` AS " + names.get(i));
        }
        calls.forEach(call -> columns.add(FlinkScript.quote(call.field().name())));
        columns.add("window_time");
        String keyed =
                "(SELECT *, ROW(" + String.join(", ", names) + ") AS `" + WINDOW_KEY + "` FROM " + script.view() + ")";
        String source = function.sql(keyed, List.of(WINDOW_KEY), eventTime());
        return "SELECT " + String.join(", ", columns) + "\nFROM ("
                + aggregated(List.of("window_start", "window_end", FlinkScript.quote(WINDOW_KEY)), calls, source)
                + ") AS `groups`";
    }

    private @Nullable FlinkNode refused(List<Call> calls, WindowFunction function) {
        for (String port : List.of("late", "error")) {
            if (placement.isWired(port)) {
                return new FlinkNode.Refused(Problem.error("operators.flink-" + port + "-port"), port);
            }
        }
        for (String name : WINDOW_COLUMNS) {
            if (input.contains(name)) {
                return new FlinkNode.Refused(Problem.error("operators.flink-window-column", name), "in");
            }
        }
        if (isKeyedByRow(function) && input.contains(WINDOW_KEY)) {
            return new FlinkNode.Refused(Problem.error("operators.flink-window-column", WINDOW_KEY), "in");
        }
        for (Call call : calls) {
            Problem refusal = function.refusal(call);
            if (refusal != null) {
                return new FlinkNode.Refused(refusal, "aggregates");
            }
        }
        Problem refusal = settings.onError()
                .flinkRefusal(calls.stream().flatMap(Call::expressions).toList());
        return refusal == null ? null : new FlinkNode.Refused(refusal, "onError");
    }

    /** Lengths and functions, such as {@code 10 min · count, avg}. */
    public static String summary(WindowSettings settings, Duration... lengths) {
        String functions = settings.aggregates().stream()
                .map(aggregate -> aggregate.function().name().toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(", "));
        String windows = Stream.of(lengths).map(DurationText::format).collect(Collectors.joining(" / "));
        return windows + (functions.isEmpty() ? "" : " · " + functions);
    }
}
