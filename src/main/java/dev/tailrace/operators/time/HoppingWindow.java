package dev.tailrace.operators.time;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Problem;
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
 * Aggregates the rows of the last stretch of time, again and again: the last hour, every minute.
 *
 * <p>A window of the given size starts at every multiple of the slide since the epoch, by the wall clock of the
 * pipeline's time zone if the event time is TIMESTAMP_LTZ; so windows overlap, and a row counts in each that has its
 * time. A window's results come once the watermark reaches its end minus 1 ms: windows in order of time, groups in order
 * of the slices of time that they first appear in, and in them of arrival. A row is late once the last of its windows
 * has fired: it goes to the late port, or is counted; before, it counts in those that have not. Windows and groups
 * without rows give nothing. Results and their types are those of Flink's HOP and aggregate functions. Flink does not
 * take a size that is no multiple of the slide; here it may be any.
 */
@AutoService(Operator.class)
public final class HoppingWindow implements TransformOperator<HoppingWindow.Settings> {
    /** Size, distance and place of the windows, groups and aggregates. */
    public record Settings(
            @Setting(kind = Kind.DURATION) Duration size,
            @Setting(kind = Kind.DURATION) Duration slide,
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]") List<String> groupBy,
            @Setting(kind = Kind.LIST) List<AggregateColumn> aggregates,
            @Setting(kind = Kind.DURATION, defaultJson = "\"0 s\"", advanced = true) Duration offset,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", advanced = true) ErrorPolicy onError)
            implements WindowSettings {
        public Settings {
            groupBy = List.copyOf(groupBy);
            aggregates = List.copyOf(aggregates);
        }

        boolean isMultiple() {
            return size.toMillis() % slide.toMillis() == 0;
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "hopping-window",
                "operators",
                Family.TIME,
                "mdi2v-view-carousel-outline",
                WindowAggregation.ports(),
                List.of(
                        "sliding",
                        "moving average",
                        "last hour",
                        "last minutes",
                        "group by",
                        "aggregate",
                        "overlapping"),
                List.of("HOP (Flink)", "SlidingWindows (Beam)", "hopping window (Kafka Streams)"));
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
                                .positive("slide", settings.slide())
                                .step("slide", settings.slide(), settings.size())
                                .offset(settings.offset(), settings.slide()),
                        function(settings));
    }

    private static WindowFunction function(Settings settings) {
        return WindowFunction.hop(settings.size(), settings.slide(), settings.offset());
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return new WindowAggregation<>(placement).demand(demanded);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        Settings settings = setup.settings();
        return new WindowAggregation<>(setup.placement())
                .sliced(setup, Slicing.hopping(settings.size(), settings.slide(), settings.offset()));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Settings settings = placement.settings();
        if (!settings.isMultiple()) {
            return new FlinkNode.Refused(Problem.error("operators.hopping-window.flink-multiple"), "slide");
        }
        return new WindowAggregation<>(placement).flink(script, function(settings));
    }

    @Override
    public String summary(Settings settings) {
        return WindowAggregation.summary(settings, settings.size(), settings.slide());
    }
}
