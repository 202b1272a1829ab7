package dev.tailrace.operator.graph;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Node;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node and what the check found out about it.
 *
 * @param operator null if the catalogue does not know it
 * @param placement null if the settings are wrong or an input's type is not known
 * @param ports of the operator with these settings; the fixed ones where the settings are wrong
 * @param output of the operator; empty where there is no placement
 * @param problems of this node
 */
public record CheckedNode(
        Node node,
        @Nullable Operator<?> operator,
        @Nullable Placement<?> placement,
        List<Port> ports,
        Output output,
        List<Problem> problems) {
    public CheckedNode {
        ports = List.copyOf(ports);
        problems = List.copyOf(problems);
    }

    public List<Port> inputs() {
        return ports.stream().filter(Port::isInput).toList();
    }

    public List<Port> outputs() {
        return ports.stream().filter(port -> !port.isInput()).toList();
    }

    public @Nullable Port port(String name) {
        return ports.stream()
                .filter(port -> port.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    CheckedNode withProblem(Problem problem) {
        List<Problem> all = new ArrayList<>(problems);
        all.add(problem);
        return new CheckedNode(node, operator, placement, ports, output, all);
    }

    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }
}
