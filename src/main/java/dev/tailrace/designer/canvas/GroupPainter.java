package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Detail;
import dev.tailrace.designer.geometry.Frame;
import dev.tailrace.designer.geometry.Hit;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.PortSpot;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.model.Node;
import java.util.function.Predicate;

/** Draws the frames of groups, and whose the ports of a block are. */
final class GroupPainter {
    private static final double RADIUS = 14;
    static final double TITLE_SIZE = 12;
    private static final double FAR_TITLE = 12;
    private static final double PORT_SIZE = 10;
    private static final double PORT_ROOM = 96;

    private final Typefaces faces;

    GroupPainter(Typefaces faces) {
        this.faces = faces;
    }

    void frames(Pen pen, Colours colours, Scene scene, double zoom, Predicate<Box> wanted) {
        for (Frame frame : scene.model().frames()) {
            if (wanted.test(frame.box())) {
                frame(pen, colours, scene, frame, zoom);
            }
        }
    }

    private void frame(Pen pen, Colours colours, Scene scene, Frame frame, double zoom) {
        Box box = frame.box();
        boolean selected = scene.isSelected(frame);
        boolean joined = frame.id().equals(scene.overlay().drag().group());
        boolean hovered =
                scene.hover() instanceof Hit.OfFrame of && of.frame().id().equals(frame.id());
        double line = Math.max(1, 1 / zoom);
        pen.fillRect(
                box.x(),
                box.y(),
                box.width(),
                box.height(),
                RADIUS,
                joined ? colours.of(Token.ACCENT_SOFT) : Colours.faded(colours.of(Token.FG_SUBTLE), 0.07));
        if (selected) {
            pen.strokeRect(
                    box.x() - 3, box.y() - 3, box.width() + 6, box.height() + 6, RADIUS + 3, 4, colours.of(Token.HALO));
        }
        Token outline = selected || joined ? Token.ACCENT : hovered ? Token.FG_SUBTLE : Token.LINE_STRONG;
        pen.strokeRect(
                box.x(), box.y(), box.width(), box.height(), RADIUS, selected ? 2 * line : line, colours.of(outline));
        if (Detail.at(zoom).hasPorts()) {
            boolean fold = hovered && scene.hover() instanceof Hit.OfFrame of && of.fold();
            pen.glyph(
                    "mdi2c-chevron-down",
                    box.x() + Frame.TITLE_X / 2 + 2,
                    box.y() + Frame.TITLE / 2 + 1,
                    16,
                    colours.of(fold ? Token.FG : Token.FG_MUTED));
            pen.text(
                    faces.fitted(
                            frame.group().name(), Face.TEXT_STRONG, TITLE_SIZE, box.width() - Frame.TITLE_X - RADIUS),
                    box.x() + Frame.TITLE_X,
                    box.y() + 19,
                    Face.TEXT_STRONG,
                    TITLE_SIZE,
                    colours.of(Token.FG_MUTED));
        } else {
            double size = FAR_TITLE / zoom;
            pen.text(
                    faces.fitted(frame.group().name(), Face.TEXT_STRONG, size, box.width()),
                    box.x(),
                    box.y() - size * 0.4,
                    Face.TEXT_STRONG,
                    size,
                    colours.of(Token.FG_MUTED));
        }
    }

    /** Beside each port of a block, outside, the name of the node whose port it is. */
    void portNames(Pen pen, Colours colours, Scene scene, NodeBox block) {
        for (PortSpot spot : block.ports()) {
            String name = scene.model()
                    .pipeline()
                    .node(spot.ref().node())
                    .map(Node::name)
                    .orElse("");
            String fitted = faces.fitted(name, Face.TEXT, PORT_SIZE, room(block, spot));
            double width = faces.width(fitted, Face.TEXT, PORT_SIZE);
            double x =
                    switch (spot.edge()) {
                        case LEFT -> spot.x() - 9 - width;
                        default -> spot.x() + 9;
                    };
            double y =
                    switch (spot.edge()) {
                        case TOP -> spot.y() - 6;
                        case BOTTOM -> spot.y() + 20;
                        default -> spot.y() - 7;
                    };
            pen.text(fitted, x, y, Face.TEXT, PORT_SIZE, colours.of(Token.FG_MUTED));
        }
    }

    /** Up to the next port on the same edge. */
    private static double room(NodeBox block, PortSpot spot) {
        double room = PORT_ROOM;
        for (PortSpot other : block.ports()) {
            if (other.edge() == spot.edge() && other.x() > spot.x()) {
                room = Math.min(room, other.x() - spot.x() - 18);
            }
        }
        return room;
    }
}
