package dev.tailrace.designer.gestures;

import dev.tailrace.designer.commands.Command;
import dev.tailrace.designer.commands.MoveOntoWire;
import dev.tailrace.designer.commands.PullOut;
import dev.tailrace.designer.commands.Splice;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.Snap;
import dev.tailrace.model.Pipeline.Point;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects a node and drags the selection, snapping to others and to the grid. A single node without wires that is
 * dropped on a wire goes into it; a drag with Shift pulls a single node out of its wires.
 */
public final class MoveNodes implements Gesture {
    /** Pixels within which a press is a click. */
    private static final double CLICK = 4;

    private final Surface surface;
    private final NodeBox grabbed;
    private final Pointer start;
    private final CanvasModel model;
    private final Set<String> nodes;
    private final boolean selectedBefore;
    private @Nullable Snap snap;
    private @Nullable Splice splice;

    MoveNodes(Surface surface, NodeBox grabbed, Pointer start) {
        this.surface = surface;
        this.grabbed = grabbed;
        this.start = start;
        this.model = surface.model();
        Set<String> selected = surface.editor().selectedNodes();
        this.selectedBefore = selected.contains(grabbed.id());
        if (!selectedBefore) {
            Set<String> now = new LinkedHashSet<>(start.control() || start.shift() ? selected : Set.of());
            now.add(grabbed.id());
            surface.editor().selectNodes(now);
        }
        this.nodes = surface.editor().selectedNodes();
    }

    @Override
    public void drag(Pointer pointer) {
        if (snap == null
                && Math.hypot(pointer.screenX() - start.screenX(), pointer.screenY() - start.screenY()) < CLICK) {
            return;
        }
        double dx = pointer.x() - start.x();
        double dy = pointer.y() - start.y();
        Box moving = grabbed.box().moved(dx, dy);
        Snap found = Snap.of(
                model, nodes, moving, grabbed.anchorX() + dx, surface.viewport().zoom());
        snap = new Snap(dx + found.dx(), dy + found.dy(), found.lines());
        splice = nodes.size() == 1
                ? SpliceOnDrop.under(surface, grabbed.node(), moving).orElse(null)
                : null;
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
        Map<String, Point> to = new HashMap<>();
        for (String id : nodes) {
            NodeBox node = model.node(id);
            if (node != null) {
                to.put(id, new Point(node.anchorX() + last.dx(), node.box().y() + last.dy()));
            }
        }
        Point place = to.getOrDefault(
                grabbed.id(), new Point(grabbed.anchorX(), grabbed.box().y()));
        if (start.shift() && nodes.size() == 1) {
            return new PullOut(grabbed.id(), place, surface.ports());
        }
        return Optional.ofNullable(splice)
                .<Command>map(on -> new MoveOntoWire(grabbed.id(), place, on))
                .orElseGet(() -> new dev.tailrace.designer.commands.MoveNodes(to, false));
    }

    /** A click on one of several selected nodes selects it alone; with Shift or Ctrl it takes it out. */
    private void click() {
        if (!selectedBefore) {
            return;
        }
        if (start.shift() || start.control()) {
            Set<String> rest = new LinkedHashSet<>(nodes);
            rest.remove(grabbed.id());
            surface.editor().selectNodes(rest);
        } else {
            surface.editor().selectNodes(List.of(grabbed.id()));
        }
    }

    @Override
    public void cancel() {
        snap = null;
        splice = null;
    }

    @Override
    public Overlay overlay() {
        return snap == null ? Overlay.NONE : Overlay.dragging(nodes, snap, splice == null ? null : splice.wire());
    }
}
