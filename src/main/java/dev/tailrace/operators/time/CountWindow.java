package dev.tailrace.operators.time;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ComputableRows;
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
import dev.tailrace.operator.window.WindowAggregation;
import dev.tailrace.operator.window.WindowSettings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates every so many rows of each group, in the order in which they come.
 *
 * <p>With a size alone each window has that many rows and is followed by the next. With a slide, a result comes after
 * every so many rows, over the last rows up to the size, so the first ones are over fewer. Time plays no part, and results
 * have none. Rows of a window that has not become full when the input ends are dropped, as Flink's DataStream API does
 * ({@code countWindow}), unless the setting says to give a result for them; with a slide those since the last result.
 *
 * <p>The order of rows is free below a union, a join or a fork that comes together again; then so is what is counted
 * together.
 */
@AutoService(Operator.class)
public final class CountWindow implements TransformOperator<CountWindow.Settings> {
    /**
     * How many rows, groups and aggregates.
     *
     * @param slide rows from one result to the next, or null for as many as the size
     * @param partial whether rows that are left at the end of the input have a result
     */
    public record Settings(
            @Setting(kind = Kind.NUMBER, defaultJson = "100", min = 1, max = 1_000_000) int size,
            @Setting(kind = Kind.NUMBER, min = 1, max = 1_000_000) @Nullable Integer slide,
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]", texts = "window") List<String> groupBy,
            @Setting(kind = Kind.LIST, texts = "window") List<AggregateColumn> aggregates,
            @Setting(kind = Kind.SWITCH, defaultJson = "false", advanced = true) boolean partial,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", advanced = true, texts = "window")
                    ErrorPolicy onError)
            implements WindowSettings {
        public Settings {
            groupBy = List.copyOf(groupBy);
            aggregates = List.copyOf(aggregates);
        }

        int slideOrSize() {
            return slide == null ? size : slide;
        }
    }

    private static final int ERROR = 1;

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "count-window",
                "operators",
                Family.TIME,
                "mdi2c-counter",
                List.of(Port.in(), Port.out(), Port.errors()),
                List.of("every n rows", "batch", "last rows", "group by", "aggregate"),
                List.of("countWindow (Flink DataStream)", "global window with a count trigger (Beam)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        StreamType input = placement.input();
        List<Problem> problems = new ArrayList<>(ColumnNames.check(settings.groupBy(), input.schema(), "groupBy"));
        CheckedAggregates aggregates =
                CheckedAggregates.of(settings.aggregates(), "aggregates", placement, new HashSet<>(settings.groupBy()));
        problems.addAll(aggregates.problems());
        if (settings.aggregates().isEmpty()) {
            problems.add(Problem.error("operators.no-aggregates").in("aggregates"));
        }
        StreamType errors = ComputableRows.errors(input);
        if (problems.stream().anyMatch(Problem::isError)) {
            return new Output(Map.of("error", errors), problems);
        }
        List<Field> fields = new ArrayList<>(groups(placement).fields());
        aggregates.calls().forEach(call -> fields.add(call.field()));
        return new Output(Map.of("out", StreamType.rows(new Schema(fields)), "error", errors), problems);
    }

    private static Schema groups(Placement<Settings> placement) {
        Schema schema = placement.input().schema();
        return new Schema(placement.settings().groupBy().stream()
                .map(name -> Objects.requireNonNull(schema.field(name)))
                .toList());
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        Schema schema = placement.input().schema();
        BitSet columns = demanded.getOrDefault("error", new BitSet()).get(0, schema.size());
        placement.settings().groupBy().forEach(name -> columns.set(schema.indexOf(name)));
        demandedCalls(placement, demanded.getOrDefault("out", new BitSet()))
                .forEach(call -> columns.or(call.columns()));
        return Map.of("in", columns);
    }

    /** The aggregates whose results somebody reads. */
    private static List<Call> demandedCalls(Placement<Settings> placement, BitSet demanded) {
        List<Call> calls = CheckedAggregates.of(
                        placement.settings().aggregates(), "aggregates", placement, new HashSet<>())
                .calls();
        int groups = placement.settings().groupBy().size();
        List<Call> wanted = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            if (demanded.get(groups + i)) {
                wanted.add(calls.get(i));
            }
        }
        return wanted;
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        Settings settings = setup.settings();
        Schema input = setup.inputSchema();
        Schema output = setup.outputSchema("out");
        List<Call> calls = demandedCalls(setup.placement(), setup.demanded("out"));
        return new CountedWindows(
                new CountedWindows.Plan(
                        settings.size(),
                        settings.slideOrSize(),
                        settings.partial(),
                        groups(setup.placement()),
                        settings.groupBy().stream().mapToInt(input::indexOf).toArray(),
                        output,
                        setup.demanded("out"),
                        calls.stream()
                                .mapToInt(call -> output.indexOf(call.field().name()))
                                .toArray()),
                new Aggregation(calls, input),
                context -> ComputableRows.of(setup, settings.onError(), ERROR, context));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.count-window.flink"), null);
    }

    @Override
    public String summary(Settings settings) {
        String functions = WindowAggregation.summary(settings);
        String rows =
                settings.slide() == null ? String.valueOf(settings.size()) : settings.size() + " / " + settings.slide();
        return rows + (functions.isEmpty() ? "" : " · " + functions);
    }
}
