package dev.tailrace.operators.analyse;

import com.google.auto.service.AutoService;
import com.uber.h3core.H3Core;
import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.TypeGroup;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds the cell of Uber's H3 grid that a position lies in.
 *
 * <p>Cells are hexagons, and twelve pentagons, of about the same size everywhere: about 4.4 million km² at resolution 0,
 * a seventh of that with each further one (0.1 km² at 9, 0.9 m² at 15). So counts by cell can be compared, and the
 * column is a key to group and join by. {@code cell} is H3's index as BIGINT, whose hexadecimal digits are its usual
 * text. NULL where a coordinate is NULL, NaN, or beyond 180 or 90 degrees. Computed by H3's own library.
 */
@AutoService(Operator.class)
public final class H3Cell implements TransformOperator<H3Cell.Settings> {
    /** @param resolution from 0, the coarsest, to 15 */
    public record Settings(
            @Setting(kind = Kind.COLUMN, types = TypeGroup.NUMBER) String longitude,
            @Setting(kind = Kind.COLUMN, types = TypeGroup.NUMBER) String latitude,
            @Setting(kind = Kind.NUMBER, defaultJson = "9", min = 0, max = 15) int resolution,
            @Setting(kind = Kind.TEXT, advanced = true, texts = "learned") @Nullable String prefix) {
        private LearnedColumns columns() {
            return new LearnedColumns(
                    List.of(),
                    List.of(longitude, latitude),
                    List.of("longitude", "latitude"),
                    prefix,
                    List.of(Field.of("cell", DataType.BIGINT)),
                    false);
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "h3-cell",
                "operators",
                Family.ANALYSE,
                "mdi2h-hexagon-multiple-outline",
                List.of(Port.inPassed(), Port.outPassed("out")),
                List.of("hexagon", "grid", "geo", "position", "heat map", "spatial index", "coordinates"),
                List.of("latLngToCell (H3)", "geoToH3 (ClickHouse)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        return placement.settings().columns().output(placement, List.of());
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return placement.settings().columns().demand(placement, demanded);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return new Running(setup);
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.h3-cell.flink"), null);
    }

    @Override
    public String summary(Settings settings) {
        return settings.longitude() + ", " + settings.latitude() + " · " + settings.resolution();
    }

    private static final class Running implements Processor {
        private static final double MOST_LONGITUDE = 180;
        private static final double MOST_LATITUDE = 90;

        private final Schema output;
        private final int added;
        private final int resolution;
        private final NumberColumns numbers;
        private final double[] position = new double[2];
        private H3Core grid;

        @SuppressWarnings("NullAway.Init")
        Running(Setup<Settings> setup) {
            Schema input = setup.inputSchema();
            this.output = setup.outputSchema("out");
            this.added = input.size();
            this.resolution = setup.settings().resolution();
            this.numbers = new NumberColumns(new int[] {
                input.indexOf(setup.settings().longitude()),
                input.indexOf(setup.settings().latitude())
            });
        }

        @Override
        public void open(ProcessorContext context) {
            try {
                // Unpacks the machine's library into a temporary file and loads it.
                grid = H3Core.newInstance();
            } catch (IOException | UnsatisfiedLinkError missing) {
                throw context.fail(Problem.error("operators.h3-cell.library", String.valueOf(missing.getMessage())));
            }
        }

        @Override
        public void process(int port, Batch batch, Outlet out) {
            int limit = batch.index(batch.rows() - 1) + 1;
            long[] cells = new long[limit];
            long[] nulls = new long[(limit + 63) >> 6];
            numbers.begin(batch);
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                if (numbers.take(index, position)
                        && Math.abs(position[0]) <= MOST_LONGITUDE
                        && Math.abs(position[1]) <= MOST_LATITUDE) {
                    cells[index] = grid.latLngToCell(position[1], position[0], resolution);
                } else {
                    nulls[index >> 6] |= 1L << index;
                }
            }
            @Nullable Column[] columns = Arrays.copyOf(batch.columns(), output.size());
            columns[added] = new Column.Longs(DataType.BIGINT, limit, cells, nulls);
            out.emit(0, batch.with(output, columns));
        }
    }
}
