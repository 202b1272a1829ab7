package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.NodeBox;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Nodes that were added just now: their halo fades once, so that the eye finds them. For one thread. */
final class FreshNodes {
    private static final double FADE_NANOS = 600e6;

    private final Map<String, Long> added = new HashMap<>();
    private Set<String> known;

    FreshNodes(CanvasModel model) {
        known = ids(model);
    }

    /**
     * Compares the drawing with the one before.
     *
     * @param nanoTime now, of {@link System#nanoTime()}
     */
    void changed(CanvasModel model, long nanoTime) {
        Set<String> now = ids(model);
        for (String id : now) {
            if (!known.contains(id)) {
                added.put(id, nanoTime);
            }
        }
        added.keySet().retainAll(now);
        known = now;
    }

    private static Set<String> ids(CanvasModel model) {
        Set<String> ids = new HashSet<>();
        for (NodeBox node : model.nodes()) {
            ids.add(node.id());
        }
        return ids;
    }

    /** The nodes whose halo still fades, and how much of it is left. */
    Map<String, Double> shares(long nanoTime) {
        if (added.isEmpty()) {
            return Map.of();
        }
        added.values().removeIf(start -> nanoTime - start >= FADE_NANOS);
        Map<String, Double> shares = new HashMap<>();
        added.forEach((id, start) -> shares.put(id, 1 - (nanoTime - start) / FADE_NANOS));
        return shares;
    }
}
