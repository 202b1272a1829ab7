package dev.tailrace.designer.commands;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import java.util.Set;

/** Mutes nodes or brings them back. */
public record SetMuted(Set<String> nodes, boolean muted) implements Command {
    public SetMuted {
        nodes = Set.copyOf(nodes);
    }

    /** Mutes the nodes if any of them is heard, else brings all back. */
    public static SetMuted toggle(Pipeline pipeline, Set<String> nodes) {
        return new SetMuted(
                nodes, pipeline.nodes().stream().anyMatch(node -> nodes.contains(node.id()) && !node.muted()));
    }

    @Override
    public Pipeline apply(Pipeline before) {
        Pipeline after = before;
        for (Node node : before.nodes()) {
            if (nodes.contains(node.id())) {
                after = after.replacing(node.withMuted(muted));
            }
        }
        return after;
    }

    @Override
    public String titleKey() {
        return muted ? "designer.command.mute" : "designer.command.unmute";
    }
}
