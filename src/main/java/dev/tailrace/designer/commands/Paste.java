package dev.tailrace.designer.commands;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds a part of a drawing.
 *
 * @param part whose ids the pipeline does not have, see {@link Fragment#freshIn}
 * @param duplicate whether it comes from the drawing itself rather than from the clipboard
 */
public record Paste(Fragment part, boolean duplicate) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        List<Node> nodes = new ArrayList<>(before.nodes());
        nodes.addAll(part.nodes());
        List<Wire> wires = new ArrayList<>(before.wires());
        wires.addAll(part.wires());
        return Edits.moving(before.withNodes(nodes).withWires(wires), part.layout());
    }

    @Override
    public String titleKey() {
        return duplicate ? "designer.command.duplicate" : "designer.command.paste";
    }

    @Override
    public List<Object> titleArguments() {
        return List.of(part.nodes().size());
    }

    @Override
    public List<String> selectAfter() {
        return part.nodes().stream().map(Node::id).toList();
    }
}
