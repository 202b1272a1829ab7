package dev.tailrace.model.versions;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** JSON pointers (RFC 6901). */
final class Pointers {
    private Pointers() {}

    static String field(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /**
     * Sets what a pointer names; does nothing if what encloses it is not there.
     *
     * @param value null takes a field away
     */
    static void set(JsonNode root, String pointer, @Nullable JsonNode value) {
        JsonPointer whole = JsonPointer.compile(pointer);
        JsonNode holder = root.at(whole.head());
        JsonPointer last = whole.last();
        if (holder instanceof ObjectNode object) {
            if (value == null) {
                object.remove(last.getMatchingProperty());
            } else {
                object.set(last.getMatchingProperty(), value.deepCopy());
            }
        } else if (holder instanceof ArrayNode array && value != null && array.has(last.getMatchingIndex())) {
            array.set(last.getMatchingIndex(), value.deepCopy());
        }
    }
}
