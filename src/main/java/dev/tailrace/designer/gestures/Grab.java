package dev.tailrace.designer.gestures;

import dev.tailrace.designer.Selection;
import dev.tailrace.designer.commands.Command;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Frame;
import dev.tailrace.designer.geometry.Hit;
import dev.tailrace.designer.geometry.NodeBox;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a press takes hold of.
 *
 * @param part as it is selected
 * @param box that snaps to others
 * @param anchorX what lies on the grid
 * @param node if it is a node or a block
 * @param onClick the edit if it is let go at once, else null for a change of the selection
 */
record Grab(Selection part, Box box, double anchorX, @Nullable NodeBox node, @Nullable Command onClick) {
    static Grab of(NodeBox node) {
        return new Grab(Selection.ofNodes(node.members()), node.box(), node.anchorX(), node, null);
    }

    static Grab of(CanvasModel model, Frame frame, @Nullable Command onClick) {
        NodeBox first = model.node(frame.group().nodes().get(0));
        Box nodes = Objects.requireNonNullElse(model.bounds(frame.group().nodes()), frame.box());
        double anchorX = first == null ? nodes.x() : first.anchorX();
        return new Grab(Selection.ofNodes(frame.group().nodes()), nodes, anchorX, null, onClick);
    }

    static Grab of(Hit.OfNote note) {
        Box box = note.note().box();
        return new Grab(Selection.ofNote(note.note().id()), box, box.x(), null, null);
    }

    static Grab of(Hit.OfBend bend) {
        return new Grab(Selection.ofBend(bend.bend()), new Box(bend.x(), bend.y(), 0, 0), bend.x(), null, null);
    }

    boolean isBend() {
        return !part.bends().isEmpty();
    }
}
