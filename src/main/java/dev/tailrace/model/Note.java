package dev.tailrace.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Words beside the nodes. The note's id stands in the layout with the place of its upper left corner.
 *
 * @param id letters, digits, {@code _} and {@code -}; no node, group or other note has it
 * @param text Markdown
 * @param width in canvas units, greater than 0
 * @param height in canvas units, greater than 0
 * @param extra fields of the file that this version does not know, kept as they were
 */
public record Note(String id, String text, double width, double height, Map<String, JsonNode> extra) {
    public Note {
        extra = Extras.copy(extra);
    }

    public static Note of(String id, String text, double width, double height) {
        return new Note(id, text, width, height, Map.of());
    }

    public Note withText(String newText) {
        return new Note(id, newText, width, height, extra);
    }

    public Note withSize(double newWidth, double newHeight) {
        return new Note(id, text, newWidth, newHeight, extra);
    }
}
