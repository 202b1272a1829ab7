package dev.tailrace.model.versions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entries of one part by what identifies them, in their order. */
final class Entries {
    private Entries() {}

    /** Entries of one key, such as two tests of one name, are told apart by their turn. */
    static Map<String, JsonNode> of(Part part, ObjectNode tree) {
        JsonNode section = tree.path(part.field());
        if (part.isMap()) {
            return fields(section);
        }
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        for (JsonNode entry : section) {
            String key = part.key(entry);
            String own = key;
            for (int turn = 2; entries.containsKey(own); turn++) {
                own = key + " #" + turn;
            }
            entries.put(own, entry);
        }
        return entries;
    }

    static Map<String, JsonNode> fields(JsonNode object) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        object.fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    /** Writes the entries back as the part has them. */
    static void set(Part part, ObjectNode tree, Map<String, JsonNode> entries) {
        if (part.isMap()) {
            ObjectNode object = tree.objectNode();
            entries.forEach(object::set);
            tree.set(part.field(), object);
        } else {
            ArrayNode array = tree.arrayNode();
            entries.values().forEach(array::add);
            tree.set(part.field(), array);
        }
    }

    /** What both have, in the order of the first. */
    static List<String> shared(Map<String, JsonNode> order, Map<String, JsonNode> other) {
        List<String> shared = new ArrayList<>(order.keySet());
        shared.retainAll(other.keySet());
        return shared;
    }
}
