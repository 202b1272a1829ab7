package dev.tailrace.designer.canvas;

import dev.tailrace.model.Wire;
import java.util.Set;

/**
 * What of the drawing is lit while the rest is faded.
 *
 * @param nodes ids
 * @param wires lit along their whole length
 * @param marked nodes with an eye at their corner
 */
public record Spotlight(Set<String> nodes, Set<Wire> wires, Set<String> marked) {
    /** Nothing is lit, and nothing faded. */
    public static final Spotlight OFF = new Spotlight(Set.of(), Set.of(), Set.of());

    public Spotlight {
        nodes = Set.copyOf(nodes);
        wires = Set.copyOf(wires);
        marked = Set.copyOf(marked);
    }

    public boolean isOff() {
        return nodes.isEmpty() && wires.isEmpty();
    }
}
