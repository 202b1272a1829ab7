package dev.tailrace.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operator placed in a pipeline.
 *
 * @param id stays for life, state hangs on it: letters, digits, {@code _} and {@code -}
 * @param operator id in the catalogue; may be unknown to this version
 * @param name what people see and change
 * @param settings as in the file; never changed in place (use {@link #withSettings})
 * @param parallelism instances at run time, or null for the pipeline's
 * @param muted rows pass by a stateless operator, or the branch stops
 * @param notes Markdown, may be empty
 * @param extra fields of the file that this version does not know, kept as they were
 */
public record Node(
        String id,
        String operator,
        String name,
        ObjectNode settings,
        @Nullable Integer parallelism,
        boolean muted,
        String notes,
        Map<String, JsonNode> extra) {
    public Node {
        extra = Extras.copy(extra);
    }

    public static Node of(String id, String operator, String name, ObjectNode settings) {
        return new Node(id, operator, name, settings, null, false, "", Map.of());
    }

    public Node withName(String newName) {
        return new Node(id, operator, newName, settings, parallelism, muted, notes, extra);
    }

    public Node withSettings(ObjectNode newSettings) {
        return new Node(id, operator, name, newSettings, parallelism, muted, notes, extra);
    }

    public Node withId(String newId) {
        return new Node(newId, operator, name, settings, parallelism, muted, notes, extra);
    }

    public Node withNotes(String newNotes) {
        return new Node(id, operator, name, settings, parallelism, muted, newNotes, extra);
    }

    public Node withMuted(boolean newMuted) {
        return new Node(id, operator, name, settings, parallelism, newMuted, notes, extra);
    }
}
