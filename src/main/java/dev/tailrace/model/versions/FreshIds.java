package dev.tailrace.model.versions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Gives what two sides have added under one id ids of their own, with all that names them. */
final class FreshIds {
    private static final List<Part> WITH_IDS =
            Arrays.stream(Part.values()).filter(Part::stands).toList();

    private FreshIds() {}

    /**
     * Changes their tree.
     *
     * @return new ids by the old ones
     */
    static Map<String, String> tellApart(ObjectNode base, ObjectNode ours, ObjectNode theirs) {
        Set<String> taken = new HashSet<>();
        for (ObjectNode tree : List.of(base, ours, theirs)) {
            WITH_IDS.forEach(part -> taken.addAll(Entries.of(part, tree).keySet()));
        }
        Map<String, JsonNode> old = all(base);
        Map<String, JsonNode> mine = all(ours);
        Map<String, String> renamed = new LinkedHashMap<>();
        all(theirs).forEach((id, entry) -> {
            JsonNode other = mine.get(id);
            if (other != null && !old.containsKey(id) && !other.equals(entry)) {
                renamed.put(id, fresh(id, taken));
            }
        });
        if (!renamed.isEmpty()) {
            rename(theirs, renamed);
        }
        return renamed;
    }

    private static Map<String, JsonNode> all(ObjectNode tree) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        WITH_IDS.forEach(part -> all.putAll(Entries.of(part, tree)));
        return all;
    }

    private static String fresh(String id, Set<String> taken) {
        String stem = id.replaceFirst("-\\d+$", "");
        // Ids have at most 64 characters.
        stem = stem.substring(0, Math.min(stem.length(), 56));
        for (int i = 2; ; i++) {
            if (taken.add(stem + "-" + i)) {
                return stem + "-" + i;
            }
        }
    }

    private static void rename(ObjectNode tree, Map<String, String> ids) {
        for (Part part : WITH_IDS) {
            for (JsonNode entry : tree.path(part.field())) {
                ObjectNode object = (ObjectNode) entry;
                object.put("id", of(entry.path("id").asText(), ids));
                if (entry.get("nodes") instanceof ArrayNode members && part == Part.GROUP) {
                    for (int i = 0; i < members.size(); i++) {
                        members.set(i, TextNode.valueOf(of(members.get(i).asText(), ids)));
                    }
                }
            }
        }
        for (JsonNode wire : tree.path("wires")) {
            ObjectNode object = (ObjectNode) wire;
            object.put("from", port(wire.path("from").asText(), ids));
            object.put("to", port(wire.path("to").asText(), ids));
        }
        keys(tree, "layout", id -> of(id, ids));
        keys(tree, "bends", wire -> {
            String[] ends = wire.split(" -> ", 2);
            return ends.length == 2 ? port(ends[0], ids) + " -> " + port(ends[1], ids) : wire;
        });
        for (JsonNode test : tree.path("tests")) {
            keys((ObjectNode) test, "inputs", port -> port(port, ids));
            keys((ObjectNode) test, "expected", port -> port(port, ids));
        }
    }

    private static void keys(ObjectNode holder, String field, UnaryOperator<String> name) {
        if (holder.get(field) instanceof ObjectNode map) {
            ObjectNode renamed = map.objectNode();
            Entries.fields(map).forEach((key, value) -> renamed.set(name.apply(key), value));
            holder.set(field, renamed);
        }
    }

    private static String of(String id, Map<String, String> ids) {
        return ids.getOrDefault(id, id);
    }

    private static String port(String port, Map<String, String> ids) {
        int dot = port.lastIndexOf('.');
        return dot < 0 ? port : of(port.substring(0, dot), ids) + port.substring(dot);
    }
}
