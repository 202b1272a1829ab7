package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import java.util.List;
import java.util.Set;

/** Deletes nodes and joins their neighbours where the ports fit. */
public record DeleteAndHeal(Set<String> nodes, Ports ports) implements Command {
    public DeleteAndHeal {
        nodes = Set.copyOf(nodes);
    }

    @Override
    public Pipeline apply(Pipeline before) {
        Pipeline healed = before;
        for (String node : nodes) {
            healed = Healing.around(healed, ports, node);
        }
        return Edits.removing(healed, nodes);
    }

    @Override
    public String titleKey() {
        return "designer.command.delete-heal";
    }

    @Override
    public List<Object> titleArguments() {
        return List.of(nodes.size());
    }
}
