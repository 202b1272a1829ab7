package dev.tailrace.designer.gestures;

import dev.tailrace.designer.Selection;
import dev.tailrace.designer.commands.Bend;
import dev.tailrace.designer.commands.Command;
import dev.tailrace.designer.commands.Joining;
import dev.tailrace.designer.commands.MoveNodes;
import dev.tailrace.designer.commands.MoveOntoWire;
import dev.tailrace.designer.commands.PullOut;
import dev.tailrace.designer.commands.Splice;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.NoteBox;
import dev.tailrace.designer.geometry.Snap;
import dev.tailrace.designer.geometry.WirePath;
import dev.tailrace.model.Pipeline.Point;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects what is grabbed and drags the selection, snapping to others and to the grid unless Alt is held. A single node
 * without wires that is dropped on a wire goes into it; a drag with Shift pulls a single node out of its wires. A node
 * that is dropped in a group's frame joins the group, one that is dropped elsewhere leaves its own.
 */
final class Move implements Gesture {
    private final Surface surface;
    private final Grab grab;
    private final Pointer start;
    private final CanvasModel model;
    private final Selection selection;
    private final Set<String> moving;
    private final boolean selectedBefore;
    private @Nullable Snap snap;
    private @Nullable Splice splice;

    Move(Surface surface, Grab grab, Pointer start) {
        this.surface = surface;
        this.grab = grab;
        this.start = start;
        this.model = surface.model();
        Selection before = surface.editor().selection();
        this.selectedBefore = before.contains(grab.part());
        if (!selectedBefore) {
            surface.editor().select(start.control() || start.shift() ? before.with(grab.part()) : grab.part());
        }
        this.selection = surface.editor().selection();
        this.moving = moving();
    }

    /** Ids of nodes, blocks and notes. */
    private Set<String> moving() {
        Set<String> ids = new HashSet<>(selection.notes());
        for (String id : selection.nodes()) {
            NodeBox box = model.node(id);
            if (box != null) {
                ids.add(box.id());
            }
        }
        return ids;
    }

    @Override
    public void drag(Pointer pointer) {
        if (snap == null && pointer.isClickFrom(start)) {
            return;
        }
        double dx = pointer.x() - start.x();
        double dy = pointer.y() - start.y();
        Box box = grab.box().moved(dx, dy);
        Snap found = pointer.alt() ? Snap.toPixel(box) : snapped(box, dx);
        snap = new Snap(dx + found.dx(), dy + found.dy(), found.lines());
        NodeBox node = grab.node();
        splice = node != null && !node.isBlock() && moving.size() == 1
                ? SpliceOnDrop.under(surface, node.node(), box).orElse(null)
                : null;
    }

    private Snap snapped(Box box, double dx) {
        double zoom = surface.viewport().zoom();
        return grab.isBend() && moving.isEmpty()
                ? Snap.ofBend(model, grab.part().bends().iterator().next(), box.x(), box.y(), zoom)
                : Snap.of(model, moving, box, grab.anchorX() + dx, zoom);
    }

    @Override
    public void release(Pointer pointer) {
        drag(pointer);
        Snap last = snap;
        if (last == null) {
            click();
            return;
        }
        snap = null;
        surface.editor().apply(command(last));
        surface.editor().endMerge();
    }

    private Command command(Snap last) {
        Map<String, Point> to = places(last);
        NodeBox node = grab.node();
        if (node != null && !node.isBlock() && moving.size() == 1) {
            Point place = to.getOrDefault(
                    node.id(), new Point(node.anchorX(), node.box().y()));
            Command edit = start.shift()
                    ? new PullOut(node.id(), place, surface.ports())
                    : Optional.ofNullable(splice)
                            .<Command>map(on -> new MoveOntoWire(node.id(), place, on))
                            .orElseGet(() -> new MoveNodes(to, bends(last), false));
            return Joining.of(edit, Joins.of(model, moving, last.dx(), last.dy()));
        }
        return Joining.of(new MoveNodes(to, bends(last), false), Joins.of(model, moving, last.dx(), last.dy()));
    }

    private Map<String, Point> places(Snap last) {
        Map<String, Point> to = new HashMap<>();
        for (String id : moving) {
            NodeBox node = model.node(id);
            NoteBox note = model.note(id);
            if (node != null) {
                to.put(id, new Point(node.anchorX() + last.dx(), node.box().y() + last.dy()));
            } else if (note != null) {
                to.put(id, new Point(note.box().x() + last.dx(), note.box().y() + last.dy()));
            }
        }
        return to;
    }

    /** Of wires whose ends do not both move: those take their bends along. */
    private Map<Bend, Point> bends(Snap last) {
        Map<Bend, Point> bends = new HashMap<>();
        CanvasModel moved = model.moved(moving, selection.bends(), last.dx(), last.dy());
        for (WirePath path : moved.wires()) {
            for (int i = 0; i < path.bends().size(); i++) {
                Bend bend = new Bend(path.wire().id(), i);
                if (selection.bends().contains(bend)) {
                    bends.put(bend, path.bends().get(i));
                }
            }
        }
        return bends;
    }

    /** A click on one of several selected things selects it alone; with Shift or Ctrl it takes it out. */
    private void click() {
        if (grab.onClick() != null) {
            surface.editor().apply(grab.onClick());
        } else if (selectedBefore) {
            boolean takesOut = start.shift() || start.control();
            surface.editor().select(takesOut ? selection.without(grab.part()) : grab.part());
        }
    }

    @Override
    public void cancel() {
        snap = null;
        splice = null;
    }

    @Override
    public Overlay overlay() {
        Snap now = snap;
        return now == null
                ? Overlay.NONE
                : Overlay.dragging(
                        moving,
                        selection.bends(),
                        now,
                        splice == null ? null : splice.wire(),
                        Joins.target(model, moving, now.dx(), now.dy()));
    }
}
