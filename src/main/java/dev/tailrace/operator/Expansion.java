package dev.tailrace.operator;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Node;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import java.util.List;
import java.util.Map;

/**
 * What a {@link CompositeOperator} is drawn of. Ids are those of the drawing in it; whoever puts it into a pipeline gives
 * them others.
 *
 * @param wires between the nodes
 * @param inputs where the rows of each input port go; every wired port has an entry
 * @param outputs from where the rows of each output port come
 * @param output the streams of the output ports, or problems: then there is nothing else
 */
public record Expansion(
        List<Node> nodes,
        List<Wire> wires,
        Map<String, List<PortRef>> inputs,
        Map<String, PortRef> outputs,
        Output output) {
    public Expansion {
        nodes = List.copyOf(nodes);
        wires = List.copyOf(wires);
        inputs = Map.copyOf(inputs);
        outputs = Map.copyOf(outputs);
    }

    public static Expansion failed(List<Problem> problems) {
        return new Expansion(List.of(), List.of(), Map.of(), Map.of(), Output.failed(problems));
    }
}
