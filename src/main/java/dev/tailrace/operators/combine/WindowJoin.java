package dev.tailrace.operators.combine;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.FailingRows;
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
import dev.tailrace.operator.WindowColumns;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.join.ColumnPair;
import dev.tailrace.operator.join.JoinSettings;
import dev.tailrace.operator.join.JoinShape;
import dev.tailrace.operator.join.JoinSql;
import dev.tailrace.operator.join.JoinType;
import dev.tailrace.operator.lookup.LookupPlan;
import dev.tailrace.operator.window.WindowClock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Joins two streams whose rows say which window they are in: rows of the same window belong together if their keys are
 * equal and the condition holds.
 *
 * <p>The rows of a window are kept until the watermark of both inputs has passed its end; then its results leave, all at
 * once, and it is forgotten. A row whose window has left already is late: it is counted and dropped. NULL in a key is
 * equal to nothing. Without a key every row of a window meets every other. As Flink's window join. A left row for which
 * the condition cannot be computed with one of its partners goes to the port {@code error}, or stops the run, or is left
 * out; it is nobody's partner then.
 *
 * <p>Both sides' window columns leave. Windows and event time of the output are those of the left side, in a right join
 * those of the right; a full join, which has rows without either, has none.
 */
@AutoService(Operator.class)
public final class WindowJoin implements TransformOperator<WindowJoin.Settings> {
    /** What belongs together within a window, and what leaves. */
    public record Settings(
            @Setting(kind = Kind.CHOICE, defaultJson = "\"inner\"", texts = "join") JoinType type,
            @Setting(kind = Kind.LIST, defaultJson = "[]", texts = "join") List<ColumnPair> on,
            @Setting(kind = Kind.EXPRESSION, texts = "join", port = Setting.BOTH_SIDES) @Nullable String condition,
            @Setting(kind = Kind.TEXT, defaultJson = "\"\"", texts = "join", advanced = true) @Nullable
                    String leftPrefix,
            @Setting(kind = Kind.TEXT, defaultJson = "\"right_\"", texts = "join", advanced = true) @Nullable
                    String rightPrefix,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", texts = "join", advanced = true) ErrorPolicy onError)
            implements JoinSettings {
        public Settings {
            on = List.copyOf(on);
        }

        /** One that stops at the first row that fails. */
        public Settings(
                JoinType type,
                List<ColumnPair> on,
                @Nullable String condition,
                @Nullable String leftPrefix,
                @Nullable String rightPrefix) {
            this(type, on, condition, leftPrefix, rightPrefix, ErrorPolicy.STOP);
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
                "window-join",
                "operators",
                Family.COMBINE,
                "mdi2t-table-merge-cells",
                List.of(Port.in(JoinShape.LEFT), Port.in(JoinShape.RIGHT), Port.out(), Port.errors()),
                List.of("join in windows", "same window", "pairs", "correlate", "semi", "anti", "outer"),
                List.of("Window Join (Flink)", "CoGroupByKey (Beam)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        JoinShape shape = JoinShape.of(placement);
        List<Problem> problems = new ArrayList<>();
        WindowColumns left = placement.input(JoinShape.LEFT).windows();
        WindowColumns right = placement.input(JoinShape.RIGHT).windows();
        for (boolean ofLeft : new boolean[] {true, false}) {
            if ((ofLeft ? left : right) == null) {
                problems.add(Problem.error("operators.window-join.no-windows")
                        .in(ofLeft ? JoinShape.LEFT : JoinShape.RIGHT));
            }
        }
        if (left != null && right != null && !areSame(left, right)) {
            problems.add(Problem.error("operators.window-join.other-windows", left.function(), right.function())
                    .in(JoinShape.RIGHT));
        }
        problems.addAll(shape.problems());
        return problems.stream().anyMatch(Problem::isError)
                ? Output.failed(problems)
                : new Output(
                        Map.of("out", stream(shape), "error", ComputableRows.errors(shape.stream(true))), problems);
    }

    private static boolean areSame(WindowColumns left, WindowColumns right) {
        return left.function().equals(right.function())
                && left.timeType().kind() == right.timeType().kind();
    }

    private static StreamType stream(JoinShape shape) {
        StreamType rows = StreamType.rows(shape.output());
        if (shape.type() == JoinType.FULL) {
            return rows;
        }
        boolean ofLeft = shape.type() != JoinType.RIGHT;
        StreamType kept = shape.stream(ofLeft);
        WindowColumns windows = Objects.requireNonNull(kept.windows());
        String time = kept.eventTime();
        return rows.withEventTime(time == null ? null : shape.name(ofLeft, time))
                .withWindows(windows.renamed(shape.name(ofLeft, windows.start()), shape.name(ofLeft, windows.end())));
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        JoinShape shape = JoinShape.of(placement);
        LookupPlan plan = LookupPlan.of(shape, demanded.getOrDefault("out", new BitSet()));
        BitSet left = plan.inputColumns(demanded.getOrDefault("error", new BitSet()));
        left.set(end(shape, true));
        BitSet right = plan.tableColumns();
        right.set(end(shape, false));
        return Map.of(JoinShape.LEFT, left, JoinShape.RIGHT, right);
    }

    /** The position of a side's column of window ends. */
    private static int end(JoinShape shape, boolean ofLeft) {
        WindowColumns windows = Objects.requireNonNull(shape.stream(ofLeft).windows());
        return shape.side(ofLeft).indexOf(windows.end());
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        JoinShape shape = JoinShape.of(setup.placement());
        WindowColumns windows = Objects.requireNonNull(shape.stream(true).windows());
        return new WindowJoiner(
                LookupPlan.of(shape, setup.demanded("out")),
                new int[] {end(shape, true), end(shape, false)},
                new WindowClock(
                        windows.timeType(), setup.placement().environment().zone()),
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
        WindowColumns left = Objects.requireNonNull(shape.stream(true).windows());
        WindowColumns right = Objects.requireNonNull(shape.stream(false).windows());
        join.and(join.column(true, left.start()) + " = " + join.column(false, right.start()));
        join.and(join.column(true, left.end()) + " = " + join.column(false, right.end()));
        if (shape.type() == JoinType.RIGHT || shape.type() == JoinType.FULL) {
            join.castBehind(true);
        }
        if (shape.type() != JoinType.RIGHT) {
            join.castBehind(false);
        }
        return FlinkNode.Views.of("out", join.query());
    }

    @Override
    public String summary(Settings settings) {
        return JoinShape.summary(settings);
    }
}
