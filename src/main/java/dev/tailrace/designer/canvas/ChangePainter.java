package dev.tailrace.designer.canvas;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.canvas.ChangeMarks.Mark;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.WirePath;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.designer.pen.Typefaces;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Draws marks over a painted drawing: outlines, tags with a glyph and a word, and the wires once more. */
final class ChangePainter {
    private static final double RADIUS = 10;
    private static final double TAG_HEIGHT = 18;
    private static final double TAG_GLYPH = 12;
    private static final double TAG_TEXT = 11;
    private static final double TAG_PADDING = 7;
    private static final double TAG_INSET = 10;
    private static final double WIRE = 2.5;
    private static final double DISC = 8;
    private static final int STEPS = 32;

    private final Typefaces faces;
    private final Texts texts;
    private final PortPainter ports = new PortPainter();

    ChangePainter(Typefaces faces, Texts texts) {
        this.faces = faces;
        this.texts = texts;
    }

    void paint(Pen pen, Colours colours, CanvasModel model, ChangeMarks marks) {
        for (WirePath path : model.wires()) {
            Mark mark = marks.wires().get(path.wire());
            if (mark != null) {
                wire(pen, colours, path, mark);
            }
        }
        for (NodeBox node : model.nodes()) {
            Mark mark = mark(node, marks);
            Box box = node.box();
            if (marks.focused() != null && node.members().contains(marks.focused())) {
                pen.strokeRect(
                        box.x() - 4,
                        box.y() - 4,
                        box.width() + 8,
                        box.height() + 8,
                        RADIUS + 4,
                        5,
                        colours.of(Token.HALO));
            }
            if (mark != null) {
                node(pen, colours, node, mark);
            }
        }
    }

    /** A block of nodes has changed if one of them has. */
    private static @Nullable Mark mark(NodeBox node, ChangeMarks marks) {
        if (!node.isBlock()) {
            return marks.nodes().get(node.id());
        }
        return node.members().stream().anyMatch(marks.nodes()::containsKey) ? Mark.CHANGED : null;
    }

    private void node(Pen pen, Colours colours, NodeBox node, Mark mark) {
        Box box = node.box();
        if (mark == Mark.REMOVED) {
            int veil = Colours.faded(colours.of(Token.CANVAS), 0.55);
            pen.fillRect(box.x(), box.y(), box.width(), box.height(), RADIUS, veil);
        }
        dashed(pen, mark);
        pen.strokeRect(box.x(), box.y(), box.width(), box.height(), RADIUS, 2, colours.of(mark.ink()));
        pen.solid();
        // The outline runs through the ports, which stand on it.
        node.ports().forEach(spot -> ports.port(pen, colours, spot, colours.of(Token.WIRE_IDLE), false));
        String word = texts.get("designer.versions.mark." + mark.name().toLowerCase(Locale.ROOT));
        double width = faces.width(word, Face.TEXT_STRONG, TAG_TEXT) + TAG_GLYPH + 3 + 2 * TAG_PADDING;
        double x = box.x() + TAG_INSET;
        double y = box.y() - TAG_HEIGHT / 2;
        pen.fillRect(x, y, width, TAG_HEIGHT, TAG_HEIGHT / 2, colours.of(mark.ground()));
        pen.strokeRect(x + 0.5, y + 0.5, width - 1, TAG_HEIGHT - 1, TAG_HEIGHT / 2, 1, colours.of(mark.ink()));
        pen.glyph(mark.glyph(), x + TAG_PADDING + TAG_GLYPH / 2, box.y(), TAG_GLYPH, colours.of(mark.ink()));
        pen.text(
                word, x + TAG_PADDING + TAG_GLYPH + 3, box.y() + 4, Face.TEXT_STRONG, TAG_TEXT, colours.of(mark.ink()));
    }

    private static void wire(Pen pen, Colours colours, WirePath path, Mark mark) {
        double[] points = new double[2 * (STEPS + 1)];
        var curve = path.curve();
        for (int i = 0; i <= STEPS; i++) {
            points[2 * i] = curve.x(i / (double) STEPS);
            points[2 * i + 1] = curve.y(i / (double) STEPS);
        }
        pen.polyline(points, WIRE + 2, colours.of(Token.CANVAS));
        dashed(pen, mark);
        pen.polyline(points, WIRE, colours.of(mark.ink()));
        pen.solid();
        double x = curve.x(0.5);
        double y = curve.y(0.5);
        pen.fillCircle(x, y, DISC, colours.of(mark.ground()));
        pen.strokeCircle(x, y, DISC, 1, colours.of(mark.ink()));
        pen.glyph(mark.glyph(), x, y, TAG_GLYPH, colours.of(mark.ink()));
    }

    private static void dashed(Pen pen, Mark mark) {
        if (mark.dashes().length > 0) {
            pen.dashes(0, mark.dashes());
        }
    }
}
