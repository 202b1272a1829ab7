package dev.tailrace.designer.gestures;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.model.Wire;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws a rectangle; nodes that it touches are selected, with Shift beside those that are. A click selects nothing. */
public final class BoxSelect implements Gesture {
    private final Surface surface;
    private final Pointer start;
    private final Set<String> selectedBefore;
    private final @Nullable Wire wireBefore;
    private @Nullable Box band;

    BoxSelect(Surface surface, Pointer start) {
        this.surface = surface;
        this.start = start;
        this.selectedBefore = surface.editor().selectedNodes();
        this.wireBefore = surface.editor().selectedWire();
    }

    @Override
    public void drag(Pointer pointer) {
        band = Box.between(start.x(), start.y(), pointer.x(), pointer.y());
        Set<String> selected = new LinkedHashSet<>(start.shift() ? selectedBefore : Set.of());
        selected.addAll(surface.model().nodesIn(band));
        surface.editor().selectNodes(selected);
    }

    @Override
    public void release(Pointer pointer) {
        if (band == null && !start.shift()) {
            surface.editor().selectNodes(Set.of());
        }
        band = null;
    }

    @Override
    public void cancel() {
        band = null;
        if (wireBefore != null) {
            surface.editor().selectWire(wireBefore);
        } else {
            surface.editor().selectNodes(selectedBefore);
        }
    }

    @Override
    public Overlay overlay() {
        return band == null ? Overlay.NONE : Overlay.band(band);
    }
}
