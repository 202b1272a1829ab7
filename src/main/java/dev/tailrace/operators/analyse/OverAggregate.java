package dev.tailrace.operators.analyse;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.DurationText;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.MissingEventTime;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.aggregate.AggregateColumn;
import dev.tailrace.operator.aggregate.AggregateFunction;
import dev.tailrace.operator.aggregate.CheckedAggregates;
import dev.tailrace.operator.aggregate.CheckedAggregates.Call;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.flink.SqlInterval;
import dev.tailrace.operator.window.WindowAggregation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates, for each row, the rows of its key that came before it in event time: running totals, the average of the
 * last ten rows, the count of the last hour.
 *
 * <p>Rows leave in the order of their times, and of equal times in that of arrival, once the watermark has reached them.
 * A frame of rows is the row itself and so many before it in that order; a frame of time is all rows whose times lie from
 * so long before the row's up to it, those of the same time included, so that these have the same result. Without a bound
 * a frame begins with the first row of the key. NULL is a key like others.
 *
 * <p>LAG goes by rows whatever the frame, which has no bound then; in a frame of time, rows of the same time come together,
 * and all get what the last of them gets, as on Flink. There is no LEAD: nobody knows whether a row comes after the last.
 *
 * <p>A row is late if the watermark has reached its time: it goes to the late port, or is counted. Results and their types
 * are those of Flink's OVER, ordered by event time. With a bounded frame Flink itself would take late rows as long as no
 * later one of their key has passed or it has forgotten the key; that depends on when it forgets, so there they are left
 * out beforehand. Of times before 1970-01-01T00:00 UTC Flink drops all rows of bounded frames, and there a NaN that has
 * left a frame stays in its deviation; here neither is so.
 */
@AutoService(Operator.class)
public final class OverAggregate implements TransformOperator<OverAggregate.Settings> {
    /** What a frame is measured in. */
    public enum Frame {
        ROWS,
        TIME
    }

    /**
     * @param rows how many rows before the row itself a frame of rows has, or null for all
     * @param time how long before the row's time a frame of time begins, or null for ever
     */
    public record Settings(
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]") List<String> keys,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"rows\"") Frame frame,
            @Setting(kind = Kind.NUMBER, min = 0, max = 1_000_000, shownWhen = "frame: rows") @Nullable Integer rows,
            @Setting(kind = Kind.DURATION, shownWhen = "frame: time") @Nullable Duration time,
            @Setting(kind = Kind.LIST) List<AggregateColumn> aggregates,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", advanced = true) ErrorPolicy onError) {
        public Settings {
            keys = List.copyOf(keys);
            aggregates = List.copyOf(aggregates);
        }

        private boolean isBounded() {
            return frame == Frame.ROWS ? rows != null : time != null;
        }
    }

    private static final int LATE = 1;
    private static final int ERROR = 2;

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "over-aggregate",
                "operators",
                Family.ANALYSE,
                "mdi2c-chart-bell-curve-cumulative",
                WindowAggregation.ports(),
                List.of("running total", "moving average", "sliding", "last rows", "rolling", "cumulative sum"),
                List.of("OVER (SQL)", "sliding window (Kafka Streams)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        StreamType input = placement.input();
        List<Problem> problems = new ArrayList<>(ColumnNames.check(settings.keys(), input.schema(), "keys"));
        if (input.eventTime() == null) {
            problems.add(MissingEventTime.problem("operators.no-event-time", input.schema()));
        }
        if (settings.time() != null && settings.time().isNegative()) {
            problems.add(Problem.error("operators.over-aggregate.negative").in("time"));
        }
        if (settings.aggregates().isEmpty()) {
            problems.add(Problem.error("operators.over-aggregate.nothing").in("aggregates"));
        }
        CheckedAggregates aggregates = CheckedAggregates.ofRows(
                settings.aggregates(),
                "aggregates",
                placement,
                new HashSet<>(input.schema().names()));
        problems.addAll(aggregates.problems());
        for (int i = 0; settings.isBounded() && i < settings.aggregates().size(); i++) {
            AggregateFunction function = settings.aggregates().get(i).function();
            if (function.isOfRows() || function.dependsOnMerges()) {
                String code = function.isOfRows() ? "no-frame" : "sketch-frame";
                problems.add(Problem.error("operators.over-aggregate." + code, function.name())
                        .in("aggregates[" + i + "].function"));
            }
        }
        StreamType errors = ComputableRows.errors(input);
        if (problems.stream().anyMatch(Problem::isError)) {
            return new Output(Map.of("late", input, "error", errors), problems);
        }
        List<Field> fields = new ArrayList<>(input.schema().fields());
        aggregates.calls().forEach(call -> fields.add(call.field()));
        StreamType out = new StreamType(new Schema(fields), false, input.eventTime());
        return new Output(Map.of("out", out, "late", input, "error", errors), problems);
    }

    private static List<Call> calls(Placement<Settings> placement) {
        return CheckedAggregates.ofRows(placement.settings().aggregates(), "aggregates", placement, new HashSet<>())
                .calls();
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        BitSet columns = kept(placement, demanded.getOrDefault("out", new BitSet()));
        for (String port : List.of("late", "error")) {
            columns.or(demanded.getOrDefault(port, new BitSet())
                    .get(0, placement.input().schema().size()));
        }
        for (Call call : demandedCalls(placement, demanded.getOrDefault("out", new BitSet()))) {
            columns.or(call.columns());
        }
        return Map.of("in", columns);
    }

    /** The input columns of rows that wait: keys, time, and what goes on. */
    private static BitSet kept(Placement<Settings> placement, BitSet demanded) {
        Schema schema = placement.input().schema();
        BitSet columns = demanded.get(0, schema.size());
        placement.settings().keys().forEach(name -> columns.set(schema.indexOf(name)));
        columns.set(schema.indexOf(eventTime(placement)));
        return columns;
    }

    private static String eventTime(Placement<Settings> placement) {
        return Objects.requireNonNull(placement.input().eventTime());
    }

    /** The aggregates whose results somebody reads. */
    private static List<Call> demandedCalls(Placement<Settings> placement, BitSet demanded) {
        List<Call> calls = calls(placement);
        int first = placement.input().schema().size();
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
        Settings settings = setup.settings();
        Schema input = setup.inputSchema();
        BitSet demanded = setup.demanded("out");
        KeyedRows rows = KeyedRows.of(input, settings.keys(), kept(placement, demanded));
        boolean byTime = settings.frame() == Frame.TIME;
        Integer precedingRows = settings.rows();
        Duration precedingTime = settings.time();
        OverFrames.Bound bound;
        if (!settings.isBounded()) {
            bound = OverFrames.Bound.UNBOUNDED;
        } else if (byTime && precedingTime != null) {
            bound = new OverFrames.Bound(Integer.MAX_VALUE, precedingTime.toMillis());
        } else {
            bound = new OverFrames.Bound(Objects.requireNonNull(precedingRows), Long.MAX_VALUE);
        }
        return new OverRows(
                new OverPlan(
                        input,
                        eventTime(placement),
                        byTime,
                        bound,
                        demandedCalls(placement, demanded),
                        setup.outputSchema("out"),
                        demanded,
                        placement.isWired("late") ? LATE : FirstRows.COUNT_LATE,
                        context -> ComputableRows.of(setup, settings.onError(), ERROR, context)),
                rows);
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Settings settings = placement.settings();
        for (String port : List.of("late", "error")) {
            if (placement.isWired(port)) {
                return new FlinkNode.Refused(Problem.error("operators.flink-" + port + "-port"), port);
            }
        }
        List<Call> calls = calls(placement);
        for (int i = 0; i < calls.size(); i++) {
            Problem unknown = calls.get(i).flinkOverRefusal();
            if (unknown == null && calls.get(i).function().isOfRows() && settings.frame() == Frame.ROWS) {
                unknown = Problem.error(
                        "operators.over-aggregate.flink-rows",
                        calls.get(i).function().name());
            }
            if (unknown != null) {
                return new FlinkNode.Refused(unknown, "aggregates[" + i + "].function");
            }
        }
        Problem refusal = settings.onError()
                .flinkRefusal(calls.stream().flatMap(Call::expressions).toList());
        if (refusal != null) {
            return new FlinkNode.Refused(refusal, "onError");
        }
        List<String> items = new ArrayList<>();
        placement.input().schema().names().forEach(name -> items.add(FlinkScript.quote(name)));
        String partition = settings.keys().isEmpty()
                ? ""
                : "PARTITION BY "
                        + settings.keys().stream().map(FlinkScript::quote).collect(Collectors.joining(", ")) + " ";
        String time = FlinkScript.quote(eventTime(placement));
        String order = partition + "ORDER BY " + time;
        calls.forEach(call -> items.add(call.overSql("`frame`", "(" + order + ")")));
        String watermark = "CURRENT_WATERMARK(" + time + ")";
        String onTime = settings.isBounded() ? "\nWHERE " + watermark + " IS NULL OR " + time + " > " + watermark : "";
        return FlinkNode.Views.of(
                "out",
                "SELECT " + String.join(", ", items) + "\nFROM " + script.view() + onTime + "\nWINDOW `frame` AS ("
                        + order + " " + frame(settings) + ")");
    }

    private static String frame(Settings settings) {
        String unit = settings.frame() == Frame.ROWS ? "ROWS" : "RANGE";
        String from = "UNBOUNDED";
        if (settings.isBounded()) {
            from = settings.frame() == Frame.ROWS
                    ? String.valueOf(settings.rows())
                    : SqlInterval.of(Objects.requireNonNull(settings.time()));
        }
        return unit + " BETWEEN " + from + " PRECEDING AND CURRENT ROW";
    }

    @Override
    public String summary(Settings settings) {
        String functions = settings.aggregates().stream()
                .map(aggregate -> aggregate.function().name().toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(", "));
        String frame = "";
        if (settings.isBounded()) {
            frame = settings.frame() == Frame.ROWS
                    ? settings.rows() + " · "
                    : DurationText.format(Objects.requireNonNull(settings.time())) + " · ";
        }
        return frame + functions;
    }
}
