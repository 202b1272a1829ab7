package dev.tailrace.designer.geometry;

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
}
