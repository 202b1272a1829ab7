package dev.tailrace.designer.canvas;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Cubic;
import dev.tailrace.designer.geometry.Detail;
import dev.tailrace.designer.geometry.Edge;
import dev.tailrace.designer.geometry.PortSpot;
import dev.tailrace.designer.geometry.Snap;
import dev.tailrace.designer.geometry.WirePath;
import dev.tailrace.designer.gestures.Overlay;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.designer.pen.Typefaces;
import java.util.List;

/** Draws what a gesture shows: guides, the selection's rectangle, a wire on its way, a cut, a node to come. */
final class OverlayPainter {
    private static final double[] DRAFT = {6, 5};
    private static final double[] GUIDE = {4, 4};

    private final Typefaces faces;
    private final Texts texts;
    private final NodePainter nodes;

    OverlayPainter(Typefaces faces, Texts texts, NodePainter nodes) {
        this.faces = faces;
        this.texts = texts;
        this.nodes = nodes;
    }

    void overlay(Pen pen, Colours colours, Scene scene, double zoom) {
        Overlay overlay = scene.overlay();
        for (Snap.Line guide : overlay.guides()) {
            guide(pen, colours, guide, zoom);
        }
        if (overlay.ghost() != null) {
            pen.save();
            pen.fade(0.85);
            nodes.node(pen, colours, scene, overlay.ghost(), Detail.FULL, zoom);
            pen.restore();
        }
        if (overlay.band() != null) {
            band(pen, colours, overlay.band(), zoom);
        }
        if (overlay.draft() != null) {
            draft(pen, colours, overlay.draft(), zoom);
        }
        cut(pen, colours, overlay.cutLine(), zoom);
    }

    private void guide(Pen pen, Colours colours, Snap.Line guide, double zoom) {
        int colour = colours.of(Token.GUIDE);
        pen.dashes(0, GUIDE);
        pen.line(guide.x1(), guide.y1(), guide.x2(), guide.y2(), 1 / zoom, colour);
        pen.solid();
        for (Snap.Gap gap : guide.gaps()) {
            String length = Long.toString(Math.round(gap.length()));
            double width = faces.width(length, Face.TEXT_STRONG, 11) + 14;
            pen.fillRect(gap.x() - width / 2, gap.y() - 9, width, 18, 9, colour);
            pen.text(length, gap.x() - width / 2 + 7, gap.y() + 4, Face.TEXT_STRONG, 11, colours.of(Token.ON_BADGE));
        }
    }

    private static void band(Pen pen, Colours colours, Box band, double zoom) {
        int accent = colours.of(Token.ACCENT);
        pen.fillRect(band.x(), band.y(), band.width(), band.height(), 2, Colours.faded(accent, 0.1));
        pen.strokeRect(band.x(), band.y(), band.width(), band.height(), 2, 1 / zoom, accent);
    }

    private void draft(Pen pen, Colours colours, Overlay.Draft draft, double zoom) {
        PortSpot anchor = draft.anchor();
        PortSpot target = draft.target();
        Edge end = target == null ? opposite(anchor.edge()) : target.edge();
        Cubic curve = WirePath.curve(anchor.x(), anchor.y(), anchor.edge(), draft.x(), draft.y(), end);
        int colour = colours.of(draft.refusal() == null ? Token.ACCENT : Token.WIRE_ERROR);
        if (target == null) {
            pen.dashes(0, DRAFT);
        }
        pen.curve(
                curve.x1(),
                curve.y1(),
                curve.x2(),
                curve.y2(),
                curve.x3(),
                curve.y3(),
                curve.x4(),
                curve.y4(),
                2.5,
                colour);
        pen.solid();
        if (draft.refusal() != null) {
            label(pen, colours, draft, draft.refusal(), zoom);
        } else if (draft.notice() != null) {
            label(pen, colours, draft, draft.notice(), zoom);
        }
    }

    /** Words beside the pointer, with the first thing that would help. */
    private void label(Pen pen, Colours colours, Overlay.Draft draft, Problem problem, double zoom) {
        String words = texts.message(problem);
        if (!problem.fixes().isEmpty()) {
            Problem.Fix fix = problem.fixes().get(0);
            words += "  "
                    + texts.get(
                            "designer.canvas.refused-help",
                            texts.get(fix.code(), fix.arguments().toArray()));
        }
        label(pen, colours, words, problem.isError(), draft.x() + 16, draft.y() + 16, zoom);
    }

    private void label(Pen pen, Colours colours, String reason, boolean wrong, double x, double y, double zoom) {
        pen.save();
        pen.translate(x, y);
        pen.scale(1 / zoom);
        double width = faces.width(reason, Face.TEXT, 12) + 24;
        pen.fillRect(0, 0, width, 28, 8, colours.of(Token.PANEL));
        pen.strokeRect(0.5, 0.5, width - 1, 27, 8, 1, colours.of(wrong ? Token.WIRE_ERROR : Token.WARN));
        pen.text(reason, 12, 18, Face.TEXT, 12, colours.of(wrong ? Token.ERR : Token.FG));
        pen.restore();
    }

    private static void cut(Pen pen, Colours colours, List<Double> line, double zoom) {
        for (int i = 0; i + 3 < line.size(); i += 2) {
            pen.line(
                    line.get(i),
                    line.get(i + 1),
                    line.get(i + 2),
                    line.get(i + 3),
                    1.5 / zoom,
                    colours.of(Token.WIRE_ERROR));
        }
    }

    private static Edge opposite(Edge edge) {
        return switch (edge) {
            case TOP -> Edge.BOTTOM;
            case BOTTOM -> Edge.TOP;
            case LEFT -> Edge.RIGHT;
            case RIGHT -> Edge.LEFT;
        };
    }
}
