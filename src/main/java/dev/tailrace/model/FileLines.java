package dev.tailrace.model;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In which line of its file each part of a pipeline stands, so that messages can say it. Lines count from 1. */
public final class FileLines {
    private final Map<String, Integer> lineByPointer = new HashMap<>();
    private final Map<String, String> pointerByNode = new HashMap<>();

    FileLines() {}

    void put(String pointer, int line) {
        lineByPointer.put(pointer, line);
    }

    void putNode(String id, String pointer) {
        pointerByNode.putIfAbsent(id, pointer);
    }

    /** The line of a JSON pointer such as {@code /nodes/0/name}, or of what encloses it. */
    public int line(String pointer) {
        String at = pointer;
        while (!at.isEmpty()) {
            Integer line = lineByPointer.get(at);
            if (line != null) {
                return line;
            }
            at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
        }
        return 1;
    }

    /**
     * The line of a node's setting, or of the node.
     *
     * @param node null for the whole file
     * @param place of a problem, such as {@code columns[2].expression}; null for the node
     */
    public int line(@Nullable String node, @Nullable String place) {
        String nodePointer = node == null ? null : pointerByNode.get(node);
        if (nodePointer == null) {
            return 1;
        }
        return place == null
                ? line(nodePointer)
                : line(nodePointer + "/settings/"
                        + place.replace('.', '/').replace('[', '/').replace("]", ""));
    }
}
