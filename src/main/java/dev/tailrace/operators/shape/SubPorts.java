package dev.tailrace.operators.shape;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Port;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a pipeline offers as a sub-pipeline.
 *
 * @param inputs the nodes where rows enter, by port
 * @param outputs the nodes where rows leave, by port
 * @param problems of the names
 */
record SubPorts(Map<String, Node> inputs, Map<String, Node> outputs, List<Problem> problems) {
    static SubPorts of(Pipeline pipeline) {
        Map<String, Node> inputs = new LinkedHashMap<>();
        Map<String, Node> outputs = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Node node : pipeline.nodes()) {
            boolean enters = node.operator().equals(SubInput.ID);
            if (!enters && !node.operator().equals(SubOutput.ID)) {
                continue;
            }
            String name = name(node);
            if (inputs.containsKey(name) || outputs.containsKey(name)) {
                problems.add(Problem.error("operators.sub-pipeline.port-twice", name));
            } else {
                (enters ? inputs : outputs).put(name, node);
            }
        }
        if (inputs.isEmpty() && outputs.isEmpty()) {
            problems.add(Problem.error("operators.sub-pipeline.no-ports", pipeline.name()));
        }
        return new SubPorts(inputs, outputs, problems);
    }

    /** {@code Raw quakes} is the port {@code raw-quakes}; a name without Latin letters gives way to the node's id. */
    private static String name(Node node) {
        String name = node.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]+", "-")
                .replaceAll("^-+|-+$", "");
        return name.isEmpty() ? node.id() : name;
    }

    List<Port> ports() {
        List<Port> ports = new ArrayList<>();
        inputs.keySet().forEach(name -> ports.add(Port.in(name)));
        outputs.keySet().forEach(name -> ports.add(Port.outPassed(name)));
        return ports;
    }
}
