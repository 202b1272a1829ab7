package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces one wire of the drawing's list, also where the same wire stands there twice.
 *
 * @param index in the list of wires
 * @param wire or null to delete it
 */
record SetWire(int index, @Nullable Wire wire) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        if (index >= before.wires().size()) {
            return before;
        }
        List<Wire> wires = new ArrayList<>(before.wires());
        if (wire == null) {
            wires.remove(index);
        } else {
            wires.set(index, wire);
        }
        return before.withWires(wires);
    }

    @Override
    public String titleKey() {
        return wire == null ? "designer.command.delete-wires" : "designer.command.rewire";
    }

    @Override
    public List<Object> titleArguments() {
        return wire == null ? List.of(1) : List.of();
    }
}
