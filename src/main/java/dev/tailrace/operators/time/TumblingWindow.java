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
import dev.tailrace.operator.window.Slicing;
import dev.tailrace.operator.window.WindowAggregation;
import dev.tailrace.operator.window.WindowFunction;
import dev.tailrace.operator.window.WindowLengths;
import dev.tailrace.operator.window.WindowSettings;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Aggregates the rows of each stretch of time, one after the other.
 *
 * <p>Windows are half-open and aligned to the epoch, by the wall clock of the pipeline's time zone if the event time is
 * TIMESTAMP_LTZ. A window's results come once the watermark reaches its end minus 1 ms: windows in order of time, groups
 * in order of arrival. A row for a window that has fired is late: it goes to the late port, or is counted. Windows and
 * groups without rows give nothing. Results and their types are those of Flink's TUMBLE and aggregate functions; their
 * event time is {@code window_time}, the last millisecond of the window.
 */
@AutoService(Operator.class)
public final class TumblingWindow implements TransformOperator<TumblingWindow.Settings> {
    /** Size and place of the windows, groups and aggregates. */
    public record Settings(
            @Setting(kind = Kind.DURATION) Duration size,
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]") List<String> groupBy,
            @Setting(kind = Kind.LIST) List<AggregateColumn> aggregates,
            @Setting(kind = Kind.DURATION, defaultJson = "\"0 s\"", advanced = true) Duration offset,
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
                "tumbling-window",
                "operators",
                Family.TIME,
                "mdi2v-view-week-outline",
                WindowAggregation.ports(),
                List.of("group by", "aggregate", "count", "sum", "average", "per hour", "per minute", "interval"),
                List.of("TUMBLE (Flink)", "FixedWindows (Beam)", "tumbling window (Kafka Streams)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        return new WindowAggregation<>(placement)
                .output(
                        new WindowLengths()
                                .positive("size", settings.size())
                                .offset(settings.offset(), settings.size()),
                        function(settings));
    }

    private static WindowFunction function(Settings settings) {
        return WindowFunction.tumble(settings.size(), settings.offset());
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return new WindowAggregation<>(placement).demand(demanded);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        Settings settings = setup.settings();
        return new WindowAggregation<>(setup.placement())
                .sliced(setup, Slicing.tumbling(settings.size(), settings.offset()));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Settings settings = placement.settings();
        return new WindowAggregation<>(placement).flink(script, function(settings));
    }

    @Override
    public String summary(Settings settings) {
        return WindowAggregation.summary(settings, settings.size());
    }
}
