package dev.tailrace.designer.commands;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import java.util.List;

/** Makes a node one of another operator; all else of it stays. */
record UseOperator(String node, String operator) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        return before.node(node).map(old -> before.replacing(changed(old))).orElse(before);
    }

    private Node changed(Node old) {
        return new Node(
                old.id(),
                operator,
                old.name(),
                old.settings(),
                old.parallelism(),
                old.muted(),
                old.notes(),
                old.extra());
    }

    @Override
    public String titleKey() {
        return "operator.fix.use-operator";
    }

    @Override
    public List<Object> titleArguments() {
        return List.of(operator);
    }
}
