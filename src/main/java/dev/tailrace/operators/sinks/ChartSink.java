package dev.tailrace.operators.sinks;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
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
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Draws the latest rows as lines, areas, bars, dots, a histogram, a heat map or the greatest in order.
 *
 * <p>Each column of {@code y} is a series, or one per value of the series column. A histogram counts how many rows have
 * an {@code x} in each of some intervals of equal length; a heat map counts the rows in each field of {@code x} and
 * {@code y}, or adds up the {@code value} column there; the greatest are those places of {@code x} whose latest
 * {@code y} is greatest. Numbers and times are divided into at most {@code bins} intervals whose bounds are round.
 *
 * <p>A row whose x or y is NULL or not finite gives no point. Of a changelog it draws the table that it makes: a point is
 * taken away when its row is taken back.
 */
@AutoService(Operator.class)
public final class ChartSink implements SinkOperator<ChartSink.Settings> {
    /** How rows are drawn. */
    public enum Drawing {
        LINE,
        AREA,
        BAR,
        HISTOGRAM,
        HEAT_MAP,
        SCATTER,
        TOP_N;

        private ChartView.Kind kind() {
            return ChartView.Kind.valueOf(name());
        }
    }

    /** What is drawn. */
    public record Settings(
            @Setting(kind = Kind.CHOICE, defaultJson = "\"line\"") Drawing kind,
            @Setting(kind = Kind.COLUMN) String x,
            @Setting(kind = Kind.COLUMNS, types = TypeGroup.NUMBER, defaultJson = "[]") List<String> y,
            @Setting(kind = Kind.COLUMN) @Nullable String series,
            @Setting(kind = Kind.COLUMN, types = TypeGroup.NUMBER, advanced = true) @Nullable String value,
            @Setting(
                            kind = Kind.NUMBER,
                            defaultJson = "24",
                            min = 2,
                            max = 200,
                            advanced = true,
                            shownWhen = "kind: histogram, heat-map")
                    int bins,
            @Setting(
                            kind = Kind.NUMBER,
                            defaultJson = "10",
                            min = 1,
                            max = 100,
                            advanced = true,
                            shownWhen = "kind: top-n")
                    int top,
            @Setting(kind = Kind.NUMBER, defaultJson = "2000", min = 2, max = 1_000_000, advanced = true) int keep) {
        public Settings {
            y = List.copyOf(y);
        }

        private Set<String> columns() {
            Set<String> columns = new LinkedHashSet<>();
            columns.add(x);
            if (kind != Drawing.HISTOGRAM) {
                columns.addAll(y);
            }
            if (series != null) {
                columns.add(series);
            }
            if (value != null && kind == Drawing.HEAT_MAP) {
                columns.add(value);
            }
            return columns;
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "chart-sink",
                "operators",
                Family.SINKS,
                "mdi2c-chart-line",
                List.of(Port.inChanges()),
                List.of(
                        "plot",
                        "graph",
                        "line",
                        "area",
                        "bar",
                        "histogram",
                        "heat map",
                        "heatmap",
                        "scatter",
                        "top",
                        "leaderboard",
                        "diagram",
                        "visualise"),
                List.of("Dashboard chart (Node-RED)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        ChartColumns columns = ChartColumns.of(placement).known(settings.series(), "series");
        switch (settings.kind()) {
            case HISTOGRAM -> columns.measure(settings.x(), "x");
            case HEAT_MAP -> {
                columns.axis(settings.x(), "x")
                        .number(settings.value(), "value")
                        .add(oneUp(settings));
                settings.y().stream().findFirst().ifPresent(first -> columns.axis(first, "y[0]"));
            }
            case TOP_N ->
                columns.axis(settings.x(), "x").numbers(settings.y(), "y").add(oneUp(settings));
            default ->
                columns.axis(settings.x(), "x").numbers(settings.y(), "y").add(someUp(settings));
        }
        return columns.output();
    }

    private static @Nullable Problem someUp(Settings settings) {
        return settings.y().isEmpty()
                ? Problem.error("operators.chart-sink.no-y").in("y")
                : null;
    }

    private static @Nullable Problem oneUp(Settings settings) {
        return settings.y().size() == 1
                ? null
                : settings.y().isEmpty()
                        ? someUp(settings)
                        : Problem.error(
                                        "operators.chart-sink.one-y",
                                        settings.y().size())
                                .in("y");
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return ChartColumns.demand(placement, placement.settings().columns());
    }

    @Override
    public Sink sink(Setup<Settings> setup) {
        Settings settings = setup.settings();
        Schema schema = setup.inputSchema();
        boolean heat = settings.kind() == Drawing.HEAT_MAP;
        boolean counted = settings.kind() == Drawing.HISTOGRAM;
        List<String> up = counted ? List.of() : settings.y();
        ChartView.Axis upAxis = heat ? ChartColumns.axisOf(schema, up.get(0)) : ChartView.Axis.NUMBER;
        // The greatest are told by their words, also where these are numbers or times.
        ChartView.Axis across =
                settings.kind() == Drawing.TOP_N ? ChartView.Axis.LABEL : ChartColumns.axisOf(schema, settings.x());
        String value = heat ? settings.value() : null;
        ChartPlan plan = ChartPlan.of(settings.kind().kind(), across, settings.x(), settings.keep())
                .withY(upAxis, String.join(", ", up))
                .withBins(settings.bins())
                .withTop(settings.top())
                .withMarks(value == null ? "" : value, "");
        return new ChartFeed(
                schema,
                plan,
                new ChartFeed.Roles(settings.x(), up, settings.series(), value, null),
                setup.placement().environment().zone());
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return ChartColumns.flink(placement, placement.settings().columns(), script);
    }

    @Override
    public String summary(Settings settings) {
        return settings.kind() == Drawing.HISTOGRAM ? settings.x() : String.join(", ", settings.y());
    }
}
