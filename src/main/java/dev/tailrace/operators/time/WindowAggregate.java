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
import dev.tailrace.operator.window.WindowSettings;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Aggregates rows that are in windows already: results of windows, such as the greatest of the counts of each window, or
 * rows of an Assign window node.
 *
 * <p>The windows are those of the rows. A window's results come once the watermark reaches its end minus 1 ms: windows in
 * order of their ends, groups in order of arrival. A row of a window that has fired is late: it goes to the late port, or
 * is counted. Results and their types are those of Flink's {@code GROUP BY window_start, window_end}.
 */
@AutoService(Operator.class)
public final class WindowAggregate implements TransformOperator<WindowAggregate.Settings> {
    /** Groups and aggregates. */
    public record Settings(
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
                "window-aggregate",
                "operators",
                Family.TIME,
                "mdi2s-sigma-lower",
                WindowAggregation.ports(),
                List.of("group by", "same window", "maximum per window", "count", "sum", "average"),
                List.of("GROUP BY window_start, window_end (Flink)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        return new WindowAggregation<>(placement).outputAttached();
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return new WindowAggregation<>(placement).demandAttached(demanded);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return new WindowAggregation<>(setup.placement()).attached(setup);
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new WindowAggregation<>(placement).flinkAttached(script);
    }

    @Override
    public String summary(Settings settings) {
        return WindowAggregation.summary(settings);
    }
}
