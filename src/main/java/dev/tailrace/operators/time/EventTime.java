package dev.tailrace.operators.time;

import com.google.auto.service.AutoService;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
import dev.tailrace.data.Schema;
import dev.tailrace.data.json.JsonText;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Expression;
import dev.tailrace.language.TypeGroup;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.ConditionCheck;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says which column is the time of an event, and how far rows may be out of order.
 *
 * <p>The watermark is the greatest time so far minus the disorder minus 1 ms, as of Flink's
 * {@code BoundedOutOfOrdernessWatermarks}, and acts as if it were sent after every row: a batch is cut before a row that
 * the watermark has passed already, or is 1 ms short of, and the watermark goes first. So what is late does not depend on
 * batches, nor does whether a row finds the session still open that it is exactly the gap behind. A row without a time
 * fails. Watermarks from before end here; only that of the end of input passes.
 *
 * <p>Instead of disorder, the rows themselves may say how far time has come: by an expression over their columns, of
 * which the watermark is the greatest value so far, as of Flink's {@code WATERMARK FOR column AS expression}; or by a
 * condition, so that the watermark is the time, minus 1 ms, of the latest row for which it holds. A row of which the
 * expression is NULL, or for which the condition does not hold, says nothing. A row is measured by the watermark of the
 * rows before it, not by its own.
 *
 * <p>If no row comes for as long as the idle timeout says, by the clock, whoever combines this stream with others waits
 * for it no longer, until its next row; rows of it that are too old by then are late. On Flink it waits: there the
 * timeout is one for a whole job ({@code table.exec.source.idle-timeout}).
 *
 * <p>A known difference: Flink's SQL runtime sends no watermark before 1970-01-01T00:00 UTC, so that there no row is late
 * and windows fire only once a later one comes or the input ends. Here they are as at any other time.
 */
@AutoService(Operator.class)
public final class EventTime implements TransformOperator<EventTime.Settings> {
    /** What the watermark follows from. */
    public enum Strategy {
        /** The greatest time so far, minus the disorder. */
        DISORDER,
        /** The greatest time so far: times never fall. */
        ASCENDING,
        /** The greatest value so far of an expression. */
        EXPRESSION,
        /** The time of the latest row for which a condition holds. */
        PUNCTUATED
    }

    /**
     * The column and what the watermark follows from.
     *
     * @param disorder for {@link Strategy#DISORDER}
     * @param expression a time for {@link Strategy#EXPRESSION}, a condition for {@link Strategy#PUNCTUATED}; otherwise
     *     not used
     * @param idleTimeout zero for never
     */
    public record Settings(
            @Setting(kind = Kind.COLUMN, types = TypeGroup.TIME) String column,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"disorder\"") Strategy strategy,
            @Setting(kind = Kind.DURATION, defaultJson = "\"5 s\"", shownWhen = "strategy: disorder") Duration disorder,
            @Setting(kind = Kind.EXPRESSION, shownWhen = "strategy: expression, punctuated") @Nullable
                    String expression,
            @Setting(kind = Kind.DURATION, defaultJson = "\"0 s\"", advanced = true) Duration idleTimeout,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", advanced = true) ErrorPolicy onError) {
        /** With a watermark of bounded disorder. */
        public static Settings of(String column, Duration disorder, Duration idleTimeout, ErrorPolicy onError) {
            return new Settings(column, Strategy.DISORDER, disorder, null, idleTimeout, onError);
        }
    }

    private static final int MAX_PRECISION = 3;

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "event-time",
                "operators",
                Family.TIME,
                "mdi2c-clock-start",
                List.of(Port.in(), Port.out(), Port.errors()),
                List.of("watermark", "timestamp", "out of order", "lateness", "rowtime"),
                List.of("WATERMARK (Flink)", "WithTimestamps (Beam)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        String column = placement.settings().column();
        Schema schema = placement.input().schema();
        List<Problem> problems = new ArrayList<>();
        Problem unknown = ColumnNames.check(column, schema, "column");
        if (unknown != null) {
            return Output.failed(unknown);
        }
        Problem wrongType = typeProblem(Objects.requireNonNull(schema.field(column)));
        if (wrongType != null) {
            problems.add(wrongType);
        }
        problems.addAll(expressionProblems(placement));
        StreamType out = placement.input().withEventTime(wrongType == null ? column : null);
        return new Output(Map.of("out", out, "error", ComputableRows.errors(placement.input())), problems);
    }

    private static List<Problem> expressionProblems(Placement<Settings> placement) {
        Settings settings = placement.settings();
        if (!readsExpression(settings)) {
            return List.of();
        }
        boolean isCondition = settings.strategy() == Strategy.PUNCTUATED;
        if (settings.expression() == null) {
            String code = isCondition ? "operators.event-time.no-condition" : "operators.event-time.no-expression";
            return List.of(Problem.error(code).in("expression"));
        }
        Checked checked = placement.check(settings.expression());
        if (isCondition) {
            return ConditionCheck.problems(checked, "expression");
        }
        List<Problem> problems = new ArrayList<>();
        checked.problems().forEach(problem -> problems.add(problem.in("expression")));
        Expression expression = checked.expression();
        Field time = Objects.requireNonNull(placement.input().schema().field(settings.column()));
        if (expression != null && !expression.type().equals(time.type())) {
            problems.add(
                    Problem.error("operators.event-time.expression-type", expression.type(), time.name(), time.type())
                            .in("expression"));
        }
        return problems;
    }

    private static boolean readsExpression(Settings settings) {
        return settings.strategy() == Strategy.EXPRESSION || settings.strategy() == Strategy.PUNCTUATED;
    }

    /** The expression that says how far time has come, of settings that have passed the check; null if none does. */
    static @Nullable Expression expression(Placement<Settings> placement) {
        String text = placement.settings().expression();
        return readsExpression(placement.settings()) && text != null
                ? placement.check(text).expression()
                : null;
    }

    private static @Nullable Problem typeProblem(Field field) {
        DataType type = field.type();
        if (type.kind().isTimestamp()) {
            return type.precision() <= MAX_PRECISION
                    ? null
                    : conversion("operators.event-time.precision", field, "CAST(%s AS " + type.kind() + "(3))");
        }
        return switch (type.kind()) {
            case BIGINT -> conversion("operators.event-time.number", field, "TO_TIMESTAMP_LTZ(%s, 3)");
            case STRING -> conversion("operators.event-time.text", field, "CAST(%s AS TIMESTAMP(3))");
            default ->
                Problem.error("operators.event-time.type", field.name(), type).in("column");
        };
    }

    private static Problem conversion(String code, Field field, String call) {
        String expression = call.formatted(FlinkScript.quote(field.name()));
        String json = "{\"columns\":[{\"name\":" + JsonText.quoted(field.name()) + ",\"expression\":"
                + JsonText.quoted(expression) + "}]}";
        return Problem.error(code, field.name(), field.type())
                .in("column")
                .fixedBy(new Fix.InsertBefore(
                        "operators.event-time.fix.convert", List.of(field.name()), "derive", json));
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        Schema schema = placement.input().schema();
        BitSet columns = new BitSet();
        demanded.values().forEach(columns::or);
        columns = columns.get(0, schema.size());
        columns.set(schema.indexOf(placement.settings().column()));
        Expression expression = expression(placement);
        if (expression != null) {
            columns.or(expression.columns());
        }
        return Map.of("in", columns);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return new EventTimeProcessor(setup);
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Settings settings = placement.settings();
        if (placement.isWired("error")) {
            return new FlinkNode.Refused(Problem.error("operators.flink-error-port"), "error");
        }
        boolean skipsNulls = settings.onError() == ErrorPolicy.SKIP;
        Expression expression = expression(placement);
        if (expression == null) {
            long bound = settings.strategy() == Strategy.ASCENDING
                    ? 0
                    : settings.disorder().toMillis();
            return new FlinkNode.EventTime(settings.column(), bound, skipsNulls);
        }
        Problem refusal = settings.onError().flinkRefusal(List.of(expression));
        if (refusal != null) {
            return new FlinkNode.Refused(refusal, "onError");
        }
        String time = FlinkScript.quote(settings.column());
        String watermark = settings.strategy() == Strategy.EXPRESSION
                ? expression.sql()
                : "CASE WHEN " + expression.sql() + "\nTHEN " + time + " - INTERVAL '0.001' SECOND END";
        return new FlinkNode.EventTime(settings.column(), 0, skipsNulls, watermark);
    }

    @Override
    public String summary(Settings settings) {
        return settings.column();
    }
}
