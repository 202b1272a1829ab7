package dev.tailrace.designer.gestures;

import dev.tailrace.designer.Selection;
import dev.tailrace.designer.geometry.Box;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws a rectangle; what it touches is selected, with Shift beside what is. A click selects nothing. */
public final class BoxSelect implements Gesture {
    private final Surface surface;
    private final Pointer start;
    private final Selection before;
    private @Nullable Box band;

    BoxSelect(Surface surface, Pointer start) {
        this.surface = surface;
        this.start = start;
        this.before = surface.editor().selection();
    }

    @Override
    public void drag(Pointer pointer) {
        band = Box.between(start.x(), start.y(), pointer.x(), pointer.y());
        Selection touched = new Selection(
                Set.copyOf(surface.model().nodesIn(band)),
                surface.model().notesIn(band),
                surface.model().bendsIn(band),
                null);
        surface.editor().select(start.shift() ? before.with(touched) : touched);
    }

    @Override
    public void release(Pointer pointer) {
        if (band == null && !start.shift()) {
            surface.editor().select(Selection.NONE);
        }
        band = null;
    }

    @Override
    public void cancel() {
        band = null;
        surface.editor().select(before);
    }

    @Override
    public Overlay overlay() {
        return band == null ? Overlay.NONE : Overlay.band(band);
    }
}
