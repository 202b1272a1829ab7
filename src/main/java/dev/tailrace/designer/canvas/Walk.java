package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.gestures.Surface;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where keys have come to, and which nodes they keep selected on the way. Whatever else selects nodes begins anew. Knows
 * no toolkit.
 */
final class Walk {
    private final Surface surface;
    private final Set<String> kept = new HashSet<>();
    private @Nullable String at;

    /** What was selected by the last step. */
    private Set<String> selected = Set.of();

    Walk(Surface surface) {
        this.surface = surface;
    }

    /** The block or node that a step starts from; null if no single one is meant. */
    @Nullable
    NodeBox current() {
        CanvasModel model = surface.model();
        String last = at;
        if (last != null && isGoingOn()) {
            return model.node(last);
        }
        return model.only(surface.editor().selectedNodes());
    }

    /** Selects a node beside those that are kept. */
    void to(NodeBox next) {
        if (!isGoingOn()) {
            kept.clear();
        }
        at = next.id();
        Set<String> wanted = new HashSet<>(kept);
        wanted.addAll(next.members());
        selected = Set.copyOf(wanted);
        surface.editor().selectNodes(selected);
    }

    /** Keeps the current node selected while the walk goes on, or no longer. */
    void keep() {
        NodeBox now = current();
        if (now == null) {
            return;
        }
        if (!isGoingOn()) {
            to(now);
        }
        if (!kept.removeAll(now.members())) {
            kept.addAll(now.members());
        }
    }

    private boolean isGoingOn() {
        return at != null && selected.equals(surface.editor().selectedNodes());
    }
}
