package dev.tailrace.operators.time;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Checked;
import dev.tailrace.language.ColumnRoom;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.language.Projection;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.DurationText;
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
import org.jspecify.annotations.Nullable;

/**
 * Adds a row where nothing has come for a while: one for each interval of silence, for all rows or for each key.
 *
 * <p>All rows pass at once. Silence is told in event time, and once the watermark has reached its end, so that rows out of
 * order do not break it: after a row of a time, if none follows up to an interval later, a heartbeat of that time leaves,
 * and so on after each further interval, as many as the settings allow; then the key is forgotten until its next row. At
 * the end of the input, silence counts up to the latest row. A heartbeat has the key, its time, the constants that are
 * set, and NULL in all other columns. A late row passes and changes nothing. NULL is a key like others. Flink SQL has
 * nothing of the kind.
 */
@AutoService(Operator.class)
public final class Heartbeat implements TransformOperator<Heartbeat.Settings> {
    /** What a heartbeat has in a column. */
    public record ConstantColumn(
            @Setting(kind = Kind.COLUMN) String column, @Setting(kind = Kind.EXPRESSION) String value) {}

    /**
     * When there are heartbeats, and what is in them.
     *
     * @param most so many in one silence
     */
    public record Settings(
            @Setting(kind = Kind.DURATION, defaultJson = "\"1 min\"") Duration interval,
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]") List<String> keys,
            @Setting(kind = Kind.LIST, defaultJson = "[]") List<ConstantColumn> constants,
            @Setting(kind = Kind.NUMBER, defaultJson = "10", min = 1, max = 1_000_000) int most) {
        public Settings {
            keys = List.copyOf(keys);
            constants = List.copyOf(constants);
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "heartbeat",
                "operators",
                Family.TIME,
                "mdi2h-heart-pulse",
                List.of(Port.in(), Port.out()),
                List.of("silence", "gap", "missing rows", "keep alive", "fill", "timeout", "watchdog"),
                List.of("MonitorActivity (NiFi)", "timers (Beam, Flink)"));
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
        if (settings.interval().isZero()) {
            problems.add(Problem.error("operators.heartbeat.no-interval").in("interval"));
        }
        if (input.eventTime() == null) {
            problems.add(MissingEventTime.problem("operators.needs-event-time", input.schema()));
        }
        Set<String> given = new HashSet<>(settings.keys());
        if (input.eventTime() != null && !given.add(input.eventTime())) {
            problems.add(Problem.error("operators.heartbeat.time-key", input.eventTime())
                    .in("keys"));
        }
        for (int i = 0; i < settings.constants().size(); i++) {
            String place = "constants[" + i + "].";
            ConstantColumn constant = settings.constants().get(i);
            Problem unknown = ColumnNames.check(constant.column(), input.schema(), place + "column");
            if (unknown != null) {
                problems.add(unknown);
            } else if (!given.add(constant.column())) {
                problems.add(Problem.error("operators.column-twice", constant.column())
                        .in(place + "column"));
            } else {
                checked(placement, constant)
                        .problems()
                        .forEach(problem ->
                                problems.add(problem.at((Problem.Span) null).in(place + "value")));
            }
        }
        // What a heartbeat does not have is NULL.
        List<Field> fields = input.schema().fields().stream()
                .map(field -> given.contains(field.name()) ? field : Field.of(field.name(), field.type()))
                .toList();
        return new Output(Map.of("out", input.withSchema(new Schema(fields))), problems);
    }

    private static Checked checked(Placement<Settings> placement, ConstantColumn constant) {
        Field field = Objects.requireNonNull(placement.input().schema().field(constant.column()));
        // The line ends before the bracket so that a comment at the end of the text does not swallow it.
        return placement.check("CAST((" + constant.value() + "\n) AS " + field.type() + ")", Schema.EMPTY);
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        Schema schema = placement.input().schema();
        BitSet columns = (BitSet) demanded.getOrDefault("out", new BitSet()).clone();
        placement.settings().keys().forEach(key -> columns.set(schema.indexOf(key)));
        columns.set(schema.indexOf(Objects.requireNonNull(placement.input().eventTime())));
        return Map.of("in", columns);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return new HeartbeatProcessor(setup, constants(setup.placement()));
    }

    /** The values that are set, one per column of the input, in one row; null where none is. */
    private static @Nullable Column[] constants(Placement<Settings> placement) {
        Schema schema = placement.input().schema();
        @Nullable Column[] columns = new Column[schema.size()];
        for (ConstantColumn constant : placement.settings().constants()) {
            Expression expression =
                    Objects.requireNonNull(checked(placement, constant).expression());
            Projection projection = Language.compileProjection(List.of(expression), Schema.EMPTY);
            Batch one = Batch.of(Schema.EMPTY, 1, new Column[0], null);
            columns[schema.indexOf(constant.column())] = projection.evaluate(one, new ColumnRoom())[0];
        }
        return columns;
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.heartbeat.flink"), null);
    }

    @Override
    public String summary(Settings settings) {
        return DurationText.format(settings.interval())
                + (settings.keys().isEmpty() ? "" : " · " + String.join(", ", settings.keys()));
    }
}
