package dev.tailrace.operators.sinks;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Field;
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
 * Draws the latest rows as points on a map of the world.
 *
 * <p>Latitude and longitude are degrees, north and east positive; a row where one of them is NULL, or that lies outside
 * of -90 to 90 and -180 to 180, gives no point. A number column colours points from its least to its greatest value, any
 * other column gives each of its values a colour. Of a changelog, a point is taken away when its row is taken back.
 */
@AutoService(Operator.class)
public final class MapSink implements SinkOperator<MapSink.Settings> {
    /** What is drawn where. */
    public record Settings(
            @Setting(kind = Kind.COLUMN, types = TypeGroup.NUMBER) String latitude,
            @Setting(kind = Kind.COLUMN, types = TypeGroup.NUMBER) String longitude,
            @Setting(kind = Kind.COLUMN, types = TypeGroup.NUMBER) @Nullable String size,
            @Setting(kind = Kind.COLUMN) @Nullable String colour,
            @Setting(kind = Kind.NUMBER, defaultJson = "5000", min = 1, max = 1_000_000, advanced = true) int keep) {
        private Set<String> columns() {
            Set<String> columns = new LinkedHashSet<>(List.of(latitude));
            columns.add(longitude);
            if (size != null) {
                columns.add(size);
            }
            if (colour != null) {
                columns.add(colour);
            }
            return columns;
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "map-sink",
                "operators",
                Family.SINKS,
                "mdi2m-map-outline",
                List.of(Port.inChanges()),
                List.of("world", "geo", "latitude", "longitude", "points", "places", "chart"),
                List.of("Geomap panel (Grafana)", "worldmap (Node-RED)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        return ChartColumns.of(placement)
                .number(settings.latitude(), "latitude")
                .number(settings.longitude(), "longitude")
                .number(settings.size(), "size")
                .known(settings.colour(), "colour")
                .output();
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return ChartColumns.demand(placement, placement.settings().columns());
    }

    @Override
    public Sink sink(Setup<Settings> setup) {
        Settings settings = setup.settings();
        Schema schema = setup.inputSchema();
        String colour = settings.colour();
        Field coloured = colour == null ? null : schema.field(colour);
        boolean ramp = coloured != null && coloured.type().kind().isNumeric();
        String size = settings.size();
        ChartPlan plan = ChartPlan.of(ChartView.Kind.MAP, ChartView.Axis.NUMBER, settings.longitude(), settings.keep())
                .withY(ChartView.Axis.NUMBER, settings.latitude())
                .withMarks(size == null ? "" : size, ramp && colour != null ? colour : "");
        return new ChartFeed(
                schema,
                plan,
                new ChartFeed.Roles(
                        settings.longitude(),
                        List.of(settings.latitude()),
                        ramp ? null : colour,
                        size,
                        ramp ? colour : null),
                setup.placement().environment().zone());
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return ChartColumns.flink(placement, placement.settings().columns(), script);
    }

    @Override
    public String summary(Settings settings) {
        return settings.latitude() + ", " + settings.longitude();
    }
}
