package dev.tailrace.proof;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.OnePartition;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What stands in a test for all that is above a port: it emits given rows as the port's stream.
 *
 * <p>If the stream has event time, the watermark is 1 ms behind the greatest time so far and acts as if sent after every
 * row. That is how results of windows come; where the rows of a port may be out of order, the event-time operator that says
 * so is put behind, see {@link Cut}.
 */
final class GivenRows implements SourceOperator<GivenRows.Settings> {
    static final String ID = "given-rows";

    /** @param port whose rows these are, as the test writes it */
    record Settings(@Setting(kind = Kind.LONG_TEXT) String port) {}

    /**
     * The rows of one port.
     *
     * @param port of the drawing
     */
    record Given(Port port, StreamType stream, List<TestedRow> rows) {}

    private final Map<String, Given> ports;

    /** @param ports by name of the port */
    GivenRows(Map<String, Given> ports) {
        this.ports = Map.copyOf(ports);
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                ID, "proof", Family.SOURCES, "mdi2t-table", List.of(Port.changes()), List.of(), List.of());
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    private Given given(Settings settings) {
        return Objects.requireNonNull(ports.get(settings.port()), settings.port());
    }

    @Override
    public List<Port> ports(Settings settings) {
        Given given = given(settings);
        if (!given.stream().changes()) {
            return List.of(Port.out());
        }
        return List.of(given.port().carries() == Port.Carries.VERSIONS ? Port.versions() : Port.changes());
    }

    @Override
    public Output output(Placement<Settings> placement) {
        return Output.of("out", given(placement.settings()).stream());
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("proof.not-on-flink"), null);
    }

    @Override
    public Source source(Setup<Settings> setup) {
        Given given = given(setup.settings());
        BitSet demanded = setup.demanded("out");
        return new OnePartition("rows", () -> {
            findMissing(given, demanded);
            return new RowsReader(given, demanded);
        });
    }

    /** Columns that nobody reads may be left out of a test, also those that are never null. */
    private static void findMissing(Given given, BitSet demanded) throws SourceException {
        Schema schema = given.stream().schema();
        for (int i = 0; i < given.rows().size(); i++) {
            for (int column = 0; column < schema.size(); column++) {
                Field field = schema.field(column);
                boolean isSaid = given.rows().get(i).said().get(column);
                if (demanded.get(column) && !field.nullable() && !isSaid) {
                    throw new SourceException(Problem.error("proof.missing", i + 1, field.name()));
                }
            }
        }
    }

    /** Emits all rows with the watermarks between them; the engine cuts batches to its size. */
    private static final class RowsReader implements Source.Reader {
        private final Given given;
        private final BatchBuilder builder;
        private final int time;
        private int next;
        private long watermark = Long.MIN_VALUE;
        private long sent = Long.MIN_VALUE;

        RowsReader(Given given, BitSet demanded) {
            this.given = given;
            String column = given.stream().eventTime();
            Schema schema = given.stream().schema();
            time = column == null ? -1 : schema.indexOf(column);
            BitSet filled = (BitSet) demanded.clone();
            if (time >= 0) {
                filled.set(time);
            }
            builder = new BatchBuilder(schema, filled);
        }

        @Override
        public Poll poll(Outlet out) {
            while (next < given.rows().size() && !builder.isFull()) {
                TestedRow row = given.rows().get(next);
                long millis = millis(row);
                if (millis - 1 <= watermark && watermark > sent) {
                    emit(out);
                }
                builder.append(row.row());
                watermark = Math.max(watermark, millis - 1);
                next++;
            }
            emit(out);
            return next < given.rows().size() ? Poll.MORE : Poll.END;
        }

        private void emit(Outlet out) {
            if (!builder.isEmpty()) {
                out.emit(0, builder.build());
            }
            if (watermark > sent) {
                sent = watermark;
                out.watermark(sent);
            }
        }

        /** When the row happened, as the engine counts it; long ago where it has no time. */
        private long millis(TestedRow row) {
            Object value = time < 0 ? null : row.row().get(time);
            if (value instanceof Instant instant) {
                return instant.toEpochMilli();
            }
            return value instanceof LocalDateTime local
                    ? local.toInstant(ZoneOffset.UTC).toEpochMilli()
                    : Long.MIN_VALUE + 1;
        }

        @Override
        public String offset() {
            return Integer.toString(next);
        }

        @Override
        public void seek(String offset) {
            next = Integer.parseInt(offset);
        }

        @Override
        public void close() {}
    }
}
