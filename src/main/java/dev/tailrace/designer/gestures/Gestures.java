package dev.tailrace.designer.gestures;

import dev.tailrace.designer.geometry.Hit;

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
            return new MoveNodes(surface, node.box(), pointer);
        }
        if (hit instanceof Hit.OfBadge badge) {
            return new MoveNodes(surface, badge.box(), pointer);
        }
        if (hit instanceof Hit.OfWire wire) {
            surface.editor().selectWire(wire.wire());
            return new Pan(surface, pointer);
        }
        return new BoxSelect(surface, pointer);
    }
}
