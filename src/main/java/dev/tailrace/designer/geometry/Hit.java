package dev.tailrace.designer.geometry;

import dev.tailrace.designer.commands.Bend;
import dev.tailrace.model.Wire;

/** What lies under a point of the canvas. */
public sealed interface Hit {
    Hit NOTHING = new Nothing();

    record Nothing() implements Hit {}

    record OfPort(PortSpot spot) implements Hit {}

    record OfNode(NodeBox box) implements Hit {}

    /** The count of problems on a node's corner. */
    record OfBadge(NodeBox box) implements Hit {}

    /** A wire or its pill. */
    record OfWire(Wire wire) implements Hit {}

    /** A point that a wire is led through. */
    record OfBend(Bend bend, double x, double y) implements Hit {}

    /**
     * A group's title or border.
     *
     * @param fold whether it is the arrow that collapses the group
     */
    record OfFrame(Frame frame, boolean fold) implements Hit {}

    /** @param corner whether it is the corner that changes the note's size */
    record OfNote(NoteBox note, boolean corner) implements Hit {}
}
