package dev.tailrace.model.versions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.versions.Change.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes single changes of a diff back, so that its later version becomes in this point what the earlier one was. A node
 * that comes back brings its place and the wires whose other ends are there; one that goes takes its wires along.
 */
public final class TakeBack {
    private TakeBack() {}

    /**
     * @param pipeline the later version, or one that was made of it by taking other changes back
     * @return the same pipeline if the change cannot be found in it any more
     */
    public static Pipeline of(Pipeline pipeline, PipelineDiff diff, Change change) {
        ObjectNode tree = PipelineJson.tree(pipeline);
        ObjectNode earlier = PipelineJson.tree(diff.before());
        Part part = change.part();
        if (part == Part.PIPELINE) {
            Pointers.set(tree, change.pointer(), change.before());
        } else if (change.kind() == Kind.REORDERED) {
            reorder(part, tree, Entries.of(part, earlier));
        } else {
            entry(change, tree, earlier);
        }
        Pipeline taken = PipelineJson.parse(tree).pipeline();
        return taken == null ? pipeline : taken;
    }

    private static void entry(Change change, ObjectNode tree, ObjectNode earlier) {
        Part part = change.part();
        Map<String, JsonNode> entries = Entries.of(part, tree);
        JsonNode before = change.before();
        if (!change.pointer().isEmpty()) {
            JsonNode entry = entries.get(change.id());
            if (entry != null) {
                Pointers.set(entry, change.pointer(), before);
            }
            return;
        }
        if (before == null) {
            entries.remove(change.id());
        } else {
            entries = placed(entries, change.id(), before.deepCopy(), Entries.of(part, earlier));
        }
        Entries.set(part, tree, entries);
        if (part == Part.NODE) {
            wires(tree, earlier, change);
        }
        if (part.stands() && tree.get(Part.PLACE.field()) instanceof ObjectNode layout) {
            place(layout, earlier, change);
        }
    }

    private static void place(ObjectNode layout, ObjectNode earlier, Change change) {
        JsonNode place = earlier.path(Part.PLACE.field()).get(change.id());
        if (change.before() == null) {
            layout.remove(change.id());
        } else if (place != null && !layout.has(change.id())) {
            layout.set(change.id(), place);
        }
    }

    /** Before the entry that it stood before. */
    private static Map<String, JsonNode> placed(
            Map<String, JsonNode> entries, String id, JsonNode entry, Map<String, JsonNode> earlier) {
        if (entries.containsKey(id)) {
            entries.put(id, entry);
            return entries;
        }
        List<String> order = new ArrayList<>(earlier.keySet());
        List<String> below = order.subList(order.indexOf(id) + 1, order.size());
        String next = below.stream().filter(entries::containsKey).findFirst().orElse(null);
        Map<String, JsonNode> placed = new LinkedHashMap<>();
        entries.forEach((key, value) -> {
            if (key.equals(next)) {
                placed.put(id, entry);
            }
            placed.put(key, value);
        });
        placed.putIfAbsent(id, entry);
        return placed;
    }

    private static void wires(ObjectNode tree, ObjectNode earlier, Change change) {
        Set<String> nodes = new TreeSet<>(Entries.of(Part.NODE, tree).keySet());
        Map<String, JsonNode> wires = Entries.of(Part.WIRE, tree);
        wires.values().removeIf(wire -> !hasEnds(wire, nodes));
        if (change.kind() == Kind.REMOVED) {
            Entries.of(Part.WIRE, earlier).forEach((id, wire) -> {
                boolean own = List.of(node(wire, "from"), node(wire, "to")).contains(change.id());
                if (own && hasEnds(wire, nodes)) {
                    wires.putIfAbsent(id, wire);
                }
            });
        }
        Entries.set(Part.WIRE, tree, wires);
    }

    static boolean hasEnds(JsonNode wire, Set<String> nodes) {
        return nodes.contains(node(wire, "from")) && nodes.contains(node(wire, "to"));
    }

    static String node(JsonNode wire, String end) {
        String port = wire.path(end).asText();
        return port.substring(0, Math.max(0, port.lastIndexOf('.')));
    }

    private static void reorder(Part part, ObjectNode tree, Map<String, JsonNode> earlier) {
        Map<String, JsonNode> entries = Entries.of(part, tree);
        Map<String, JsonNode> ordered = new LinkedHashMap<>();
        for (String id : Entries.shared(earlier, entries)) {
            JsonNode entry = entries.get(id);
            if (entry != null) {
                ordered.put(id, entry);
            }
        }
        entries.forEach(ordered::putIfAbsent);
        Entries.set(part, tree, ordered);
    }
}
