package dev.tailrace.designer.geometry;

import dev.tailrace.model.Node;
import java.util.Iterator;
import java.util.List;

/** Compares drawings by what of them is seen. What an edit has left as it was is the same object, so that this is quick. */
final class Looks {
    private Looks() {}

    static boolean areSame(CanvasModel one, CanvasModel other) {
        return sameNodes(one, other)
                && one.wires().equals(other.wires())
                && List.copyOf(one.frames()).equals(List.copyOf(other.frames()))
                && List.copyOf(one.notes()).equals(List.copyOf(other.notes()));
    }

    private static boolean sameNodes(CanvasModel one, CanvasModel other) {
        if (one.nodes().size() != other.nodes().size()) {
            return false;
        }
        Iterator<NodeBox> others = other.nodes().iterator();
        for (NodeBox box : one.nodes()) {
            if (!box.looksAs(others.next()) || !namesBeside(one, box).equals(namesBeside(other, box))) {
                return false;
            }
        }
        return true;
    }

    /** Beside the ports of a block stand the names of its nodes. */
    private static List<String> namesBeside(CanvasModel model, NodeBox box) {
        return !box.isBlock()
                ? List.of()
                : box.ports().stream()
                        .map(spot -> model.pipeline()
                                .node(spot.ref().node())
                                .map(Node::name)
                                .orElse(""))
                        .toList();
    }
}
