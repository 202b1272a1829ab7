package dev.tailrace.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * Nodes that are drawn in one frame, or as one block while collapsed. The group's id stands in the layout with the place
 * of the block; what the pipeline computes does not know of it.
 *
 * @param id letters, digits, {@code _} and {@code -}; no node, note or other group has it
 * @param nodes ids, also those of nodes in groups within it, see {@link Nesting}; not empty in a pipeline
 * @param extra fields of the file that this version does not know, kept as they were
 */
public record Group(String id, String name, List<String> nodes, boolean collapsed, Map<String, JsonNode> extra) {
    public Group {
        nodes = List.copyOf(nodes);
        extra = Extras.copy(extra);
    }

    public static Group of(String id, String name, List<String> nodes) {
        return new Group(id, name, nodes, false, Map.of());
    }

    public Group withName(String newName) {
        return new Group(id, newName, nodes, collapsed, extra);
    }

    public Group withNodes(List<String> newNodes) {
        return new Group(id, name, newNodes, collapsed, extra);
    }

    public Group withCollapsed(boolean newCollapsed) {
        return new Group(id, name, nodes, newCollapsed, extra);
    }
}
