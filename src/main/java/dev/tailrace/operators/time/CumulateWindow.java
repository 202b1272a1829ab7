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
 * Aggregates each stretch of time as it grows: the day so far, every hour.
 *
 * <p>Windows start at multiples of the size since the epoch, by the wall clock of the pipeline's time zone if the event
 * time is TIMESTAMP_LTZ; of those that start together each is a step longer than the one before, up to the size. A
 * window's results come once the watermark reaches its end minus 1 ms: windows in order of time. A group gives a result
 * from the first window on that has a row of it, whether or not more rows come. A row is late once the longest of its
 * windows has fired: it goes to the late port, or is counted; before, it counts in those that have not. Results and
 * their types are those of Flink's CUMULATE and aggregate functions.
 */
@AutoService(Operator.class)
public final class CumulateWindow implements TransformOperator<CumulateWindow.Settings> {
    /** Step, size and place of the windows, groups and aggregates. */
    public record Settings(
            @Setting(kind = Kind.DURATION) Duration size,
            @Setting(kind = Kind.DURATION) Duration step,
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
                "cumulate-window",
                "operators",
                Family.TIME,
                "mdi2c-chart-timeline",
                WindowAggregation.ports(),
                List.of(
                        "so far",
                        "running total",
                        "month to date",
                        "day so far",
                        "early results",
                        "group by",
                        "aggregate"),
                List.of("CUMULATE (Flink)"));
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
                                .positive("step", settings.step())
                                .step("step", settings.step(), settings.size())
                                .dividing("step", settings.step(), settings.size())
                                .offset(settings.offset(), settings.size()),
                        function(settings));
    }

    private static WindowFunction function(Settings settings) {
        return WindowFunction.cumulate(settings.size(), settings.step(), settings.offset());
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return new WindowAggregation<>(placement).demand(demanded);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        Settings settings = setup.settings();
        return new WindowAggregation<>(setup.placement())
                .sliced(setup, Slicing.cumulating(settings.size(), settings.step(), settings.offset()));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Settings settings = placement.settings();
        return new WindowAggregation<>(placement).flink(script, function(settings));
    }

    @Override
    public String summary(Settings settings) {
        return WindowAggregation.summary(settings, settings.size(), settings.step());
    }
}
