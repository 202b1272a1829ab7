package dev.tailrace.operators.analyse;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
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
import dev.tailrace.operator.aggregate.AggregateFunction;
import dev.tailrace.operator.aggregate.Aggregation;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates all rows of each group, without windows, and keeps the results up to date.
 *
 * <p>The output is a changelog: a group's first result is an insert, each further one an update, and when the last row of
 * a group is taken back its result is deleted. Changes leave once per batch and touched group, from its result before to
 * its result after, and not where both are equal; so what comes in between depends on how rows are cut into batches, the
 * final results do not. A changelog that comes in is aggregated as the table it makes: COUNT, SUM, AVG and the
 * deviations take values back, MIN, MAX, COLLECT, DISTINCT and PERCENTILE remember how often each value is there; functions
 * of the order of arrival are refused, since a value that is taken back may be anywhere in it, and so are a sketch that
 * does not know how often it has seen a value, and a JSON object, whose keys may be there twice between two changes. NULL
 * is a group like others; without groups there is one, once there are rows. Results and their types are those of
 * Flink's GROUP BY.
 *
 * <p>Groups stay for ever unless a state TTL is set: then one that has had no row for so long by the clock is forgotten.
 * Its result stays where it is, and the next row begins the group anew with an insert, as in Flink. What is forgotten
 * depends on the clock, so results with a TTL are outside the promise that both runtimes give the same.
 */
@AutoService(Operator.class)
public final class GroupAggregate implements TransformOperator<GroupAggregate.Settings> {
    /** @param stateTtl how long a group without rows is remembered; null for ever */
    public record Settings(
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]") List<String> groupBy,
            @Setting(kind = Kind.LIST) List<AggregateColumn> aggregates,
            @Setting(kind = Kind.DURATION) @Nullable Duration stateTtl,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", advanced = true) ErrorPolicy onError) {
        public Settings {
            groupBy = List.copyOf(groupBy);
            aggregates = List.copyOf(aggregates);
        }
    }

    private static final int ERROR = 1;

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "group-aggregate",
                "operators",
                Family.ANALYSE,
                "mdi2s-sigma",
                List.of(Port.inChanges(), Port.changes(), Port.errors()),
                List.of("group by", "count", "sum", "average", "distinct", "running total", "statistics"),
                List.of("GROUP BY (SQL)", "aggregate (Kafka Streams)", "Combine per key (Beam)", "Group by (Hop)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public List<String> changelogKey(Settings settings) {
        return settings.groupBy();
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        StreamType input = placement.input();
        List<Problem> problems = new ArrayList<>(ColumnNames.check(settings.groupBy(), input.schema(), "groupBy"));
        CheckedAggregates aggregates =
                CheckedAggregates.of(settings.aggregates(), "aggregates", placement, new HashSet<>(settings.groupBy()));
        problems.addAll(aggregates.problems());
        for (int i = 0; input.changes() && i < settings.aggregates().size(); i++) {
            AggregateFunction function = settings.aggregates().get(i).function();
            if (!function.retracts()) {
                String code = function.isApproximate()
                        ? "sketch-only-grows"
                        : function.dependsOnOrder() ? "only-grows" : "keys-only-grow";
                problems.add(Problem.error("operators.group-aggregate." + code, function.name())
                        .in("aggregates[" + i + "].function"));
            }
        }
        if (settings.groupBy().isEmpty() && settings.aggregates().isEmpty()) {
            problems.add(Problem.error("operators.group-aggregate.nothing").in("aggregates"));
        }
        if (settings.stateTtl() != null && settings.stateTtl().toMillis() <= 0) {
            problems.add(Problem.error("operators.group-aggregate.ttl-zero")
                    .in("stateTtl")
                    .fixedBy(new Fix.ChangeSetting("operators.fix.one-day", List.of(), "stateTtl", "\"1 d\"")));
        }
        StreamType errors = ComputableRows.errors(input);
        if (problems.stream().anyMatch(Problem::isError)) {
            return new Output(Map.of("error", errors), problems);
        }
        if (settings.stateTtl() == null && !settings.groupBy().isEmpty()) {
            problems.add(Problem.warning("operators.group-aggregate.unbounded")
                    .in("stateTtl")
                    .fixedBy(new Fix.ChangeSetting("operators.fix.one-day", List.of(), "stateTtl", "\"1 d\"")));
        }
        List<Field> fields = new ArrayList<>(groups(placement).fields());
        aggregates.calls().forEach(call -> fields.add(call.field()));
        StreamType out = new StreamType(new Schema(fields), true, null);
        return new Output(Map.of("out", out, "error", errors), problems);
    }

    private static Schema groups(Placement<Settings> placement) {
        Schema schema = placement.input().schema();
        return new Schema(placement.settings().groupBy().stream()
                .map(name -> Objects.requireNonNull(schema.field(name)))
                .toList());
    }

    private static List<Call> calls(Placement<Settings> placement) {
        return CheckedAggregates.of(placement.settings().aggregates(), "aggregates", placement, new HashSet<>())
                .calls();
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        Schema schema = placement.input().schema();
        BitSet columns = demanded.getOrDefault("error", new BitSet()).get(0, schema.size());
        placement.settings().groupBy().forEach(name -> columns.set(schema.indexOf(name)));
        for (Call call : demandedCalls(placement, demanded.getOrDefault("out", new BitSet()))) {
            columns.or(call.columns());
        }
        return Map.of("in", columns);
    }

    /** The aggregates whose results somebody reads. */
    private static List<Call> demandedCalls(Placement<Settings> placement, BitSet demanded) {
        List<Call> calls = calls(placement);
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
        Placement<Settings> placement = setup.placement();
        Schema input = setup.inputSchema();
        Schema output = setup.outputSchema("out");
        BitSet demanded = setup.demanded("out");
        List<Call> calls = demandedCalls(placement, demanded);
        Duration ttl = setup.settings().stateTtl();
        return new GroupAggregator(
                new GroupAggregator.Plan(
                        groups(placement),
                        setup.settings().groupBy().stream()
                                .mapToInt(input::indexOf)
                                .toArray(),
                        new Schema(calls.stream().map(Call::field).toList()),
                        output,
                        demanded,
                        calls.stream()
                                .mapToInt(call -> output.indexOf(call.field().name()))
                                .toArray(),
                        placement.input().changes(),
                        ttl == null ? Groups.FOR_EVER : ttl.toMillis()),
                new Aggregation(calls, input, placement.input().changes()),
                context -> ComputableRows.of(setup, setup.settings().onError(), ERROR, context));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Settings settings = placement.settings();
        if (placement.isWired("error")) {
            return new FlinkNode.Refused(Problem.error("operators.flink-error-port"), "error");
        }
        List<Call> calls = calls(placement);
        Problem refusal = settings.onError()
                .flinkRefusal(calls.stream().flatMap(Call::expressions).toList());
        if (refusal != null) {
            return new FlinkNode.Refused(refusal, "onError");
        }
        for (int i = 0; i < calls.size(); i++) {
            Problem unknown = calls.get(i).flinkRefusal();
            if (unknown != null) {
                return new FlinkNode.Refused(unknown, "aggregates[" + i + "].function");
            }
        }
        List<String> groups =
                settings.groupBy().stream().map(FlinkScript::quote).toList();
        String columns =
                Stream.concat(groups.stream(), calls.stream().map(Call::sql)).collect(Collectors.joining(", "));
        Duration ttl = settings.stateTtl();
        String hint = ttl == null ? "" : "/*+ STATE_TTL('rows' = '" + ttl.toMillis() + "ms') */ ";
        String groupBy = groups.isEmpty() ? "" : "\nGROUP BY " + String.join(", ", groups);
        return FlinkNode.Views.of(
                "out",
                "SELECT " + hint + columns + "\nFROM " + script.view() + (ttl == null ? "" : " AS `rows`") + groupBy);
    }

    @Override
    public String summary(Settings settings) {
        String functions = settings.aggregates().stream()
                .map(aggregate -> aggregate.function().name().toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(", "));
        String groups = String.join(", ", settings.groupBy());
        return groups + (groups.isEmpty() || functions.isEmpty() ? "" : " · ") + functions;
    }
}
