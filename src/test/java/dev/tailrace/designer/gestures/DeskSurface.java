package dev.tailrace.designer.gestures;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Detail;
import dev.tailrace.designer.geometry.Drafting;
import dev.tailrace.designer.geometry.PortSpot;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A canvas without a screen: presses, drags and releases by canvas coordinates. */
public final class DeskSurface implements Surface {
    private final PipelineEditor editor;
    final Drafting drafting;
    final List<PickRequest> picks = new ArrayList<>();
    final List<RefusedWire> refusals = new ArrayList<>();
    private Viewport viewport = Viewport.START;

    public DeskSurface(Pipeline pipeline) {
        this(Drawings.editor(pipeline));
    }

    public DeskSurface(PipelineEditor editor) {
        this.editor = editor;
        drafting = new Drafting(editor.catalogue(), Drawings.TEXTS, new Typefaces());
    }

    @Override
    public PipelineEditor editor() {
        return editor;
    }

    @Override
    public CanvasModel model() {
        return drafting.draft(editor.pipeline(), editor.checked(), Set.of());
    }

    @Override
    public Viewport viewport() {
        return viewport;
    }

    @Override
    public void look(Viewport wanted) {
        viewport = wanted;
    }

    @Override
    public void pick(PickRequest request) {
        picks.add(request);
    }

    @Override
    public void refuse(RefusedWire wire, boolean atOnce) {
        refusals.add(wire);
    }

    PortSpot input(String ref) {
        return Objects.requireNonNull(model().input(PortRef.parse(ref)), ref);
    }

    PortSpot output(String ref) {
        return Objects.requireNonNull(model().output(PortRef.parse(ref)), ref);
    }

    Pointer at(double x, double y) {
        return with(x, y, false, false, false);
    }

    Pointer with(double x, double y, boolean shift, boolean control, boolean alt) {
        return Pointer.at(viewport.toScreenX(x), viewport.toScreenY(y), viewport, shift, control, alt);
    }

    Gesture press(Pointer pointer) {
        return Gestures.begin(
                this,
                Gestures.Press.PRIMARY,
                model().hit(pointer.x(), pointer.y(), Detail.at(viewport.zoom())),
                pointer);
    }

    /** Presses at one place and lets go at another. */
    void drag(Pointer from, Pointer to) {
        Gesture gesture = press(from);
        gesture.drag(at((from.x() + to.x()) / 2, (from.y() + to.y()) / 2));
        gesture.drag(to);
        gesture.release(to);
    }
}
