package dev.tailrace.operators.analyse;

import com.google.auto.service.AutoService;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.language.TypeGroup;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says in which areas a position lies, or when it enters and leaves them.
 *
 * <p>Areas are polygons with or without holes, or several together, written as {@link Fences} says, here or in a file
 * that is read when the run begins. Edges are straight in longitude and latitude, not along great circles, as in RFC 7946
 * (3.1.1); an area across the 180th meridian is to be cut in two (3.1.9). A position on an edge lies in, as
 * {@code ST_Covers} of the Simple Features has it; computed by JTS. Rows keep their order.
 *
 * <p>Adds {@code fence}: the id of the first area that has the position, in the order in which they are written, or NULL;
 * or a row for each such area, a single one with NULL where there is none; or of each key only the rows with which it
 * enters or leaves an area, one for each, leaving first, with {@code event} {@code enter} or {@code leave}. A key is in no
 * area before its first row. A position that is NULL, NaN or infinite lies in no area, and nobody moves by it.
 */
@AutoService(Operator.class)
public final class GeoFence implements TransformOperator<GeoFence.Settings> {
    /** What is said of the areas of a row. */
    public enum Mode {
        FIRST,
        EVERY,
        MOVES
    }

    /**
     * @param keys who enters and leaves
     * @param fences the areas, or null
     * @param file with the areas, or null
     * @param idProperty of GeoJSON features
     */
    public record Settings(
            @Setting(kind = Kind.COLUMN, types = TypeGroup.NUMBER) String longitude,
            @Setting(kind = Kind.COLUMN, types = TypeGroup.NUMBER) String latitude,
            @Setting(kind = Kind.LONG_TEXT) @Nullable String fences,
            @Setting(kind = Kind.FILE) @Nullable String file,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"first\"") Mode mode,
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]") List<String> keys,
            @Setting(kind = Kind.TEXT, defaultJson = "\"id\"", advanced = true) String idProperty,
            @Setting(kind = Kind.TEXT, advanced = true, texts = "learned") @Nullable String prefix) {
        public Settings {
            keys = List.copyOf(keys);
        }

        /** The areas that are written here, or null. */
        @Nullable
        String written() {
            return fences == null || fences.isBlank() ? null : fences;
        }

        private LearnedColumns columns() {
            List<Field> added = new ArrayList<>(List.of(Field.of("fence", DataType.STRING)));
            if (mode == Mode.MOVES) {
                added.set(0, Field.required("fence", DataType.STRING));
                added.add(Field.required("event", DataType.STRING));
            }
            return new LearnedColumns(
                    mode == Mode.MOVES ? keys : List.of(),
                    List.of(longitude, latitude),
                    List.of("longitude", "latitude"),
                    prefix,
                    added,
                    false);
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "geo-fence",
                "operators",
                Family.ANALYSE,
                "mdi2m-map-marker-radius-outline",
                List.of(Port.in(), Port.out()),
                List.of("polygon", "geojson", "area", "position", "inside", "enter", "leave", "map", "coordinates"),
                List.of("ST_Covers (PostGIS)", "geofence (GeoEvent)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        List<Problem> problems = new ArrayList<>();
        String written = settings.written();
        boolean hasFile = settings.file() != null && !settings.file().isBlank();
        if (written == null && !hasFile) {
            problems.add(Problem.error("operators.geo-fence.nothing").in("fences"));
        } else if (written != null && hasFile) {
            problems.add(Problem.error("operators.geo-fence.twice").in("file"));
        } else if (written != null) {
            Fences.parse(written, settings.idProperty())
                    .problems()
                    .forEach(problem -> problems.add(problem.in("fences")));
        }
        return settings.columns().output(placement, problems);
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return placement.settings().columns().demand(placement, demanded);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return setup.settings().mode() == Mode.FIRST
                ? new FencedRows(setup)
                : new FenceRows(setup, setup.settings().columns().keys());
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.geo-fence.flink"), null);
    }

    @Override
    public String summary(Settings settings) {
        return settings.longitude() + ", " + settings.latitude() + " · "
                + settings.mode().name().toLowerCase(Locale.ROOT);
    }
}
