package dev.tailrace.operator.graph;

import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Walks from the sinks backwards and finds which columns of each output somebody reads, and of which nodes every change
 * on the way to a result.
 */
final class Demand {
    private final CheckedPipeline checked;
    private final @Nullable String shown;
    private final Map<PortRef, BitSet> demandedOutputs = new HashMap<>();
    private final Set<String> everyChange = new HashSet<>();

    private Demand(CheckedPipeline checked, @Nullable String shown) {
        this.checked = checked;
        this.shown = shown;
    }

    /** @param shown the node whose columns are all wanted, in and out, or null; it may have errors */
    static Map<String, Setup<?>> setups(CheckedPipeline checked, @Nullable String shown) {
        Demand demand = new Demand(checked, shown);
        List<String> order = new ArrayList<>(checked.nodes().keySet());
        Collections.reverse(order);
        Map<String, Setup<?>> backwards = new LinkedHashMap<>();
        for (String id : order) {
            CheckedNode node = checked.node(id);
            if (id.equals(shown) && node.placement() == null) {
                demand.demandInputs(id, Map.of());
            } else {
                backwards.put(id, demand.visit(node));
            }
        }
        Collections.reverse(order);
        Map<String, Setup<?>> setups = new LinkedHashMap<>();
        for (String id : order) {
            Setup<?> setup = backwards.get(id);
            if (setup != null) {
                setups.put(id, setup);
            }
        }
        return setups;
    }

    private Setup<?> visit(CheckedNode node) {
        Operator<?> operator = node.operator();
        Placement<?> placement = node.placement();
        if (operator == null || placement == null) {
            throw new IllegalArgumentException(node.node().id() + " has errors");
        }
        return setup(operator, placement, node);
    }

    @SuppressWarnings("unchecked")
    private <S extends Record> Setup<S> setup(Operator<S> operator, Placement<?> any, CheckedNode node) {
        Placement<S> placement = (Placement<S>) any;
        String id = node.node().id();
        Map<String, BitSet> demanded = new HashMap<>();
        for (Port port : node.outputs()) {
            demanded.put(port.name(), demandedOutputs.getOrDefault(new PortRef(id, port.name()), new BitSet()));
        }
        boolean isShown = id.equals(shown);
        if (isShown) {
            node.output().ports().forEach((port, stream) -> demanded.computeIfAbsent(port, name -> new BitSet())
                    .set(0, stream.schema().size()));
        }
        Map<String, BitSet> needs = isShown ? Map.of() : operator.demand(placement, demanded);
        demandInputs(id, needs);
        if (everyChange.contains(id) || operator.readsEveryChange(placement.settings())) {
            demandChanges(id);
        }
        return new Setup<>(
                placement, node.output().ports(), demanded, UnaryOperator.identity(), everyChange.contains(id));
    }

    private void demandChanges(String id) {
        for (Wire wire : checked.pipeline().wiresTo(id)) {
            StreamType stream = checked.stream(wire);
            if (stream != null && stream.changes()) {
                everyChange.add(wire.from().node());
            }
        }
    }

    private void demandInputs(String id, Map<String, BitSet> needs) {
        for (Wire wire : checked.pipeline().wiresTo(id)) {
            StreamType stream = checked.stream(wire);
            BitSet needed = needs.get(wire.to().port());
            BitSet columns = demandedOutputs.computeIfAbsent(wire.from(), port -> new BitSet());
            if (needed != null) {
                columns.or(needed);
            } else if (stream != null) {
                columns.set(0, stream.schema().size());
            }
        }
    }
}
