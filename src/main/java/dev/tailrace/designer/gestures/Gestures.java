package dev.tailrace.designer.gestures;

import dev.tailrace.designer.Selection;
import dev.tailrace.designer.commands.AddBend;
import dev.tailrace.designer.commands.Bend;
import dev.tailrace.designer.commands.CollapseGroup;
import dev.tailrace.designer.commands.Command;
import dev.tailrace.designer.geometry.Hit;
import dev.tailrace.designer.geometry.WirePath;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.Wire;
import org.jspecify.annotations.Nullable;

/** Which gesture a press begins. */
public final class Gestures {
    /** Which button was pressed; {@code PAN} also stands for the primary one while Space is held. */
    public enum Press {
        PRIMARY,
        PAN
    }

    private Gestures() {}

    public static Gesture begin(Surface surface, Press press, Hit hit, Pointer pointer) {
        if (press == Press.PAN) {
            return new Pan(surface, pointer);
        }
        if (pointer.alt()) {
            return new CutWires(surface, pointer);
        }
        if (hit instanceof Hit.OfPort port) {
            return new DrawWire(surface, port.spot(), pointer);
        }
        if (hit instanceof Hit.OfNode node) {
            return new Move(surface, Grab.of(node.box()), pointer);
        }
        if (hit instanceof Hit.OfBadge badge) {
            return new Move(surface, Grab.of(badge.box()), pointer);
        }
        if (hit instanceof Hit.OfBend bend) {
            return new Move(surface, Grab.of(bend), pointer);
        }
        if (hit instanceof Hit.OfFrame of) {
            Command onClick =
                    of.fold() ? new CollapseGroup(of.frame().id(), of.frame().block()) : null;
            return new Move(surface, Grab.of(surface.model(), of.frame(), onClick), pointer);
        }
        if (hit instanceof Hit.OfNote note) {
            return note.corner()
                    ? new ResizeNote(surface, note.note(), pointer)
                    : new Move(surface, Grab.of(note), pointer);
        }
        if (hit instanceof Hit.OfWire wire) {
            Hit.OfBend bend = pointer.control() ? addBend(surface, wire.wire(), pointer.x(), pointer.y()) : null;
            if (bend != null) {
                return new Move(surface, Grab.of(bend), pointer);
            }
            surface.editor().selectWire(wire.wire());
            return new Pan(surface, pointer);
        }
        return new BoxSelect(surface, pointer);
    }

    /** Leads a wire through a point and selects that; null if the wire is not drawn. */
    public static Hit.@Nullable OfBend addBend(Surface surface, Wire wire, double x, double y) {
        WirePath path = surface.model().wire(wire);
        if (path == null) {
            return null;
        }
        Bend bend = new Bend(wire.id(), path.curve().nearestPart(x, y));
        Point at = new Point(Math.rint(x), Math.rint(y));
        // Before the edit, so that the drag that may follow is one step of undo with it.
        surface.editor().select(Selection.NONE);
        surface.editor().select(Selection.ofBend(bend));
        surface.editor().apply(new AddBend(bend, at));
        return new Hit.OfBend(bend, at.x(), at.y());
    }
}
