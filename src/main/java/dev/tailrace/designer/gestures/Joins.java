package dev.tailrace.designer.gestures;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Frame;
import dev.tailrace.designer.geometry.NodeBox;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which groups nodes join or leave when they are dropped. A group that moves as a whole is neither joined nor left. */
public final class Joins {
    private Joins() {}

    /** By node: the id of the group that it joins, or an empty text if it leaves its own. */
    static Map<String, String> of(CanvasModel model, Set<String> moving, double dx, double dy) {
        Map<String, String> joins = new HashMap<>();
        for (String id : moving) {
            NodeBox node = model.node(id);
            Frame own = node == null || node.isBlock() ? null : frameOf(model, id);
            if (node == null || node.isBlock() || own != null && moves(own, moving)) {
                continue;
            }
            Frame into = at(model, moving, node.box().moved(dx, dy));
            if (into != own) {
                joins.put(id, into == null ? "" : into.id());
            }
        }
        return joins;
    }

    /** The group that a node which moves would join, or null. */
    static @Nullable String target(CanvasModel model, Set<String> moving, double dx, double dy) {
        return of(model, moving, dx, dy).values().stream()
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** For a new node. */
    public static Map<String, String> of(CanvasModel model, String node, Box box) {
        Frame into = at(model, Set.of(), box);
        return into == null ? Map.of() : Map.of(node, into.id());
    }

    private static @Nullable Frame frameOf(CanvasModel model, String node) {
        for (Frame frame : model.frames()) {
            if (frame.group().nodes().contains(node)) {
                return frame;
            }
        }
        return null;
    }

    private static @Nullable Frame at(CanvasModel model, Set<String> moving, Box box) {
        for (Frame frame : model.frames()) {
            if (!moves(frame, moving) && frame.box().contains(box.centreX(), box.centreY())) {
                return frame;
            }
        }
        return null;
    }

    private static boolean moves(Frame frame, Set<String> moving) {
        return moving.containsAll(frame.group().nodes());
    }
}
