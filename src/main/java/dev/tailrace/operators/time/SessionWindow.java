package dev.tailrace.operators.time;

import com.google.auto.service.AutoService;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.aggregate.AggregateColumn;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.window.WindowAggregation;
import dev.tailrace.operator.window.WindowFunction;
import dev.tailrace.operator.window.WindowLengths;
import dev.tailrace.operator.window.WindowSettings;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Aggregates rows that follow one another closely, such as the clicks of one visit.
 *
 * <p>Each combination of the group's columns has sessions of its own. A row belongs to a session if it comes no more
 * than the gap before or after another row of it; a row between two sessions makes them one. A session starts with its
 * first row and ends a gap after its last, by the wall clock of the pipeline's time zone if the event time is
 * TIMESTAMP_LTZ. Its result comes once the watermark reaches its end minus 1 ms: sessions in order of their ends, then of
 * their beginnings. A row is late if it continues no session that is open and would itself be over: it goes to the late
 * port, or is counted. Results and their types are those of Flink's SESSION, partitioned by the group's columns, and
 * aggregate functions.
 */
@AutoService(Operator.class)
public final class SessionWindow implements TransformOperator<SessionWindow.Settings> {
    /** Gap between sessions, groups and aggregates. */
    public record Settings(
            @Setting(kind = Kind.DURATION) Duration gap,
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]") List<String> groupBy,
            @Setting(kind = Kind.LIST) List<AggregateColumn> aggregates,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", advanced = true) ErrorPolicy onError)
            implements WindowSettings {
        public Settings {
            groupBy = List.copyOf(groupBy);
            aggregates = List.copyOf(aggregates);
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "session-window",
                "operators",
                Family.TIME,
                "mdi2g-gesture-tap-hold",
                WindowAggregation.ports(),
                List.of("inactivity", "visit", "gap", "clickstream", "user activity", "group by", "aggregate"),
                List.of("SESSION (Flink)", "Sessions (Beam)", "session window (Kafka Streams)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        return new WindowAggregation<>(placement)
                .output(new WindowLengths().positive("gap", settings.gap()), function(settings));
    }

    private static WindowFunction function(Settings settings) {
        return WindowFunction.session(settings.gap());
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return new WindowAggregation<>(placement).demand(demanded);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        Settings settings = setup.settings();
        return new WindowAggregation<>(setup.placement()).sessions(setup, settings.gap());
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Settings settings = placement.settings();
        return new WindowAggregation<>(placement).flink(script, function(settings));
    }

    @Override
    public String summary(Settings settings) {
        return WindowAggregation.summary(settings, settings.gap());
    }
}
