package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.model.Pipeline.Point;
import java.util.HashMap;
import java.util.Map;

/** Nodes on their way to new places, as after a layout. For one thread. */
final class NodeGlide {
    private static final double NANOS = 240e6;

    private Map<String, Point> behind = Map.of();
    private long start;

    /**
     * Begins with the nodes where they were.
     *
     * @param nanoTime now, of {@link System#nanoTime()}
     */
    void begin(CanvasModel before, CanvasModel after, long nanoTime) {
        Map<String, Point> far = new HashMap<>();
        for (NodeBox node : after.nodes()) {
            NodeBox old = before.node(node.id());
            if (old != null && !old.box().equals(node.box())) {
                far.put(
                        node.id(),
                        new Point(
                                old.box().x() - node.box().x(),
                                old.box().y() - node.box().y()));
            }
        }
        behind = far;
        start = nanoTime;
    }

    boolean isUnderWay(long nanoTime) {
        if (nanoTime - start >= NANOS) {
            behind = Map.of();
        }
        return !behind.isEmpty();
    }

    /** The drawing as it is seen on the way. */
    CanvasModel at(CanvasModel model, long nanoTime) {
        if (!isUnderWay(nanoTime)) {
            return model;
        }
        double rest = 1 - (nanoTime - start) / NANOS;
        double left = rest * rest * rest;
        Map<String, Point> by = new HashMap<>();
        behind.forEach((id, far) -> by.put(id, new Point(far.x() * left, far.y() * left)));
        return model.shifted(by);
    }
}
