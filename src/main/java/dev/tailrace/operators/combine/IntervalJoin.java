package dev.tailrace.operators.combine;

import com.google.auto.service.AutoService;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.DurationText;
import dev.tailrace.operator.ErrorPolicy;
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
import dev.tailrace.operator.flink.SqlInterval;
import dev.tailrace.operator.join.ColumnPair;
import dev.tailrace.operator.join.JoinSettings;
import dev.tailrace.operator.join.JoinShape;
import dev.tailrace.operator.join.JoinSql;
import dev.tailrace.operator.join.JoinType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings rows of two streams together that have equal columns and event times near each other: {@code left time BETWEEN
 * right time + lower AND right time + upper}, both ends included.
 *
 * <p>A row is remembered until the watermark of both inputs says that no partner can come any more; then it leaves alone,
 * in an outer join, if it has had none. The output has rows that are only added. That of an inner join has the left
 * side's event time, and its watermark is behind by the greater of {@code -lower} and {@code upper}; that of an outer join
 * has none, since Flink lets lone rows leave later than it holds the watermark back. NULL is equal to nothing.
 *
 * <p>A late row still meets what is remembered. If nothing can come for it any more it is not remembered, and without a
 * partner it is counted, unless it leaves alone. Results are those of Flink's interval join as long as no row is late;
 * Flink forgets in rounds, up to half of the bounds' distance later, so that a late row may find more there.
 *
 * <p>Two rows for which the condition cannot be computed do not belong together; the pair goes to the port {@code error},
 * or stops the run, or is only counted.
 */
@AutoService(Operator.class)
public final class IntervalJoin implements TransformOperator<IntervalJoin.Settings> {
    /** What comes out; the constants are those of {@link JoinType}. */
    public enum Type {
        INNER,
        LEFT,
        RIGHT,
        FULL
    }

    /** What belongs together, and what comes out. */
    public record Settings(
            @Setting(kind = Kind.CHOICE, defaultJson = "\"inner\"", texts = "join") Type type,
            @Setting(kind = Kind.LIST, texts = "join") List<ColumnPair> on,
            @Setting(kind = Kind.SIGNED_DURATION) Duration lower,
            @Setting(kind = Kind.SIGNED_DURATION) Duration upper,
            @Setting(kind = Kind.EXPRESSION, port = Setting.BOTH_SIDES, texts = "join") @Nullable String condition,
            @Setting(kind = Kind.TEXT, texts = "join") @Nullable String leftPrefix,
            @Setting(kind = Kind.TEXT, texts = "join") @Nullable String rightPrefix,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", texts = "join", advanced = true) ErrorPolicy onError)
            implements JoinSettings {
        public Settings {
            on = List.copyOf(on);
        }

        /** One that stops at the first pair that fails. */
        public Settings(
                Type type,
                List<ColumnPair> on,
                Duration lower,
                Duration upper,
                @Nullable String condition,
                @Nullable String leftPrefix,
                @Nullable String rightPrefix) {
            this(type, on, lower, upper, condition, leftPrefix, rightPrefix, ErrorPolicy.STOP);
        }

        @Override
        public JoinType joinType() {
            return JoinType.valueOf(type.name());
        }
    }

    private static final int ERROR = 1;

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "interval-join",
                "operators",
                Family.COMBINE,
                "mdi2a-arrow-expand-horizontal",
                List.of(Port.in(JoinShape.LEFT), Port.in(JoinShape.RIGHT), Port.out(), Port.errors()),
                List.of("within", "between", "near in time", "correlate", "outer", "left", "right", "full"),
                List.of("interval join (Flink)", "KStream join with JoinWindows (Kafka Streams)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        JoinShape shape = JoinShape.of(placement);
        List<Problem> problems = new ArrayList<>(shape.problems());
        if (settings.on().isEmpty()) {
            problems.add(Problem.error("operators.interval-join.no-columns").in("on"));
        }
        if (settings.lower().compareTo(settings.upper()) > 0) {
            problems.add(Problem.error(
                            "operators.interval-join.empty",
                            DurationText.format(settings.lower()),
                            DurationText.format(settings.upper()))
                    .in("upper"));
        }
        DataType left = time(shape, true, problems);
        DataType right = time(shape, false, problems);
        if (left != null && right != null && left.kind() != right.kind()) {
            problems.add(Problem.error("operators.interval-join.time-types", left, right)
                    .in(JoinShape.RIGHT));
        }
        if (problems.stream().anyMatch(Problem::isError)) {
            return Output.failed(problems);
        }
        String time = shape.type() == JoinType.INNER ? shape.name(true, eventTime(shape, true)) : null;
        return new Output(
                Map.of("out", new StreamType(shape.output(), false, time), "error", shape.failingPairs()), problems);
    }

    /** The type of a side's event time, or null with a problem. */
    private static @Nullable DataType time(JoinShape shape, boolean ofLeft, List<Problem> problems) {
        String time = shape.stream(ofLeft).eventTime();
        if (time == null) {
            String port = ofLeft ? JoinShape.LEFT : JoinShape.RIGHT;
            problems.add(MissingEventTime.problem(
                    Problem.error("operators.interval-join.no-time", port), shape.side(ofLeft), port));
            return null;
        }
        return Objects.requireNonNull(shape.side(ofLeft).field(time)).type();
    }

    private static String eventTime(JoinShape shape, boolean ofLeft) {
        return Objects.requireNonNull(shape.stream(ofLeft).eventTime());
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        JoinShape shape = JoinShape.of(placement);
        BitSet read =
                shape.read(demanded.getOrDefault("out", new BitSet()), demanded.getOrDefault("error", new BitSet()));
        Map<String, BitSet> columns = new HashMap<>(shape.demand(read));
        columns.forEach((port, needed) -> {
            boolean isLeft = port.equals(JoinShape.LEFT);
            needed.set(shape.side(isLeft).indexOf(eventTime(shape, isLeft)));
        });
        return columns;
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        Settings settings = setup.settings();
        JoinShape shape = JoinShape.of(setup.placement());
        return new TimedJoin(
                shape,
                setup.demanded("out"),
                setup.demanded("error"),
                context -> ComputableRows.of(setup, shape.failingPair(), settings.onError(), ERROR, context),
                settings.lower().toMillis(),
                settings.upper().toMillis());
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Settings settings = placement.settings();
        JoinShape shape = JoinShape.of(placement);
        FlinkNode.Refused failing = JoinSql.ofFailing(placement, shape, settings.onError());
        if (failing != null) {
            return failing;
        }
        JoinSql sql = new JoinSql(shape, script);
        String left = sql.column(true, eventTime(shape, true));
        String right = sql.column(false, eventTime(shape, false));
        sql.and(left + " BETWEEN " + plus(right, settings.lower()) + " AND " + plus(right, settings.upper()))
                .castBehind(false);
        if (shape.type() != JoinType.INNER) {
            sql.castBehind(true);
        }
        return FlinkNode.Views.of("out", sql.query());
    }

    private static String plus(String time, Duration duration) {
        if (duration.isZero()) {
            return time;
        }
        return time + (duration.isNegative() ? " - " : " + ") + SqlInterval.of(duration.abs());
    }

    @Override
    public String summary(Settings settings) {
        return JoinShape.summary(settings) + " · " + DurationText.format(settings.lower()) + " … "
                + DurationText.format(settings.upper());
    }
}
