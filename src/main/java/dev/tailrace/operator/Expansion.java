package dev.tailrace.operator;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Node;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link CompositeOperator} is drawn of. Ids are those of the drawing in it; whoever puts it into a pipeline gives
 * them others.
 *
 * @param wires between the nodes
 * @param inputs where the rows of each input port go; every wired port has an entry
 * @param outputs from where the rows of each output port come
 * @param output the streams of the output ports, or problems: then there is nothing else
 * @param surroundings of the nodes, or null if they are those of the composite node
 */
public record Expansion(
        List<Node> nodes,
        List<Wire> wires,
        Map<String, List<PortRef>> inputs,
        Map<String, PortRef> outputs,
        Output output,
        @Nullable Surroundings surroundings) {
    /**
     * What nodes that come from elsewhere are read with.
     *
     * @param parameters with the values that the composite node gives them as their defaults
     * @param baseDirectory against which relative paths in settings are resolved
     * @param catalogue of their operators
     */
    public record Surroundings(List<Parameter> parameters, Path baseDirectory, Catalogue catalogue) {
        public Surroundings {
            parameters = List.copyOf(parameters);
        }
    }

    public Expansion {
        nodes = List.copyOf(nodes);
        wires = List.copyOf(wires);
        inputs = Map.copyOf(inputs);
        outputs = Map.copyOf(outputs);
    }

    /** Nodes that are read as the composite node itself. */
    public Expansion(
            List<Node> nodes,
            List<Wire> wires,
            Map<String, List<PortRef>> inputs,
            Map<String, PortRef> outputs,
            Output output) {
        this(nodes, wires, inputs, outputs, output, null);
    }

    public static Expansion failed(List<Problem> problems) {
        return new Expansion(List.of(), List.of(), Map.of(), Map.of(), Output.failed(problems));
    }
}
