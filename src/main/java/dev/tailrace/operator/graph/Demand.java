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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Walks from the sinks backwards and finds which columns of each output somebody reads. */
final class Demand {
    private final CheckedPipeline checked;
    private final Map<PortRef, BitSet> demandedOutputs = new HashMap<>();

    private Demand(CheckedPipeline checked) {
        this.checked = checked;
    }

    static Map<String, Setup<?>> setups(CheckedPipeline checked) {
        Demand demand = new Demand(checked);
        List<String> order = new ArrayList<>(checked.nodes().keySet());
        Collections.reverse(order);
        Map<String, Setup<?>> backwards = new LinkedHashMap<>();
        for (String id : order) {
            backwards.put(id, demand.visit(checked.node(id)));
        }
        Collections.reverse(order);
        Map<String, Setup<?>> setups = new LinkedHashMap<>();
        order.forEach(id -> setups.put(id, Objects.requireNonNull(backwards.get(id))));
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
        Map<String, BitSet> needs = operator.demand(placement, demanded);
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
        return new Setup<>(placement, node.output().ports(), demanded);
    }
}
