package dev.tailrace.designer.rows;

import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.view.TableView;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Tap;
import dev.tailrace.runtime.Telemetry.WireReading;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of a run that somebody looks at, until closed. Safe on any thread. */
final class OpenRows implements AutoCloseable {
    private final Run run;
    private final RowOrigin origin;
    private final @Nullable Tap tap;
    private final @Nullable TableView table;
    private final @Nullable StreamType stream;
    private final Schema schema;

    private OpenRows(Run run, RowOrigin origin, @Nullable Tap tap, @Nullable TableView table, Schema schema) {
        this.run = run;
        this.origin = origin;
        this.tap = tap;
        this.table = table;
        this.schema = schema;
        Wire wire = origin.wire(run.pipeline().pipeline());
        this.stream = wire == null ? null : run.pipeline().stream(wire);
    }

    /** Begins to look; null if the run does not have it, or if the sink shows nothing yet. */
    static @Nullable OpenRows open(Run run, RowOrigin origin) {
        if (!origin.isIn(run.pipeline().pipeline())) {
            return null;
        }
        if (origin instanceof RowOrigin.OfWire of) {
            Tap tap = run.tap(of.wire());
            return new OpenRows(run, origin, tap, null, tap.schema());
        }
        return run.view(origin.node()) instanceof TableView table
                ? new OpenRows(run, origin, null, table, table.schema())
                : null;
    }

    Run run() {
        return run;
    }

    Schema schema() {
        return schema;
    }

    /** The event-time column, or null. */
    @Nullable
    String eventTime() {
        return stream == null ? null : stream.eventTime();
    }

    /** Whether rows are changes of a table. */
    boolean changes() {
        return stream != null && stream.changes();
    }

    ZoneId zone() {
        return run.pipeline().environment().zone();
    }

    /** Whether the rows are some of those that pass, newest at the end, rather than what a sink keeps. */
    boolean isSampled() {
        return tap != null;
    }

    /** What the wire's port carries, or null where it is not known. */
    Port.@Nullable Carries carries() {
        Wire wire = origin.wire(run.pipeline().pipeline());
        CheckedNode writer =
                wire == null ? null : run.pipeline().nodes().get(wire.from().node());
        Port port =
                writer == null || wire == null ? null : writer.port(wire.from().port());
        return port == null ? null : port.carries();
    }

    /** Rises with every row. */
    long version() {
        return tap != null ? tap.version() : table == null ? 0 : table.version();
    }

    /** Rows that have passed the wire, also those that nobody has seen; of a sink those that have come. */
    long passed() {
        Wire wire = origin.wire(run.pipeline().pipeline());
        WireReading reading = wire == null ? null : run.telemetry().wires().get(wire);
        return reading == null ? version() : reading.rows();
    }

    /** Newest last; not for the JavaFX thread, since a sink may keep many. */
    List<Row> latest() {
        return tap != null ? tap.latest() : table == null ? List.of() : table.rows();
    }

    /** Positions of the columns by which changes fold into a table; empty where none are known. */
    int[] key() {
        Wire wire = origin.wire(run.pipeline().pipeline());
        List<String> names = wire == null || !changes() ? List.of() : keyOf(run.pipeline(), wire);
        int[] key = names.stream().mapToInt(schema::indexOf).toArray();
        return Arrays.stream(key).anyMatch(column -> column < 0) ? new int[0] : key;
    }

    /** Looks through nodes that pass rows on to the one that makes them. */
    private static List<String> keyOf(CheckedPipeline checked, Wire wire) {
        Set<String> seen = new HashSet<>();
        Wire at = wire;
        while (seen.add(at.from().node())) {
            CheckedNode node = checked.nodes().get(at.from().node());
            List<Wire> inputs = checked.pipeline().wiresTo(at.from().node());
            Port port = node == null ? null : node.port(at.from().port());
            if (node == null || node.operator() == null || node.placement() == null) {
                return List.of();
            } else if (port != null && port.carries() != Port.Carries.PASSED_ON) {
                return key(node.operator(), node.placement());
            } else if (inputs.size() != 1) {
                return List.of();
            }
            at = inputs.get(0);
        }
        return List.of();
    }

    @SuppressWarnings("unchecked") // the check has mapped the settings for this operator
    private static <S extends Record> List<String> key(Operator<S> operator, Placement<?> placement) {
        return operator.changelogKey((S) placement.settings());
    }

    @Override
    public void close() {
        if (tap != null) {
            tap.close();
        }
    }
}
