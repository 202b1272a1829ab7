package dev.tailrace.designer.geometry;

import dev.tailrace.model.PortRef;
import dev.tailrace.operator.Port;

/**
 * A port on a node's outline.
 *
 * @param x of its middle, in canvas units
 * @param missing whether the pipeline cannot run until it is wired
 */
public record PortSpot(PortRef ref, Port port, Edge edge, double x, double y, boolean wired, boolean missing) {
    /** How far from its middle a pointer still meets it. */
    public static final double REACH = 14;

    PortSpot moved(double dx, double dy) {
        return new PortSpot(ref, port, edge, x + dx, y + dy, wired, missing);
    }
}
