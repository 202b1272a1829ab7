package dev.tailrace.designer.geometry;

import dev.tailrace.model.Group;
import dev.tailrace.model.Nesting;
import dev.tailrace.model.Pipeline;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the frames of the groups that are drawn as such: one that lies in another has room for its title there. */
final class Frames {
    private Frames() {}

    /** By group, each after those that it lies in. */
    static Map<String, Frame> of(Pipeline pipeline, Collection<NodeBox> boxes) {
        Nesting nesting = pipeline.attachments().nesting();
        List<Group> outerFirst = nesting.outerFirst();
        if (outerFirst.isEmpty()) {
            return Map.of();
        }
        Map<String, NodeBox> boxOfNode = new HashMap<>();
        boxes.forEach(box -> box.members().forEach(node -> boxOfNode.put(node, box)));
        Map<String, Frame> made = new HashMap<>();
        for (int i = outerFirst.size() - 1; i >= 0; i--) {
            Group group = outerFirst.get(i);
            if (!group.collapsed() && !nesting.isHidden(group)) {
                Box content = content(group, nesting, boxOfNode, made);
                if (content != null) {
                    made.put(group.id(), Frame.of(group, content));
                }
            }
        }
        Map<String, Frame> frames = new LinkedHashMap<>();
        for (Group group : outerFirst) {
            Frame frame = made.get(group.id());
            if (frame != null) {
                frames.put(group.id(), frame);
            }
        }
        return frames;
    }

    private static @Nullable Box content(
            Group group, Nesting nesting, Map<String, NodeBox> boxOfNode, Map<String, Frame> made) {
        Box all = null;
        for (String node : group.nodes()) {
            NodeBox box = boxOfNode.get(node);
            if (box != null) {
                all = all == null ? box.box() : all.with(box.box());
            }
        }
        for (Group inner : nesting.within(group)) {
            Frame frame = made.get(inner.id());
            if (frame != null && all != null) {
                all = all.with(frame.box());
            }
        }
        return all;
    }
}
