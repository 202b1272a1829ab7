package dev.tailrace.operators.sinks;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Problem;
import dev.tailrace.language.TypeGroup;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.view.ChartPlan;
import dev.tailrace.operator.view.ChartView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows the latest value of a column on a dial, or of each value of another column one dial.
 *
 * <p>The latest is that of the row that came last. A row whose value is NULL or not finite leaves the dial as it is. Of a
 * changelog, a row that is taken back shows the value before it, as far as that is kept.
 */
@AutoService(Operator.class)
public final class GaugeSink implements SinkOperator<GaugeSink.Settings> {
    /** Enough to go back over an update of a changelog, which takes a row back before it brings the new one. */
    private static final int KEEP = 64;

    /** What is shown, and the range of the dial. */
    public record Settings(
            @Setting(kind = Kind.COLUMN, types = TypeGroup.NUMBER) String value,
            @Setting(kind = Kind.COLUMN) @Nullable String by,
            @Setting(kind = Kind.NUMBER, defaultJson = "0") double least,
            @Setting(kind = Kind.NUMBER) @Nullable Double most,
            @Setting(kind = Kind.NUMBER) @Nullable Double warnAt,
            @Setting(kind = Kind.NUMBER) @Nullable Double alarmAt) {
        private List<String> columns() {
            List<String> columns = new ArrayList<>(List.of(value));
            if (by != null && !by.equals(value)) {
                columns.add(by);
            }
            return columns;
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "gauge-sink",
                "operators",
                Family.SINKS,
                "mdi2g-gauge",
                List.of(Port.inChanges()),
                List.of("dial", "meter", "speedometer", "latest", "level", "chart", "threshold"),
                List.of("Dashboard gauge (Node-RED)", "Gauge panel (Grafana)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        return ChartColumns.of(placement)
                .number(settings.value(), "value")
                .known(settings.by(), "by")
                .add(above(settings.least(), settings.most(), "most"))
                .add(within(settings, settings.warnAt(), "warnAt"))
                .add(within(settings, settings.alarmAt(), "alarmAt"))
                .add(settings.warnAt() == null ? null : above(settings.warnAt(), settings.alarmAt(), "alarmAt"))
                .output();
    }

    private static @Nullable Problem above(double lower, @Nullable Double upper, String setting) {
        return upper == null || upper > lower
                ? null
                : Problem.error("operators.gauge-sink.order", plain(upper), plain(lower))
                        .in(setting);
    }

    private static @Nullable Problem within(Settings settings, @Nullable Double at, String setting) {
        if (at == null || (at >= settings.least() && (settings.most() == null || at <= settings.most()))) {
            return null;
        }
        return Problem.error("operators.gauge-sink.off-dial", plain(at)).in(setting);
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return ChartColumns.demand(placement, placement.settings().columns());
    }

    @Override
    public Sink sink(Setup<Settings> setup) {
        Settings settings = setup.settings();
        ChartPlan plan = ChartPlan.of(ChartView.Kind.GAUGE, ChartView.Axis.NUMBER, "", KEEP)
                .withY(ChartView.Axis.NUMBER, settings.value())
                .withScale(
                        new ChartPlan.Scale(settings.least(), settings.most(), settings.warnAt(), settings.alarmAt()));
        return new ChartFeed(
                setup.inputSchema(),
                plan,
                new ChartFeed.Roles(null, List.of(settings.value()), settings.by(), null, null),
                setup.placement().environment().zone());
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return ChartColumns.flink(placement, placement.settings().columns(), script);
    }

    @Override
    public String summary(Settings settings) {
        return settings.by() == null ? settings.value() : settings.value() + ", " + settings.by();
    }
}
