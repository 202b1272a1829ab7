package dev.tailrace.operator;

import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * An operator: one stateless object that says what it is, what it makes of its inputs, how it works and how Flink SQL
 * says it. Everything else (palette, form, search, documentation, schema of files) is read from it. Found through
 * {@link java.util.ServiceLoader}. Safe on any thread.
 *
 * @param <S> the record of its settings; components are annotated with {@link Setting}
 */
public sealed interface Operator<S extends Record>
        permits SourceOperator, TransformOperator, SinkOperator, CompositeOperator {
    OperatorSpec spec();

    Class<S> settingsType();

    /**
     * The streams that leave. Pure and fast, without I/O: it runs on every keystroke. Needed inputs are there and the
     * settings are mapped and within bounds when it is called.
     */
    Output output(Placement<S> placement);

    /**
     * Which input columns have to be there so that the demanded output columns can be computed.
     *
     * @param demanded positions in the schemas of the wired output ports, by port name
     * @return positions in the schema of each input port's stream, by port name (the same for all wires of a port);
     *     ports that are missing need all columns
     */
    default Map<String, BitSet> demand(Placement<S> placement, Map<String, BitSet> demanded) {
        return Map.of();
    }

    /** Says the node in Flink SQL, or why it cannot be said with the same answers. */
    FlinkNode flink(Placement<S> placement, FlinkScript script);

    /**
     * What stands under the name on the canvas, such as {@code tumbling 1 h · count, avg}: short and in the words of
     * the settings, so that no translation is needed.
     */
    default String summary(S settings) {
        return "";
    }

    /**
     * The columns that tell a row of the changelog that leaves from all others: an update replaces the row in which they
     * are the same. Empty where none are known.
     */
    default List<String> changelogKey(S settings) {
        return List.of();
    }

    /**
     * Whether what leaves depends on each change that comes in, not only on what the changes add up to. Then every
     * operator above that gives it a changelog, directly or through others, takes its rows one by one: how they come
     * together in batches decides nothing.
     */
    default boolean readsEveryChange(S settings) {
        return false;
    }

    /** Ports that exist only for these settings, such as one per branch of a route; the fixed ones unless overridden. */
    default List<Port> ports(S settings) {
        return spec().ports();
    }
}
