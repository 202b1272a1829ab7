package dev.tailrace.model.versions;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two versions of a pipeline.
 *
 * @param id what identifies the entry in its part: a node's id, a parameter's name, a wire's two ends; empty for the
 *     pipeline itself and where the order of a whole part differs
 * @param pointer JSON pointer of the field within the entry, such as {@code /settings/condition}; empty for all of it
 * @param before as JSON, or null if it was not there
 * @param after as JSON, or null if it is not there any more
 */
public record Change(
        Part part, Kind kind, String id, String pointer, @Nullable JsonNode before, @Nullable JsonNode after) {

    /** What has happened. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED,
        RENAMED,
        MOVED,
        /** The same entries in another order; it decides which node is drawn on top and how lists read. */
        REORDERED
    }

    /** Whether only the look of the drawing differs, and nothing that it computes or says. */
    public boolean isLayout() {
        return part == Part.PLACE || part == Part.BEND || kind == Kind.REORDERED && part == Part.NODE;
    }

    /** The node that it is about; null if it is about none, or about a wire. */
    public @Nullable String node() {
        return (part == Part.NODE || part == Part.PLACE) && !id.isEmpty() ? id : null;
    }
}
