package dev.tailrace.designer.gestures;

import dev.tailrace.designer.commands.AddNode;
import dev.tailrace.designer.commands.AddNodeOnWire;
import dev.tailrace.designer.commands.Command;
import dev.tailrace.designer.commands.Fresh;
import dev.tailrace.designer.commands.Joining;
import dev.tailrace.designer.commands.Splice;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Drafting;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.Snap;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.operator.OperatorSpec;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings an operator from the palette; dropped on a wire it goes into it. */
public final class PlaceOperator implements Gesture {
    private final Surface surface;
    private final Drafting drafting;
    private final OperatorSpec spec;
    private final Node node;
    private @Nullable NodeBox ghost;
    private List<Snap.Line> guides = List.of();
    private @Nullable Splice splice;

    /** @param name what the palette calls it */
    public PlaceOperator(Surface surface, Drafting drafting, OperatorSpec spec, String name) {
        this.surface = surface;
        this.drafting = drafting;
        this.spec = spec;
        this.node = Fresh.node(surface.editor().pipeline(), spec, name);
    }

    @Override
    public void drag(Pointer pointer) {
        double x = pointer.x() - NodeBox.WIDTH / 2;
        double y = pointer.y() - NodeBox.HEIGHT / 2;
        Box box = new Box(x, y, NodeBox.WIDTH, NodeBox.HEIGHT);
        Snap snap = pointer.alt()
                ? Snap.toPixel(box)
                : Snap.of(surface.model(), Set.of(), box, x, surface.viewport().zoom());
        guides = snap.lines();
        ghost = drafting.ghost(node, x + snap.dx(), y + snap.dy());
        splice = SpliceOnDrop.under(surface, spec.ports(), box).orElse(null);
    }

    @Override
    public void release(Pointer pointer) {
        drag(pointer);
        NodeBox last = ghost;
        if (last != null) {
            Point at = new Point(last.box().x(), last.box().y());
            Command edit = splice == null ? new AddNode(node, at) : new AddNodeOnWire(node, at, splice);
            surface.editor().apply(Joining.of(edit, Joins.of(surface.model(), node.id(), last.box())));
        }
        ghost = null;
    }

    /** The pointer is not over the canvas now. */
    public void leave() {
        ghost = null;
        guides = List.of();
        splice = null;
    }

    @Override
    public Overlay overlay() {
        NodeBox now = ghost;
        return now == null
                ? Overlay.NONE
                : Overlay.placing(
                        now,
                        guides,
                        splice == null ? null : splice.wire(),
                        Joins.of(surface.model(), node.id(), now.box()).get(node.id()));
    }
}
