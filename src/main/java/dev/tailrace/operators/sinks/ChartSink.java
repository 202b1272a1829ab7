package dev.tailrace.operators.sinks;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.operator.ColumnNames;
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
import dev.tailrace.operator.SinkContext;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.view.ChartView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Draws the latest rows as lines or bars.
 *
 * <p>Each column of {@code y} is a series, or one per value of the series column. A row whose x or y is NULL gives no
 * point. Of a changelog it draws the table that it makes: a point is taken away when its row is taken back.
 */
@AutoService(Operator.class)
public final class ChartSink implements SinkOperator<ChartSink.Settings> {
    /** What is drawn. */
    public record Settings(
            @Setting(kind = Kind.CHOICE, defaultJson = "\"line\"") ChartView.Kind kind,
            @Setting(kind = Kind.COLUMN) String x,
            @Setting(kind = Kind.COLUMNS) List<String> y,
            @Setting(kind = Kind.COLUMN) @Nullable String series,
            @Setting(kind = Kind.NUMBER, defaultJson = "2000", min = 2, max = 1_000_000, advanced = true) int keep) {
        public Settings {
            y = List.copyOf(y);
        }

        private Set<String> columns() {
            Set<String> columns = new LinkedHashSet<>();
            columns.add(x);
            columns.addAll(y);
            if (series != null) {
                columns.add(series);
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
                List.of("plot", "graph", "line", "bar", "diagram", "visualise"),
                List.of("Dashboard chart (Node-RED)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        Schema schema = placement.input().schema();
        List<Problem> problems = new ArrayList<>();
        Problem unknownX = ColumnNames.check(settings.x(), schema, "x");
        if (unknownX != null) {
            problems.add(unknownX);
        } else {
            DataType type = schema.field(schema.indexOf(settings.x())).type();
            if (type.isNested()) {
                problems.add(Problem.error("operators.chart-sink.x-type", settings.x(), type)
                        .in("x"));
            }
        }
        if (settings.y().isEmpty()) {
            problems.add(Problem.error("operators.chart-sink.no-y").in("y"));
        }
        problems.addAll(ColumnNames.check(settings.y(), schema, "y"));
        for (int i = 0; i < settings.y().size(); i++) {
            Field field = schema.field(settings.y().get(i));
            if (field != null && !field.type().kind().isNumeric()) {
                problems.add(Problem.error("operators.chart-sink.y-type", field.name(), field.type())
                        .in("y[" + i + "]"));
            }
        }
        String series = settings.series();
        Problem unknownSeries = series == null ? null : ColumnNames.check(series, schema, "series");
        if (unknownSeries != null) {
            problems.add(unknownSeries);
        }
        return Output.failed(problems);
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        BitSet columns = new BitSet();
        placement
                .settings()
                .columns()
                .forEach(name -> columns.set(placement.input().schema().indexOf(name)));
        return Map.of("in", columns);
    }

    @Override
    public Sink sink(Setup<Settings> setup) {
        return new Running(setup);
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Schema schema = placement.input().schema();
        Set<String> names = placement.settings().columns();
        String columns = names.stream().map(FlinkScript::quote).collect(Collectors.joining(", "));
        return new FlinkNode.SinkTable(
                "SELECT " + columns + " FROM " + script.view(),
                names.stream().map(name -> schema.field(schema.indexOf(name))).toList(),
                List.of(),
                Map.of("connector", "print"));
    }

    @Override
    public String summary(Settings settings) {
        return String.join(", ", settings.y());
    }

    private static ChartView.Axis axis(DataType type) {
        if (type.kind().isTimestamp() || type.is(TypeKind.DATE)) {
            return ChartView.Axis.TIME;
        }
        return type.kind().isNumeric() ? ChartView.Axis.NUMBER : ChartView.Axis.LABEL;
    }

    private static final class Running implements Sink {
        private static final double MILLIS_PER_DAY = 86_400_000;

        private final ChartView view;
        private final int x;
        private final int[] y;
        private final List<String> names;
        private final int series;

        Running(Setup<Settings> setup) {
            Settings settings = setup.settings();
            Schema schema = setup.inputSchema();
            x = schema.indexOf(settings.x());
            y = settings.y().stream().mapToInt(schema::indexOf).toArray();
            names = settings.y();
            series = settings.series() == null ? -1 : schema.indexOf(settings.series());
            view = new ChartView(settings.kind(), axis(schema.field(x).type()), settings.x(), settings.keep());
        }

        @Override
        public void open(SinkContext context) {
            context.publish(view);
        }

        @Override
        public void write(Batch batch) {
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                Column at = batch.column(x);
                if (!at.isNull(index)) {
                    add(batch, index, position(at, index));
                }
            }
        }

        private void add(Batch batch, int index, double position) {
            for (int i = 0; i < y.length; i++) {
                Column column = batch.column(y[i]);
                if (!column.isNull(index)) {
                    String name = seriesName(batch, index, names.get(i));
                    double value = number(column, index);
                    if (batch.kindAt(index).weight() > 0) {
                        view.add(name, position, value);
                    } else {
                        view.remove(name, position, value);
                    }
                }
            }
        }

        private String seriesName(Batch batch, int index, String yName) {
            if (series < 0) {
                return yName;
            }
            String value = String.valueOf(batch.column(series).value(index));
            return names.size() == 1 ? value : value + " · " + yName;
        }

        private double position(Column column, int index) {
            return switch (view.axis()) {
                case TIME ->
                    column instanceof Column.Ints days
                            ? days.values[index] * MILLIS_PER_DAY
                            : ((Column.Longs) column).values[index];
                case NUMBER -> number(column, index);
                case LABEL -> view.label(String.valueOf(column.value(index)));
            };
        }

        private static double number(Column column, int index) {
            if (column instanceof Column.Doubles doubles) {
                return doubles.values[index];
            }
            if (column instanceof Column.Longs longs) {
                return longs.values[index];
            }
            if (column instanceof Column.Ints ints) {
                return ints.values[index];
            }
            if (column instanceof Column.Floats floats) {
                return floats.values[index];
            }
            return ((Column.Decimals) column).decimal(index).doubleValue();
        }
    }
}
