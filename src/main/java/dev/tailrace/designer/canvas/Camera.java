package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Frame;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.NoteBox;
import dev.tailrace.designer.geometry.Viewport;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where a canvas pane looks: at all of the drawing, also as that grows and the pane is resized, until a person looks
 * elsewhere. On the JavaFX thread.
 */
public final class Camera {
    private static final double BESIDE_CARD = 24;

    private final CanvasPane pane;
    private final ObjectProperty<Viewport> viewport = new SimpleObjectProperty<>(Viewport.START);

    /** What showed the whole drawing last; null until the pane is first laid out. */
    private @Nullable Viewport lastFit;

    Camera(CanvasPane pane) {
        this.pane = pane;
    }

    public Viewport viewport() {
        return viewport.get();
    }

    /** What part of the canvas is seen. */
    public ReadOnlyObjectProperty<Viewport> viewportProperty() {
        return viewport;
    }

    /** Looks there at once. */
    void look(Viewport wanted) {
        pane.painting().endGlide();
        viewport.set(wanted);
    }

    /** Looks there along a short glide, or at once where motion is reduced. */
    public void glide(Viewport wanted) {
        if (pane.reducedMotionProperty().get() || pane.getScene() == null) {
            look(wanted);
        } else {
            pane.painting().glide(viewport.get(), wanted);
        }
    }

    /** One step of a glide. */
    void lookAlong(Viewport step) {
        viewport.set(step);
    }

    /** Looks there instead of at the whole drawing; to be called before the pane is first laid out. */
    public void lookFirst(Viewport wanted) {
        lastFit = Viewport.START;
        look(wanted);
    }

    /** Where the person has chosen to look; null while the whole drawing is shown. */
    public @Nullable Viewport chosenViewport() {
        Viewport now = pane.painting().destination();
        return lastFit == null || now.equals(lastFit) ? null : now;
    }

    /** Shows the whole drawing. */
    public void fit() {
        fit(pane.model().bounds());
    }

    /** Shows the selected nodes, or all if none is selected. */
    public void fitSelection() {
        Box selected = pane.model().bounds(pane.editor().selectedNodes());
        fit(selected == null ? pane.model().bounds() : selected);
    }

    private void fit(@Nullable Box part) {
        Viewport wanted = around(part);
        lastFit = wanted;
        glide(wanted);
    }

    private Viewport around(@Nullable Box part) {
        return part == null ? Viewport.START : Viewport.fitting(part, pane.getWidth(), pane.getHeight());
    }

    /** Shows the whole drawing again after it has grown, unless the person has looked elsewhere since. */
    void fitAgain() {
        if (pane.painting().destination().equals(lastFit)) {
            fit();
        }
    }

    /** @param changed whether the pane has another size than when it was laid out last */
    void resized(boolean changed) {
        boolean untouched =
                lastFit == null || (changed && pane.painting().destination().equals(lastFit));
        if (untouched && pane.getWidth() > 0 && pane.getHeight() > 0) {
            Viewport wanted = around(pane.model().bounds());
            lastFit = wanted;
            look(wanted);
        }
    }

    public void zoomIn() {
        glide(viewport().zoomed(Viewport.STEP, pane.getWidth() / 2, pane.getHeight() / 2));
    }

    public void zoomOut() {
        glide(viewport().zoomed(1 / Viewport.STEP, pane.getWidth() / 2, pane.getHeight() / 2));
    }

    public void zoom100() {
        glide(viewport().at(1, pane.getWidth() / 2, pane.getHeight() / 2));
    }

    /** Brings a node or a group into view, as when it was found, and selects it; a note is only brought into view. */
    public void reveal(String node) {
        NodeBox box = pane.model().node(node);
        NoteBox note = pane.model().note(node);
        Frame frame = pane.model().frame(node);
        if (frame != null) {
            pane.editor().selectNodes(frame.group().nodes());
            bringIntoView(frame.box());
        } else if (box != null) {
            pane.editor().selectNodes(box.members());
            bringIntoView(box.box());
        } else if (note != null) {
            bringIntoView(note.box());
        }
    }

    private void bringIntoView(Box box) {
        Viewport now = viewport();
        if (!now.visible(pane.getWidth(), pane.getHeight()).contains(box)) {
            glide(now.panned(
                    pane.getWidth() / 2 - now.toScreenX(box.centreX()),
                    pane.getHeight() / 2 - now.toScreenY(box.centreY())));
            return;
        }
        double covered = pane.layer().coveredTo(now.toScreenX(box.x()), now.toScreenX(box.right()));
        if (now.toScreenY(box.y()) < covered) {
            glide(now.panned(0, covered + BESIDE_CARD - now.toScreenY(box.y())));
        }
    }
}
