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
import dev.tailrace.operator.WindowColumns;
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

    /** What the ports give over windows that a function makes, or what is wrong with the settings. */
    public Output output(WindowLengths lengths, WindowFunction function) {
        List<Problem> problems = new ArrayList<>(lengths.problems());
        String column = placement.input().eventTime();
        Field time = column == null ? null : input.field(column);
        if (time == null) {
            problems.add(MissingEventTime.problem("operators.no-event-time", input));
        }
        return output(problems, time == null ? null : time.type(), function.windows(settings.groupBy()));
    }

    /** What the ports give over windows that rows are in, or what is wrong with the settings. */
    public Output outputAttached() {
        WindowColumns windows = placement.input().windows();
        return windows == null
                ? output(List.of(noWindows()), null, "")
                : output(List.of(), windows.timeType(), windows.function());
    }

    private Output output(List<Problem> before, @Nullable DataType timeType, String function) {
        StreamType stream = placement.input();
        List<Problem> problems = new ArrayList<>(before);
        problems.addAll(ColumnNames.check(settings.groupBy(), input, "groupBy"));
        Set<String> names = new HashSet<>(WindowColumns.ALL);
        for (int i = 0; i < settings.groupBy().size(); i++) {
            String column = settings.groupBy().get(i);
            if (input.contains(column) && !names.add(column) && WindowColumns.ALL.contains(column)) {
                problems.add(Problem.error("operators.duplicate-name", column).in("groupBy[" + i + "]"));
            }
        }
        CheckedAggregates aggregates = CheckedAggregates.of(settings.aggregates(), "aggregates", placement, names);
        problems.addAll(aggregates.problems());
        if (settings.groupBy().isEmpty() && settings.aggregates().isEmpty()) {
            problems.add(Problem.error("operators.no-aggregates").in("aggregates"));
        }
        StreamType errors = ComputableRows.errors(stream);
        if (timeType == null || problems.stream().anyMatch(Problem::isError)) {
            return new Output(Map.of("late", stream, "error", errors), problems);
        }
        WindowColumns windows = new WindowColumns(WindowColumns.START, WindowColumns.END, timeType, function);
        StreamType out =
                new StreamType(schema(aggregates.calls(), timeType), false, WindowColumns.TIME).withWindows(windows);
        return new Output(Map.of("out", out, "late", stream, "error", errors), problems);
    }

    /** What is wrong with an input whose rows are in no windows. */
    public static Problem noWindows() {
        return Problem.error("operators.no-windows").in("in");
    }

    private Schema schema(List<Call> calls, DataType timeType) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.required(WindowColumns.START, DataType.TIMESTAMP));
        fields.add(Field.required(WindowColumns.END, DataType.TIMESTAMP));
        fields.addAll(keys().fields());
        calls.forEach(call -> fields.add(call.field()));
        fields.add(Field.required(WindowColumns.TIME, timeType));
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

    private WindowColumns windows() {
        return Objects.requireNonNull(placement.input().windows());
    }

    /** The input columns that are needed for those of the outputs, over windows that a function makes. */
    public Map<String, BitSet> demand(Map<String, BitSet> demanded) {
        return demand(demanded, List.of(eventTime()));
    }

    /** The input columns that are needed for those of the outputs, over windows that rows are in. */
    public Map<String, BitSet> demandAttached(Map<String, BitSet> demanded) {
        return demand(demanded, List.of(windows().start(), windows().end()));
    }

    private Map<String, BitSet> demand(Map<String, BitSet> demanded, List<String> times) {
        BitSet passedOn = new BitSet();
        for (String port : List.of("late", "error")) {
            passedOn.or(demanded.getOrDefault(port, new BitSet()));
        }
        BitSet columns = passedOn.get(0, input.size());
        times.forEach(name -> columns.set(input.indexOf(name)));
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

    /** Aggregates in the windows that rows say they are in. */
    public Processor attached(Setup<S> setup) {
        WindowPlan plan = plan(setup, windows().end(), windows().timeType());
        return new AttachedWindows(plan, input.indexOf(windows().start()));
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
        int time = input.indexOf(eventTime());
        return plan(setup, eventTime(), input.field(time).type());
    }

    private WindowPlan plan(Setup<S> setup, String timeColumn, DataType timeType) {
        Schema output = setup.outputSchema("out");
        BitSet demanded = setup.demanded("out");
        List<Call> calls = demandedCalls(demanded);
        return new WindowPlan(
                input,
                input.indexOf(timeColumn),
                timeType,
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

    /** As Flink SQL says windows of a function, or why it cannot. */
    public FlinkNode flink(FlinkScript script, WindowFunction function) {
        return new WindowSql(placement, calls()).of(function, script);
    }

    /** As Flink SQL says windows that rows are in, or why it cannot. */
    public FlinkNode flinkAttached(FlinkScript script) {
        return new WindowSql(placement, calls()).over(windows(), script);
    }

    /** Lengths and functions, such as {@code 10 min · count, avg}. */
    public static String summary(WindowSettings settings, Duration... lengths) {
        String functions = settings.aggregates().stream()
                .map(aggregate -> aggregate.function().name().toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(", "));
        String windows = Stream.of(lengths).map(DurationText::format).collect(Collectors.joining(" / "));
        return windows + (windows.isEmpty() || functions.isEmpty() ? "" : " · ") + functions;
    }
}
