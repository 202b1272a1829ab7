package dev.tailrace.designer.canvas;

import dev.tailrace.designer.Selection;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Frame;
import dev.tailrace.designer.geometry.Hit;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.gestures.Overlay;
import dev.tailrace.designer.pins.PinSpots;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.view.View;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is seen on the canvas at one moment.
 *
 * @param model with dragged nodes where they are dragged
 * @param picture of the run, or null while there is none
 * @param notes what stands at wires besides their figures: a mismatch, a count of columns, a breakpoint
 * @param focused the node or block that has the keyboard's focus, or null
 * @param views what sinks show, by node
 * @param zone of the pipeline, for times that have one
 * @param tested nodes whose rows a test has compared, and whether all were as expected
 * @param pins values that stand beside nodes
 * @param fresh nodes that were added just now, and how much of their halo is left: from 1 to 0
 */
public record Scene(
        CanvasModel model,
        @Nullable LivePicture picture,
        Map<Wire, WireNote> notes,
        Selection selection,
        Hit hover,
        @Nullable String focused,
        Overlay overlay,
        Map<String, View> views,
        ZoneId zone,
        Map<String, Boolean> tested,
        Map<String, Double> fresh,
        List<PinSpots.Spot> pins,
        List<Pills.Pill> pills) {

    /**
     * @param error whether the wire is drawn as an error
     * @param mark its breakpoint, or null
     */
    public record WireNote(String text, boolean error, @Nullable WireMark mark) {
        public WireNote(String text, boolean error) {
            this(text, error, null);
        }
    }

    /** A drawing at rest, or with a picture of a run at one moment. */
    public static Scene still(
            CanvasModel model, @Nullable LivePicture picture, Map<Wire, WireNote> notes, List<Pills.Pill> pills) {
        return new Scene(
                model,
                picture,
                notes,
                Selection.NONE,
                Hit.NOTHING,
                null,
                Overlay.NONE,
                Map.of(),
                ZoneOffset.UTC,
                Map.of(),
                Map.of(),
                List.of(),
                pills);
    }

    Scene withPills(List<Pills.Pill> others) {
        return new Scene(
                model, picture, notes, selection, hover, focused, overlay, views, zone, tested, fresh, pins, others);
    }

    @Nullable
    WireMark mark(Wire wire) {
        WireNote note = notes.get(wire);
        return note == null ? null : note.mark();
    }

    LivePicture.@Nullable LiveWire live(Wire wire) {
        return picture == null ? null : picture.wires().get(wire);
    }

    /** Of a block: its nodes together, as busy as the busiest. */
    LivePicture.@Nullable LiveNode live(NodeBox box) {
        if (picture == null) {
            return null;
        }
        return box.isBlock() ? picture.together(box.members()) : picture.nodes().get(box.id());
    }

    boolean isSelected(NodeBox box) {
        return selection.nodes().containsAll(box.members());
    }

    boolean isSelected(Frame frame) {
        return selection.nodes().containsAll(frame.group().nodes());
    }

    @Nullable
    Wire selectedWire() {
        return selection.wire();
    }
}
