package dev.tailrace.designer.gestures;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Frame;
import dev.tailrace.designer.geometry.NodeBox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which groups nodes join or leave when they are dropped. A group that moves as a whole stays together. */
public final class Joins {
    private Joins() {}

    /** By node: the id of the innermost group that it joins, or an empty text if it leaves all that do not move. */
    static Map<String, String> of(CanvasModel model, Set<String> moving, double dx, double dy) {
        Map<String, String> joins = new HashMap<>();
        for (String id : moving) {
            NodeBox node = model.node(id);
            if (node == null) {
                continue;
            }
            Frame whole = null;
            Frame own = null;
            for (Frame frame : model.frames()) {
                if (frame.group().nodes().containsAll(node.members())) {
                    boolean moves = model.isWithin(frame, moving);
                    own = moves ? own : frame;
                    whole = moves && whole == null ? frame : whole;
                }
            }
            Box box = whole == null ? node.box() : whole.box();
            Frame into = at(model, moving, box.moved(dx, dy));
            if (into != own) {
                node.members().forEach(member -> joins.put(member, into == null ? "" : into.id()));
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

    /** The innermost frame there of those that stay. */
    private static @Nullable Frame at(CanvasModel model, Set<String> moving, Box box) {
        List<Frame> there = model.frames().stream()
                .filter(frame -> frame.box().contains(box.centreX(), box.centreY()) && !model.isWithin(frame, moving))
                .toList();
        return there.isEmpty() ? null : there.get(there.size() - 1);
    }
}
