package dev.tailrace.operators.analyse;

import com.google.auto.service.AutoService;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Expression;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.ConditionCheck;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Follows each key through steps that are to come one after the other, and says how far it got.
 *
 * <p>Rows count in the order of their event times, rows of the same time in the order of their arrival. A funnel begins
 * with a row that fulfils the first step while the key has none; the next row that fulfils the next step takes it there,
 * all others are passed over. It is completed by the last step. A step counts up to and with {@code within} after the
 * first; once the watermark has passed that, the funnel is given up. A row takes a funnel one step at most, and one that
 * completes it does not begin another. This is the first funnel of {@code windowFunnel} of ClickHouse in its default
 * mode, and the ones after it.
 *
 * <p>One row leaves per funnel that was completed or given up: the key, {@code steps} (how many were reached),
 * {@code completed}, when each step was reached under the step's name, and {@code ended}, the time of the last step or
 * the end of {@code within}, which is the event time of the output. A condition that is NULL does not hold. Rows at or
 * before the watermark are late: they go to the late port, or are counted. NULL is a key like others.
 */
@AutoService(Operator.class)
public final class Funnel implements TransformOperator<Funnel.Settings> {
    /** A step: the name of its column, and when a row takes it. */
    public record Step(@Setting(kind = Kind.TEXT) String name, @Setting(kind = Kind.EXPRESSION) String condition) {}

    /** @param within how long after the first step the last one counts */
    public record Settings(
            @Setting(kind = Kind.COLUMNS) List<String> keys,
            @Setting(kind = Kind.LIST) List<Step> steps,
            @Setting(kind = Kind.DURATION, defaultJson = "\"1 d\"") Duration within,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", advanced = true) ErrorPolicy onError) {
        public Settings {
            keys = List.copyOf(keys);
            steps = List.copyOf(steps);
        }
    }

    static final int LATE = 1;
    static final int ERROR = 2;

    /** The steps that a row fulfils are the bits of a long. */
    private static final int MOST_STEPS = 60;

    private static final String REACHED = "steps";
    private static final String COMPLETED = "completed";
    private static final String ENDED = "ended";

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "funnel",
                "operators",
                Family.ANALYSE,
                "mdi2f-filter-variant",
                List.of(Port.in(), Port.out(), Port.late(), Port.errors()),
                List.of("conversion", "steps", "sequence", "journey", "drop-off", "checkout", "product analytics"),
                List.of("windowFunnel (ClickHouse)", "MATCH_RECOGNIZE (SQL)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        StreamType input = placement.input();
        Schema schema = input.schema();
        List<Problem> problems = new ArrayList<>(ColumnNames.check(settings.keys(), schema, "keys"));
        if (settings.steps().size() < 2 || settings.steps().size() > MOST_STEPS) {
            problems.add(
                    Problem.error("operators.funnel.step-count", MOST_STEPS).in("steps"));
        }
        Set<String> taken = new HashSet<>(settings.keys());
        taken.addAll(List.of(REACHED, COMPLETED, ENDED));
        for (int i = 0; i < settings.steps().size(); i++) {
            String place = "steps[" + i + "].";
            Problem name = ColumnNames.take(settings.steps().get(i).name(), taken, place + "name");
            if (name != null) {
                problems.add(name);
            }
            problems.addAll(ConditionCheck.problems(
                    placement.check(settings.steps().get(i).condition()), place + "condition"));
        }
        for (String reserved : List.of(REACHED, COMPLETED, ENDED)) {
            if (settings.keys().contains(reserved)) {
                problems.add(Problem.error("operators.duplicate-name", reserved).in("keys"));
            }
        }
        if (settings.within().isZero()) {
            problems.add(Problem.error("operators.funnel.within-zero").in("within"));
        }
        String time = input.eventTime();
        if (time == null) {
            problems.add(MissingEventTime.problem("operators.learned.no-event-time", schema));
        }
        StreamType errors = ComputableRows.errors(input);
        if (time == null || problems.stream().anyMatch(Problem::isError)) {
            return new Output(Map.of("late", input, "error", errors), problems);
        }
        return new Output(Map.of("out", out(settings, schema, time), "late", input, "error", errors), problems);
    }

    private static StreamType out(Settings settings, Schema input, String time) {
        DataType timeType = Objects.requireNonNull(input.field(time)).type();
        List<Field> fields = new ArrayList<>();
        settings.keys().forEach(key -> fields.add(Objects.requireNonNull(input.field(key))));
        fields.add(Field.required(REACHED, DataType.INT));
        fields.add(Field.required(COMPLETED, DataType.BOOLEAN));
        settings.steps().forEach(step -> fields.add(Field.of(step.name(), timeType)));
        fields.add(Field.required(ENDED, timeType));
        return StreamType.rows(new Schema(fields)).withEventTime(ENDED);
    }

    /** The conditions of settings that have passed the check. */
    static List<Expression> conditions(Placement<Settings> placement) {
        return placement.settings().steps().stream()
                .map(step ->
                        Objects.requireNonNull(placement.check(step.condition()).expression()))
                .toList();
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        Schema schema = placement.input().schema();
        BitSet columns = new BitSet();
        columns.or(demanded.getOrDefault("late", new BitSet()));
        columns.or(demanded.getOrDefault("error", new BitSet()).get(0, schema.size()));
        placement.settings().keys().forEach(name -> columns.set(schema.indexOf(name)));
        columns.set(schema.indexOf(LearnedColumns.time(placement)));
        conditions(placement).forEach(condition -> columns.or(condition.columns()));
        return Map.of("in", columns);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return new RunningFunnels(setup);
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.funnel.flink"), null);
    }

    @Override
    public String summary(Settings settings) {
        String steps = settings.steps().stream().map(Step::name).collect(Collectors.joining(" → "));
        return steps + " · " + DurationText.format(settings.within());
    }
}
