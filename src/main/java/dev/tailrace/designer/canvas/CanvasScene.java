package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Hit;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.gestures.Overlay;
import dev.tailrace.designer.pins.Pin;
import dev.tailrace.designer.pins.PinSpots;
import dev.tailrace.designer.pins.PinValue;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.view.View;
import dev.tailrace.runtime.Run;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what is to be seen on a canvas, from its pane, the run and what changes by itself. On the JavaFX thread. */
final class CanvasScene {
    private final CanvasPane pane;
    private final FreshNodes fresh;
    private final NodeGlide glide = new NodeGlide();
    private Map<String, View> views = Map.of();
    private Map<Wire, Scene.WireNote> mismatches = Map.of();

    CanvasScene(CanvasPane pane) {
        this.pane = pane;
        this.fresh = new FreshNodes(pane.model());
    }

    void modelChanged() {
        fresh.changed(pane.model(), System.nanoTime());
    }

    void checkChanged() {
        mismatches = PictureWriter.mismatches(
                pane.editor().checked(), pane.workbench().texts());
    }

    /** Looks at what sinks show now; returns whether other nodes than before show something. */
    boolean viewsChanged() {
        Map<String, View> now = currentViews();
        boolean others = !now.keySet().equals(views.keySet());
        views = now;
        return others;
    }

    /** What sinks show, by node. */
    Map<String, View> views() {
        return views;
    }

    private Map<String, View> currentViews() {
        Run run = pane.workbench().runProperty().get();
        if (run == null) {
            return Map.of();
        }
        Map<String, View> shown = new HashMap<>();
        for (NodeBox node : pane.model().nodes()) {
            View view = node.family() == Family.SINKS ? run.view(node.id()) : null;
            if (view != null) {
                shown.put(node.id(), view);
            }
        }
        return shown;
    }

    /** Lets the nodes go from where they were to where they are now. */
    void glide(CanvasModel before) {
        if (!pane.reducedMotionProperty().get()) {
            glide.begin(before, pane.model(), System.nanoTime());
        }
    }

    /** Whether nodes are on their way. */
    boolean isGliding() {
        return glide.isUnderWay(System.nanoTime());
    }

    /** Nodes whose halo fades, and how much of it is left. */
    Map<String, Double> fading() {
        return pane.reducedMotionProperty().get() ? Map.of() : fresh.shares(System.nanoTime());
    }

    /** What is to be seen now, its labels left out. */
    Scene now(@Nullable LivePicture picture) {
        Overlay overlay = pane.input().overlay();
        NodeBox only = pane.isFocused() ? pane.model().only(pane.editor().selectedNodes()) : null;
        CanvasModel model = overlay.over(glide.at(pane.model(), System.nanoTime()));
        Map<Pin, PinValue> pinned = pane.pinnedProperty().get();
        return new Scene(
                model,
                picture == null || pane.heatProperty().get() ? picture : picture.withoutCpuShares(),
                WireMark.beside(notes(picture), pane.workbench()),
                pane.editor().selection(),
                pane.input().hover(),
                only == null ? null : only.id(),
                overlay,
                views,
                pane.editor().checked().environment().zone(),
                pane.testedProperty().get(),
                fading(),
                pinned.isEmpty() ? List.of() : PinSpots.of(model, pinned, pane.faces()),
                List.of());
    }

    /** Mismatches, and the number of columns at the wire that is selected or under the pointer while nothing runs. */
    private Map<Wire, Scene.WireNote> notes(@Nullable LivePicture picture) {
        Wire pointed = pane.input().hover() instanceof Hit.OfWire hover
                ? hover.wire()
                : pane.editor().selectedWire();
        if (picture != null || pointed == null || mismatches.containsKey(pointed)) {
            return mismatches;
        }
        StreamType stream = pane.editor().checked().stream(pointed);
        if (stream == null) {
            return mismatches;
        }
        Map<Wire, Scene.WireNote> notes = new HashMap<>(mismatches);
        notes.put(
                pointed,
                new Scene.WireNote(
                        pane.workbench()
                                .texts()
                                .get("designer.canvas.columns", stream.schema().size()),
                        false));
        return notes;
    }
}
