package dev.tailrace.operators.time;

import com.google.auto.service.AutoService;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.DurationText;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.aggregate.AggregateColumn;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.aggregate.CheckedAggregates;
import dev.tailrace.operator.aggregate.CheckedAggregates.Call;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.flink.SqlInterval;
import dev.tailrace.operator.window.WindowAggregator;
import dev.tailrace.operator.window.WindowClock;
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

/**
 * Aggregates the rows of each stretch of time, one after the other.
 *
 * <p>Windows are half-open and aligned to the epoch, by the wall clock of the pipeline's time zone if the event time is
 * TIMESTAMP_LTZ. A window's results come once the watermark reaches its end minus 1 ms: windows in order of time, groups
 * in order of arrival. A row for a window that has fired is late: it goes to the late port, or is counted. Windows and
 * groups without rows give nothing. Results and their types are those of Flink's TUMBLE and aggregate functions; their
 * event time is {@code window_time}, the last millisecond of the window.
 */
@AutoService(Operator.class)
public final class TumblingWindow implements TransformOperator<TumblingWindow.Settings> {
    /** Size and place of the windows, groups and aggregates. */
    public record Settings(
            @Setting(kind = Kind.DURATION) Duration size,
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]") List<String> groupBy,
            @Setting(kind = Kind.LIST) List<AggregateColumn> aggregates,
            @Setting(kind = Kind.DURATION, defaultJson = "\"0 s\"", advanced = true) Duration offset,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", advanced = true) ErrorPolicy onError) {
        public Settings {
            groupBy = List.copyOf(groupBy);
            aggregates = List.copyOf(aggregates);
        }
    }

    private static final int LATE = 1;
    private static final int ERROR = 2;
    /** Columns before the groups: start and end of the window. */
    private static final int BOUNDS = 2;

    private static final List<String> WINDOW_COLUMNS = List.of("window_start", "window_end", "window_time");

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "tumbling-window",
                "operators",
                Family.TIME,
                "mdi2v-view-week-outline",
                List.of(Port.in(), Port.out(), Port.late(), Port.errors()),
                List.of("group by", "aggregate", "count", "sum", "average", "per hour", "per minute", "interval"),
                List.of("TUMBLE (Flink)", "FixedWindows (Beam)", "tumbling window (Kafka Streams)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        StreamType input = placement.input();
        List<Problem> problems = new ArrayList<>(sizeProblems(settings));
        problems.addAll(ColumnNames.check(settings.groupBy(), input.schema(), "groupBy"));
        Field time = input.eventTime() == null ? null : input.schema().field(input.eventTime());
        if (time == null) {
            problems.add(Problem.error("operators.no-event-time")
                    .in("in")
                    .fixedBy(new Fix.InsertBefore(
                            "operators.fix.event-time", List.of(), "event-time", timeSettings(input.schema()))));
        }
        Set<String> names = new HashSet<>(WINDOW_COLUMNS);
        for (int i = 0; i < settings.groupBy().size(); i++) {
            String column = settings.groupBy().get(i);
            if (input.schema().contains(column) && !names.add(column) && WINDOW_COLUMNS.contains(column)) {
                problems.add(Problem.error("operators.duplicate-name", column).in("groupBy[" + i + "]"));
            }
        }
        CheckedAggregates aggregates = CheckedAggregates.of(settings.aggregates(), "aggregates", placement, names);
        problems.addAll(aggregates.problems());
        if (settings.groupBy().isEmpty() && settings.aggregates().isEmpty()) {
            problems.add(Problem.error("operators.no-aggregates").in("aggregates"));
        }
        Map<String, StreamType> ports = Map.of("late", input, "error", ComputableRows.errors(input));
        if (time == null || problems.stream().anyMatch(Problem::isError)) {
            return new Output(ports, problems);
        }
        StreamType out = new StreamType(schema(placement, aggregates.calls(), time), false, "window_time");
        return new Output(Map.of("out", out, "late", input, "error", ComputableRows.errors(input)), problems);
    }

    private static List<Problem> sizeProblems(Settings settings) {
        if (settings.size().toMillis() <= 0) {
            return List.of(Problem.error("operators.window-size-zero")
                    .in("size")
                    .fixedBy(new Fix.ChangeSetting("operators.fix.one-minute", List.of(), "size", "\"1 min\"")));
        }
        if (settings.offset().isNegative() || settings.offset().compareTo(settings.size()) >= 0) {
            return List.of(Problem.error("operators.window-offset").in("offset"));
        }
        return List.of();
    }

    /** Settings of an event-time node with the first column that can be it. */
    private static String timeSettings(Schema schema) {
        return schema.fields().stream()
                .filter(field -> field.type().kind().isTimestamp())
                .findFirst()
                .map(field ->
                        "{\"column\":\"" + field.name().replace("\\", "\\\\").replace("\"", "\\\"") + "\"}")
                .orElse("{}");
    }

    private static Schema schema(Placement<Settings> placement, List<Call> calls, Field time) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.required("window_start", DataType.TIMESTAMP));
        fields.add(Field.required("window_end", DataType.TIMESTAMP));
        fields.addAll(keys(placement).fields());
        calls.forEach(call -> fields.add(call.field()));
        fields.add(Field.required("window_time", time.type()));
        return new Schema(fields);
    }

    private static Schema keys(Placement<Settings> placement) {
        Schema schema = placement.input().schema();
        return new Schema(placement.settings().groupBy().stream()
                .map(name -> Objects.requireNonNull(schema.field(name)))
                .toList());
    }

    private static List<Call> calls(Placement<Settings> placement) {
        return CheckedAggregates.of(placement.settings().aggregates(), "aggregates", placement, new HashSet<>())
                .calls();
    }

    private static int timeColumn(Placement<Settings> placement) {
        StreamType input = placement.input();
        return input.schema().indexOf(Objects.requireNonNull(input.eventTime()));
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        Schema schema = placement.input().schema();
        BitSet passedOn = new BitSet();
        for (String port : List.of("late", "error")) {
            passedOn.or(demanded.getOrDefault(port, new BitSet()));
        }
        BitSet columns = passedOn.get(0, schema.size());
        columns.set(timeColumn(placement));
        placement.settings().groupBy().forEach(name -> columns.set(schema.indexOf(name)));
        for (Call call : demandedCalls(placement, demanded.getOrDefault("out", new BitSet()))) {
            columns.or(call.columns());
        }
        return Map.of("in", columns);
    }

    /** The aggregates whose results somebody reads. */
    private static List<Call> demandedCalls(Placement<Settings> placement, BitSet demanded) {
        List<Call> calls = calls(placement);
        int first = BOUNDS + placement.settings().groupBy().size();
        List<Call> wanted = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            if (demanded.get(first + i)) {
                wanted.add(calls.get(i));
            }
        }
        return wanted;
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        Placement<Settings> placement = setup.placement();
        Schema input = setup.inputSchema();
        Schema output = setup.outputSchema("out");
        BitSet demanded = setup.demanded("out");
        List<Call> calls = demandedCalls(placement, demanded);
        DataType timeType = input.field(timeColumn(placement)).type();
        return new WindowAggregator(
                new WindowAggregator.Plan(
                        setup.settings().size().toMillis(),
                        setup.settings().offset().toMillis(),
                        timeColumn(placement),
                        setup.settings().groupBy().stream()
                                .mapToInt(input::indexOf)
                                .toArray(),
                        keys(placement),
                        output,
                        demanded,
                        calls.stream()
                                .mapToInt(call -> output.indexOf(call.field().name()))
                                .toArray()),
                new Aggregation(calls, input),
                new WindowClock(timeType, placement.environment().zone()),
                placement.isWired("late") ? LATE : WindowAggregator.COUNT_LATE,
                context -> ComputableRows.of(setup, setup.settings().onError(), ERROR, context));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Settings settings = placement.settings();
        for (String port : List.of("late", "error")) {
            if (placement.isWired(port)) {
                return new FlinkNode.Refused(Problem.error("operators.flink-" + port + "-port"), port);
            }
        }
        for (String name : WINDOW_COLUMNS) {
            if (placement.input().schema().contains(name)) {
                return new FlinkNode.Refused(Problem.error("operators.flink-window-column", name), "in");
            }
        }
        List<Call> calls = calls(placement);
        Problem refusal = settings.onError()
                .flinkRefusal(calls.stream().flatMap(Call::expressions).toList());
        if (refusal != null) {
            return new FlinkNode.Refused(refusal, "onError");
        }
        List<String> columns = new ArrayList<>(List.of("window_start", "window_end"));
        settings.groupBy().forEach(name -> columns.add(FlinkScript.quote(name)));
        String groups = String.join(", ", columns) + ", window_time";
        calls.forEach(call -> columns.add(call.sql()));
        columns.add("window_time");
        String offset = settings.offset().isZero() ? "" : ", " + SqlInterval.of(settings.offset());
        return FlinkNode.Views.of(
                "out",
                "SELECT " + String.join(", ", columns) + "\nFROM TABLE(TUMBLE(TABLE " + script.view() + ", DESCRIPTOR("
                        + FlinkScript.quote(
                                Objects.requireNonNull(placement.input().eventTime())) + "), "
                        + SqlInterval.of(settings.size()) + offset + "))\nGROUP BY " + groups);
    }

    @Override
    public String summary(Settings settings) {
        String functions = settings.aggregates().stream()
                .map(aggregate -> aggregate.function().name().toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(", "));
        return DurationText.format(settings.size()) + (functions.isEmpty() ? "" : " · " + functions);
    }
}
