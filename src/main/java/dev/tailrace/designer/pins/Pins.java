package dev.tailrace.designer.pins;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values that a person has pinned in one open pipeline, by the ids of wires. They are the person's: no edit of the
 * drawing, not in its file, and not undone. Those of a wire that is deleted stay for the case that it comes back. Used from
 * one thread; knows no toolkit.
 */
public final class Pins {
    private final Map<String, List<String>> byWire = new LinkedHashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();

    /** Runs something after each change. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    /** What is pinned of a wire, in the order in which it was; empty for nothing. */
    public List<String> of(Wire wire) {
        return byWire.getOrDefault(wire.id(), List.of());
    }

    public boolean isEmpty() {
        return byWire.isEmpty();
    }

    /** Pins a column or an expression, unless it is pinned already. */
    public void add(Wire wire, String text) {
        String wanted = text.strip();
        if (!wanted.isEmpty() && !of(wire).contains(wanted)) {
            List<String> more = new ArrayList<>(of(wire));
            more.add(wanted);
            byWire.put(wire.id(), List.copyOf(more));
            tell();
        }
    }

    public void remove(Wire wire, String text) {
        if (of(wire).contains(text)) {
            List<String> fewer = new ArrayList<>(of(wire));
            fewer.remove(text);
            if (fewer.isEmpty()) {
                byWire.remove(wire.id());
            } else {
                byWire.put(wire.id(), List.copyOf(fewer));
            }
            tell();
        }
    }

    public void clear() {
        if (!byWire.isEmpty()) {
            byWire.clear();
            tell();
        }
    }

    /** All by the ids of their wires, to be remembered; a copy. */
    public Map<String, List<String>> all() {
        return new LinkedHashMap<>(byWire);
    }

    /** Takes what was remembered, instead of what there is. */
    public void restore(Map<String, List<String>> remembered) {
        byWire.clear();
        remembered.forEach((wire, texts) -> byWire.put(wire, List.copyOf(texts)));
        tell();
    }

    /** Those of the wires that a drawing has. */
    public List<Pin> in(Pipeline drawing) {
        List<Pin> found = new ArrayList<>();
        for (Wire wire : byWire.isEmpty() ? List.<Wire>of() : drawing.wires()) {
            of(wire).forEach(text -> found.add(new Pin(wire, text)));
        }
        return found;
    }

    private void tell() {
        List.copyOf(listeners).forEach(Runnable::run);
    }
}
