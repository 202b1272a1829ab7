package dev.tailrace.operators.combine;

import com.google.auto.service.AutoService;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.MissingEventTime;
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
import dev.tailrace.operator.join.HoldsColumn;
import dev.tailrace.operator.join.JoinSettings;
import dev.tailrace.operator.join.JoinShape;
import dev.tailrace.operator.join.JoinSql;
import dev.tailrace.operator.join.JoinType;
import dev.tailrace.operator.lookup.LookupPlan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives each row what was valid at its event time: of the right rows with its key the last one that is not later.
 *
 * <p>A right row is a version of its key, valid from its event time until the next one's; of versions of the same time
 * the one that comes last. Where versions come as changes, a delete is one, too, that says that nothing is valid from its
 * event time on. A version that comes after a newer one of its key is passed over. A left row waits until the
 * watermark of both sides has reached its time, then it leaves with its version; where there is none, or the condition
 * does not hold, not at all or with NULLs. NULL in a key is equal to nothing. Versions that no later row can need are
 * forgotten; the last one of each key stays. A left row for which the condition cannot be computed goes to the port
 * {@code error}, or stops the run, or is left out.
 *
 * <p>No row is dropped for being late: a left row behind the watermark leaves with the next one and finds its version
 * unless that has been forgotten. As in Flink's event-time temporal join with a versioned view, {@code ROW_NUMBER() OVER
 * (PARTITION BY key ORDER BY time DESC) = 1}. Only where a connector gives Flink changes with a primary key by itself is a
 * late version put in its place there; out of rows Flink SQL makes no such table.
 *
 * <p>Left rows may be changes that have event time. Each leaves as the change that it is, with the version of its own time:
 * a row that is taken back has the time at which it was added, so it finds the same one, unless it is so late that this
 * has been forgotten, or replaced by another of the same time.
 */
@AutoService(Operator.class)
public final class TemporalJoin implements TransformOperator<TemporalJoin.Settings> {
    /** What becomes of a row for which no version is valid. */
    public enum Type {
        INNER,
        LEFT
    }

    /** The key of the versions, and what must hold besides. */
    public record Settings(
            @Setting(kind = Kind.CHOICE, defaultJson = "\"inner\"") Type type,
            @Setting(kind = Kind.LIST, texts = "join") List<ColumnPair> on,
            @Setting(kind = Kind.EXPRESSION, texts = "join", port = Setting.BOTH_SIDES) @Nullable String condition,
            @Setting(kind = Kind.TEXT, texts = "join", advanced = true) @Nullable String leftPrefix,
            @Setting(kind = Kind.TEXT, texts = "join", advanced = true) @Nullable String rightPrefix,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", texts = "join", advanced = true) ErrorPolicy onError)
            implements JoinSettings {
        public Settings {
            on = List.copyOf(on);
            leftPrefix = leftPrefix == null ? "" : leftPrefix;
            rightPrefix = rightPrefix == null ? "" : rightPrefix;
        }

        /** One that stops at the first row that fails. */
        public Settings(
                Type type,
                List<ColumnPair> on,
                @Nullable String condition,
                @Nullable String leftPrefix,
                @Nullable String rightPrefix) {
            this(type, on, condition, leftPrefix, rightPrefix, ErrorPolicy.STOP);
        }

        @Override
        public JoinType joinType() {
            return type == Type.LEFT ? JoinType.LEFT : JoinType.INNER;
        }

        @Override
        public String leftPrefix() {
            return Objects.requireNonNull(leftPrefix);
        }

        @Override
        public String rightPrefix() {
            return Objects.requireNonNull(rightPrefix);
        }
    }

    private static final int ERROR = 1;

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "temporal-join",
                "operators",
                Family.COMBINE,
                "mdi2t-table-clock",
                List.of(
                        Port.inPassed(JoinShape.LEFT),
                        Port.inVersions(JoinShape.RIGHT),
                        Port.outPassed("out"),
                        Port.errors()),
                List.of("as of", "versions", "valid", "history", "rates", "slowly changing", "enrich", "point in time"),
                List.of("FOR SYSTEM_TIME AS OF (Flink)", "AsOf join (DuckDB)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        JoinShape shape = JoinShape.of(placement);
        List<Problem> problems = new ArrayList<>();
        for (String side : List.of(JoinShape.LEFT, JoinShape.RIGHT)) {
            StreamType stream = placement.input(side);
            if (stream.eventTime() == null && stream.changes()) {
                problems.add(Problem.error("operators.temporal-join.changes-without-time")
                        .in(side));
            } else if (stream.eventTime() == null) {
                problems.add(MissingEventTime.problem(
                        Problem.error("operators.temporal-join.no-event-time"), stream.schema(), side));
            }
        }
        if (placement.settings().on().isEmpty()) {
            problems.add(Problem.error("operators.temporal-join.no-key").in("on"));
        }
        problems.addAll(shape.problems());
        if (problems.isEmpty() && time(shape, true).kind() != time(shape, false).kind()) {
            problems.add(Problem.error("operators.temporal-join.time-types", time(shape, true), time(shape, false))
                    .in(JoinShape.RIGHT));
        }
        if (problems.stream().anyMatch(Problem::isError)) {
            return Output.failed(problems);
        }
        if (shape.stream(true).changes()) {
            problems.add(Problem.warning("operators.temporal-join.late-changes").in(JoinShape.LEFT));
        }
        String time = Objects.requireNonNull(shape.stream(true).eventTime());
        return new Output(
                Map.of(
                        "out",
                        new StreamType(shape.output(), shape.stream(true).changes(), shape.name(true, time)),
                        "error",
                        ComputableRows.errors(shape.stream(true))),
                problems);
    }

    private static DataType time(JoinShape shape, boolean ofLeft) {
        return shape.side(ofLeft).field(timeColumn(shape, ofLeft)).type();
    }

    private static int timeColumn(JoinShape shape, boolean ofLeft) {
        return shape.side(ofLeft)
                .indexOf(Objects.requireNonNull(shape.stream(ofLeft).eventTime()));
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        JoinShape shape = JoinShape.of(placement);
        LookupPlan plan = LookupPlan.of(shape, demanded.getOrDefault("out", new BitSet()));
        BitSet left = plan.inputColumns(demanded.getOrDefault("error", new BitSet()));
        left.set(timeColumn(shape, true));
        BitSet right = plan.tableColumns();
        right.set(timeColumn(shape, false));
        return Map.of(JoinShape.LEFT, left, JoinShape.RIGHT, right);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        JoinShape shape = JoinShape.of(setup.placement());
        return new TemporalJoiner(
                LookupPlan.of(shape, setup.demanded("out")),
                shape.keys(),
                timeColumn(shape, true),
                timeColumn(shape, false),
                shape.stream(true).changes(),
                shape.stream(false).changes(),
                setup.demanded("error"),
                context ->
                        FailingRows.of(setup, shape.side(true), setup.settings().onError(), ERROR, context));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        JoinShape shape = JoinShape.of(placement);
        FlinkNode.Refused failing =
                JoinSql.ofFailing(placement, shape, placement.settings().onError());
        if (failing != null) {
            return failing;
        }
        JoinSql join = new JoinSql(shape, script);
        boolean mayEnd = shape.stream(false).changes();
        FlinkNode.SideView versions = Versions.view(
                placement.node(),
                shape,
                join,
                script.views(JoinShape.RIGHT).get(0),
                Objects.requireNonNull(shape.stream(false).eventTime()),
                mayEnd ? HoldsColumn.of(shape.side(false)) : null);
        join.asOfLeftTime(FlinkScript.quote(versions.name())).castBehind(false);
        if (mayEnd) {
            join.andOfRight(Versions.holds(shape));
        }
        return new FlinkNode.Views(Map.of("out", join.query()), List.of(versions));
    }

    @Override
    public String summary(Settings settings) {
        return JoinShape.summary(settings);
    }
}
