package dev.tailrace.designer.gestures;

import dev.tailrace.data.Problem;
import dev.tailrace.designer.commands.Bend;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.NoteBox;
import dev.tailrace.designer.geometry.PortSpot;
import dev.tailrace.designer.geometry.Snap;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a gesture shows over the drawing.
 *
 * @param drag what is drawn elsewhere
 * @param resized a note that is drawn with another size, or null
 * @param band a selection rectangle, or null
 * @param cutLine corners of a cut, x and y in turn
 * @param marked wires that would be cut or opened
 * @param ghost a node that would be added, or null
 */
public record Overlay(
        Drag drag,
        List<Snap.Line> guides,
        @Nullable NoteBox resized,
        @Nullable Box band,
        @Nullable Draft draft,
        List<Double> cutLine,
        Set<Wire> marked,
        @Nullable NodeBox ghost) {

    /**
     * Things that are drawn elsewhere, by dx and dy.
     *
     * @param ids of nodes, blocks and notes
     * @param group that what is dragged would join, or null
     */
    public record Drag(Set<String> ids, Set<Bend> bends, double dx, double dy, @Nullable String group) {
        static final Drag NONE = new Drag(Set.of(), Set.of(), 0, 0, null);
    }

    /**
     * A wire that is being drawn.
     *
     * @param anchor the end that stands
     * @param fitting ports at which it may end
     * @param target the port at which it would end now, or null
     * @param refusal why it may not end at the port under the pointer, or null
     * @param notice what else it would do there, or null
     * @param lifted the wire whose end was taken up, or null
     */
    public record Draft(
            PortSpot anchor,
            double x,
            double y,
            Set<PortRef> fitting,
            @Nullable PortSpot target,
            @Nullable Problem refusal,
            @Nullable Problem notice,
            @Nullable Wire lifted) {}

    public static final Overlay NONE = new Overlay(Drag.NONE, List.of(), null, null, null, List.of(), Set.of(), null);

    static Overlay dragging(
            Set<String> ids, Set<Bend> bends, Snap snap, @Nullable Wire opened, @Nullable String group) {
        return new Overlay(
                new Drag(ids, bends, snap.dx(), snap.dy(), group),
                snap.lines(),
                null,
                null,
                null,
                List.of(),
                opened == null ? Set.of() : Set.of(opened),
                null);
    }

    static Overlay resizing(NoteBox note) {
        return new Overlay(Drag.NONE, List.of(), note, null, null, List.of(), Set.of(), null);
    }

    static Overlay band(Box band) {
        return new Overlay(Drag.NONE, List.of(), null, band, null, List.of(), Set.of(), null);
    }

    public static Overlay drawing(Draft draft) {
        return new Overlay(Drag.NONE, List.of(), null, null, draft, List.of(), Set.of(), null);
    }

    static Overlay cutting(List<Double> line, Set<Wire> cut) {
        return new Overlay(Drag.NONE, List.of(), null, null, null, line, cut, null);
    }

    static Overlay placing(NodeBox ghost, List<Snap.Line> guides, @Nullable Wire opened, @Nullable String group) {
        Drag joining = new Drag(Set.of(), Set.of(), 0, 0, group);
        return new Overlay(
                joining, guides, null, null, null, List.of(), opened == null ? Set.of() : Set.of(opened), ghost);
    }

    /** Ids of the nodes, blocks and notes that are dragged. */
    public Set<String> dragged() {
        return drag.ids();
    }

    /** Whether wires are drawn elsewhere than they lie. */
    public boolean isMoving() {
        return !drag.ids().isEmpty() || !drag.bends().isEmpty();
    }

    /** The drawing with what is dragged or resized where the pointer has it. */
    public CanvasModel over(CanvasModel model) {
        CanvasModel moved = model.moved(drag.ids(), drag.bends(), drag.dx(), drag.dy());
        return resized == null ? moved : moved.with(resized);
    }
}
