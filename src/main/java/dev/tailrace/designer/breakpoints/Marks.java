package dev.tailrace.designer.breakpoints;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.runtime.Breakpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The breakpoints of one open pipeline, by the ids of its wires. They are the person's: no edit of the drawing, not in its
 * file, and not undone. One whose wire is deleted stays for the case that the wire comes back. Used from one thread; knows
 * no toolkit.
 */
public final class Marks {
    private final Map<String, Mark> byWire = new LinkedHashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();

    /** Runs something after each change. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    /** The breakpoint of a wire, or null. */
    public @Nullable Mark of(Wire wire) {
        return byWire.get(wire.id());
    }

    public boolean isEmpty() {
        return byWire.isEmpty();
    }

    /** Sets a breakpoint, or takes it away if there is one. */
    public void toggle(Wire wire) {
        if (byWire.remove(wire.id()) == null) {
            byWire.put(wire.id(), Mark.PLAIN);
        }
        tell();
    }

    public void set(Wire wire, Mark mark) {
        if (!mark.equals(byWire.put(wire.id(), mark))) {
            tell();
        }
    }

    public void remove(Wire wire) {
        if (byWire.remove(wire.id()) != null) {
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
    public Map<String, Mark> all() {
        return new LinkedHashMap<>(byWire);
    }

    /** Takes what was remembered, instead of what there is. */
    public void restore(Map<String, Mark> remembered) {
        byWire.clear();
        byWire.putAll(remembered);
        tell();
    }

    /** Those of the wires that a drawing has. */
    public Map<Wire, Mark> in(Pipeline drawing) {
        Map<Wire, Mark> found = new LinkedHashMap<>();
        for (Wire wire : byWire.isEmpty() ? List.<Wire>of() : drawing.wires()) {
            Mark mark = byWire.get(wire.id());
            if (mark != null) {
                found.put(wire, mark);
            }
        }
        return found;
    }

    /** What a run of a drawing is to hold at. */
    public Map<Wire, Breakpoint> breakpoints(Pipeline drawing) {
        Map<Wire, Breakpoint> found = new LinkedHashMap<>();
        in(drawing).forEach((wire, mark) -> {
            if (mark.on()) {
                found.put(wire, mark.breakpoint());
            }
        });
        return found;
    }

    private void tell() {
        List.copyOf(listeners).forEach(Runnable::run);
    }
}
