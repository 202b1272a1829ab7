package dev.tailrace.operator;

import dev.tailrace.data.Schema;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A placement that has passed the check, and what the rest of the graph wants from it.
 *
 * @param outputs the streams of the output ports by name
 * @param demanded positions of the output columns that somebody reads, by port name; columns not demanded may be left
 *     absent and must not fail
 * @param shown makes a text that was made of the settings fit to be seen: the values of secrets in it are masked. For
 *     what goes into rows or out of the process; problems are masked by the runtime
 * @param everyChange whether somebody reads every change on the way to a result, see {@link Operator#readsEveryChange}.
 *     The runtime then hands rows over one by one, so that what is between them leaves, too
 */
public record Setup<S extends Record>(
        Placement<S> placement,
        Map<String, StreamType> outputs,
        Map<String, BitSet> demanded,
        UnaryOperator<String> shown,
        boolean everyChange) {
    public Setup {
        outputs = Map.copyOf(outputs);
        demanded = Map.copyOf(demanded);
    }

    /** Of settings without secrets, in a graph that wants results only. */
    public Setup(Placement<S> placement, Map<String, StreamType> outputs, Map<String, BitSet> demanded) {
        this(placement, outputs, demanded, UnaryOperator.identity(), false);
    }

    public S settings() {
        return placement.settings();
    }

    public Schema inputSchema() {
        return placement.input().schema();
    }

    /** @throws NullPointerException if there is no such port */
    public Schema outputSchema(String port) {
        return Objects.requireNonNull(outputs.get(port), port).schema();
    }

    /** The demanded columns of an output; empty if nobody reads it. A copy. */
    public BitSet demanded(String port) {
        BitSet columns = demanded.get(port);
        return columns == null ? new BitSet() : (BitSet) columns.clone();
    }
}
