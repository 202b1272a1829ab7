package dev.tailrace.operators.combine;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
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
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.join.ColumnPair;
import dev.tailrace.operator.join.JoinSettings;
import dev.tailrace.operator.join.JoinShape;
import dev.tailrace.operator.join.JoinSql;
import dev.tailrace.operator.join.JoinType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings rows of two streams together that have equal columns, whenever they come.
 *
 * <p>Rows belong together if the columns of each pair are equal, and the condition, if there is one, is TRUE; NULL is
 * equal to nothing. Every row is remembered for those that are still to come. Either input may be a changelog; then, and
 * where rows leave that have no partner (yet), the output is one. An inner or semi join of rows that are only added
 * gives rows that are only added. The output has no event time, for a row may find a partner at any time. Results are
 * those of Flink's regular joins, and of EXISTS and NOT EXISTS for semi and anti joins.
 *
 * <p>Rows are remembered for ever unless a state TTL is set: then one that has not come or found a partner for so long
 * by the clock is forgotten, as in Flink. What has left stays. Results with a TTL are outside the promise that both
 * runtimes give the same.
 *
 * <p>Without equal columns each row is compared with all rows of the other side.
 *
 * <p>Two rows for which the condition cannot be computed do not belong together; the pair goes to the port {@code error},
 * as often as they meet, or stops the run, or is only counted.
 */
@AutoService(Operator.class)
public final class Join implements TransformOperator<Join.Settings> {
    /**
     * What belongs together, and what comes out.
     *
     * @param stateTtl how long a row without partners is remembered; null for ever
     */
    public record Settings(
            @Setting(kind = Kind.CHOICE, defaultJson = "\"inner\"") JoinType type,
            @Setting(kind = Kind.LIST, defaultJson = "[]") List<ColumnPair> on,
            @Setting(kind = Kind.EXPRESSION, port = Setting.BOTH_SIDES) @Nullable String condition,
            @Setting(kind = Kind.TEXT) @Nullable String leftPrefix,
            @Setting(kind = Kind.TEXT) @Nullable String rightPrefix,
            @Setting(kind = Kind.DURATION) @Nullable Duration stateTtl,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", advanced = true) ErrorPolicy onError)
            implements JoinSettings {
        public Settings {
            on = List.copyOf(on);
        }

        /** One that stops at the first pair that fails. */
        public Settings(
                JoinType type,
                List<ColumnPair> on,
                @Nullable String condition,
                @Nullable String leftPrefix,
                @Nullable String rightPrefix,
                @Nullable Duration stateTtl) {
            this(type, on, condition, leftPrefix, rightPrefix, stateTtl, ErrorPolicy.STOP);
        }

        @Override
        public JoinType joinType() {
            return type;
        }
    }

    private static final int ERROR = 1;

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "join",
                "operators",
                Family.COMBINE,
                "mdi2s-set-center",
                List.of(
                        Port.inChanges(JoinShape.LEFT),
                        Port.inChanges(JoinShape.RIGHT),
                        Port.outPassed("out"),
                        Port.errors()),
                List.of("inner", "left", "right", "outer", "full", "semi", "anti", "exists", "combine", "enrich"),
                List.of("JOIN (SQL)", "CoGroupByKey (Beam)", "table join (Kafka Streams)", "Merge join (Hop)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public List<Port> ports(Settings settings) {
        return List.of(
                Port.inChanges(JoinShape.LEFT),
                Port.inChanges(JoinShape.RIGHT),
                settings.type().takesBack() ? Port.changes() : Port.outPassed("out"),
                Port.errors());
    }

    @Override
    public Output output(Placement<Settings> placement) {
        JoinShape shape = JoinShape.of(placement);
        List<Problem> problems = new ArrayList<>(shape.problems());
        String condition = placement.settings().condition();
        if (placement.settings().on().isEmpty()) {
            problems.add(
                    condition == null || condition.isBlank()
                            ? Problem.error("operators.join.nothing-equal").in("on")
                            : Problem.warning("operators.join.all-pairs").in("on"));
        }
        Duration ttl = placement.settings().stateTtl();
        if (ttl != null && ttl.isZero()) {
            problems.add(Problem.error("operators.join.ttl-zero")
                    .in("stateTtl")
                    .fixedBy(new Fix.ChangeSetting("operators.fix.one-day", List.of(), "stateTtl", "\"1 d\"")));
        }
        if (problems.stream().anyMatch(Problem::isError)) {
            return Output.failed(problems);
        }
        if (ttl == null) {
            problems.add(Problem.warning("operators.join.unbounded")
                    .in("stateTtl")
                    .fixedBy(new Fix.ChangeSetting("operators.fix.one-day", List.of(), "stateTtl", "\"1 d\"")));
        }
        boolean changes = shape.type().takesBack()
                || shape.stream(true).changes()
                || shape.stream(false).changes();
        return new Output(
                Map.of("out", new StreamType(shape.output(), changes, null), "error", shape.failingPairs()), problems);
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        JoinShape shape = JoinShape.of(placement);
        return shape.demand(
                shape.read(demanded.getOrDefault("out", new BitSet()), demanded.getOrDefault("error", new BitSet())));
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        Duration ttl = setup.settings().stateTtl();
        JoinShape shape = JoinShape.of(setup.placement());
        return new StreamJoin(
                shape,
                setup.demanded("out"),
                setup.demanded("error"),
                context -> ComputableRows.of(
                        setup, shape.failingPair(), setup.settings().onError(), ERROR, context),
                ttl == null ? StreamJoin.FOR_EVER : ttl.toMillis());
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        JoinShape shape = JoinShape.of(placement);
        FlinkNode.Refused failing =
                JoinSql.ofFailing(placement, shape, placement.settings().onError());
        if (failing != null) {
            return failing;
        }
        Problem refusal = JoinSql.refusal(shape);
        if (refusal != null) {
            return new FlinkNode.Refused(refusal, "condition");
        }
        Duration ttl = placement.settings().stateTtl();
        JoinSql sql = new JoinSql(shape, script).castBefore(true).castBefore(false);
        if (ttl == null) {
            return FlinkNode.Views.of("out", sql.query());
        }
        // The hint is about tables of the same query, and that of EXISTS is another one.
        return shape.type().givesLeftOnly()
                ? new FlinkNode.Refused(Problem.error("operators.join.flink-ttl"), "stateTtl")
                : FlinkNode.Views.of("out", sql.forgettingAfter(ttl).query());
    }

    @Override
    public String summary(Settings settings) {
        return JoinShape.summary(settings);
    }
}
