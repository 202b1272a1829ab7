package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.NoteBox;
import dev.tailrace.designer.gestures.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A selected node, block or note that is to be put elsewhere.
 *
 * @param anchorX of the box, which is what the drawing remembers
 */
record Arranged(String id, Box box, double anchorX) {
    /** Each once, in the order of the drawing. */
    static List<Arranged> selected(Surface surface) {
        List<Arranged> parts = new ArrayList<>();
        Set<String> nodes = surface.editor().selectedNodes();
        for (NodeBox node : surface.model().nodes()) {
            // All the commands that arrange ask for this after each edit.
            if (node.isBlock() ? node.members().stream().anyMatch(nodes::contains) : nodes.contains(node.id())) {
                parts.add(new Arranged(node.id(), node.box(), node.anchorX()));
            }
        }
        for (NoteBox note : surface.model().notes()) {
            if (surface.editor().selection().notes().contains(note.id())) {
                parts.add(new Arranged(note.id(), note.box(), note.box().x()));
            }
        }
        return parts;
    }
}
