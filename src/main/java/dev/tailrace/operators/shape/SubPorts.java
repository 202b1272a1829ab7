package dev.tailrace.operators.shape;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.nested.SubPipelines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
            boolean enters = node.operator().equals(SubPipelines.INPUT);
            if (!enters && !node.operator().equals(SubPipelines.OUTPUT)) {
                continue;
            }
            String name = SubPipelines.port(node);
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

    List<Port> ports() {
        List<Port> ports = new ArrayList<>();
        inputs.keySet().forEach(name -> ports.add(Port.in(name)));
        outputs.keySet().forEach(name -> ports.add(Port.outPassed(name)));
        return ports;
    }
}
