package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Detail;
import dev.tailrace.designer.geometry.Hit;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.designer.watch.LivePicture.LiveNode;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.view.View;

/** Draws nodes without their ports. */
final class NodePainter {
    private static final double RADIUS = 10;
    private static final double TILE = 32;
    private static final double TILE_INSET = 11;
    private static final double GLYPH = 18;
    private static final double NAME_SIZE = 13;
    private static final double SUMMARY_SIZE = 11;
    private static final double NAME_ON_SCREEN = 12;
    private static final double LEAST_NAME_ON_SCREEN = 11;
    private static final double LEAST_BLOCK_WITH_NAME = 64;
    /** Of the working time: what is less does not take its room from the name. */
    private static final double LEAST_SHARE_IN_BLOCK = 0.05;

    private static final double TEST_MARK_RADIUS = 8;
    private static final double TEST_MARK_GLYPH = 11;
    private static final double EYE = 13;

    /** From the middle of a line of text down to its baseline, by the size of the letters. */
    private static final double CAP_MIDDLE = 0.36;

    private static final double[] DASHED = {4, 3};

    private final Typefaces faces;
    private final PreviewPainter previews;
    private final HeatPainter heat;

    NodePainter(Typefaces faces) {
        this.faces = faces;
        this.previews = new PreviewPainter(faces);
        this.heat = new HeatPainter(faces);
    }

    void block(Pen pen, Colours colours, Scene scene, NodeBox node, double zoom) {
        Box box = node.box();
        boolean selected = scene.isSelected(node);
        if (selected) {
            double ring = 3 / zoom;
            pen.fillRect(
                    box.x() - ring,
                    box.y() - ring,
                    box.width() + 2 * ring,
                    box.height() + 2 * ring,
                    RADIUS,
                    colours.of(Token.ACCENT));
        }
        if (isBottleneck(scene, node)) {
            double ring = 3 / zoom;
            pen.strokeRect(
                    box.x() - ring,
                    box.y() - ring,
                    box.width() + 2 * ring,
                    box.height() + 2 * ring,
                    RADIUS,
                    2 / zoom,
                    colours.of(Token.WIRE_BACKPRESSURED));
        }
        Double share = HeatPainter.share(scene, node);
        Token family = node.isBlock() ? Token.FG_SUBTLE : Token.family(node.family());
        int colour = colours.of(share == null ? family : Token.NODE);
        pen.fillRect(box.x(), box.y(), box.width(), box.height(), RADIUS, muted(node, colour));
        HeatPainter.tint(pen, colours, scene, node, RADIUS);
        if (box.width() * zoom >= LEAST_BLOCK_WITH_NAME) {
            double size = NAME_ON_SCREEN / zoom;
            String words = share == null || share < LEAST_SHARE_IN_BLOCK
                    ? node.node().name()
                    : HeatPainter.words(share) + " " + node.node().name();
            String name = faces.fitted(words, Face.TEXT_STRONG, size, box.width() - size);
            pen.text(
                    name,
                    box.x() + size / 2,
                    box.centreY() + size * CAP_MIDDLE,
                    Face.TEXT_STRONG,
                    size,
                    colours.of(share == null ? Token.ON_BADGE : Token.FG));
        }
        if (node.errors() > 0) {
            double corner = 18;
            pen.fillPolygon(
                    new double[] {box.right() - corner, box.y(), box.right(), box.y(), box.right(), box.y() + corner},
                    colours.of(Token.WIRE_ERROR));
        }
    }

    void node(Pen pen, Colours colours, Scene scene, NodeBox node, Detail detail, double zoom) {
        boolean dragged = scene.overlay().dragged().contains(node.id());
        boolean muted = node.node().muted();
        if (dragged || muted) {
            pen.save();
            pen.fade(muted ? 0.45 : 0.85);
        }
        body(pen, colours, scene, node, dragged);
        content(pen, colours, scene, node, detail, zoom);
        if (dragged || muted) {
            pen.restore();
        }
        badge(pen, colours, node);
        testMark(pen, colours, scene, node);
    }

    private static void body(Pen pen, Colours colours, Scene scene, NodeBox node, boolean lifted) {
        Box box = node.box();
        double x = box.x();
        double y = box.y();
        double width = box.width();
        double height = box.height();
        boolean selected = scene.isSelected(node);
        boolean error = node.errors() > 0;
        boolean hovered = isHovered(scene.hover(), node);
        int shadow = colours.of(Token.SHADOW);
        double depth = lifted ? 6 : 2;
        // Only what shows under the node: filling whole rounded rectangles behind each node would cost frames.
        double reach = 0.55 * RADIUS;
        if (node.isBlock()) {
            pile(pen, colours, box);
        }
        pen.fillRect(x + reach, y + height, width - 2 * reach, depth / 2, 0, Colours.faded(shadow, 0.45));
        pen.fillRect(x + reach, y + height, width - 2 * reach, depth, 0, Colours.faded(shadow, 0.3));
        if (selected || node.id().equals(scene.focused())) {
            int halo = error ? Colours.faded(colours.of(Token.WIRE_ERROR), 0.28) : colours.of(Token.HALO);
            pen.strokeRect(x - 3, y - 3, width + 6, height + 6, RADIUS + 3, 4, halo);
        }
        Double left = scene.fresh().get(node.id());
        if (left != null) {
            pen.strokeRect(
                    x - 7, y - 7, width + 14, height + 14, RADIUS + 7, 6, Colours.faded(colours.of(Token.HALO), left));
        }
        pen.fillRect(x, y, width, height, RADIUS, colours.of(Token.NODE));
        HeatPainter.tint(pen, colours, scene, node, RADIUS);
        if (node.node().muted()) {
            pen.dashes(0, DASHED);
        }
        if (error) {
            pen.strokeRect(x, y, width, height, RADIUS, 2, colours.of(Token.WIRE_ERROR));
        } else if (selected || node.id().equals(scene.focused())) {
            pen.strokeRect(x, y, width, height, RADIUS, 2, colours.of(Token.ACCENT));
        } else {
            int outline = colours.of(hovered ? Token.FG_SUBTLE : Token.LINE_STRONG);
            pen.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1, RADIUS, 1, outline);
        }
        if (node.node().muted()) {
            pen.solid();
        }
    }

    /** The edges of what lies under a block: it stands for several. */
    private static void pile(Pen pen, Colours colours, Box box) {
        for (int below = 2; below >= 1; below--) {
            double inset = 6.0 * below;
            double y = box.y() + 4.0 * below;
            double width = box.width() - 2 * inset;
            pen.fillRect(box.x() + inset, y, width, box.height(), RADIUS, colours.of(Token.INSET));
            pen.strokeRect(
                    box.x() + inset + 0.5, y - 0.5, width - 1, box.height(), RADIUS, 1, colours.of(Token.LINE_STRONG));
        }
    }

    private void content(Pen pen, Colours colours, Scene scene, NodeBox node, Detail detail, double zoom) {
        Box box = node.box();
        double x = box.x();
        double y = box.y();
        if (node.isBlock()) {
            pen.fillRect(x + TILE_INSET, y + TILE_INSET, TILE, TILE, 8, colours.of(Token.INSET));
            pen.glyph(
                    node.icon(),
                    x + TILE_INSET + TILE / 2,
                    y + TILE_INSET + TILE / 2,
                    GLYPH,
                    colours.of(Token.FG_MUTED));
        } else {
            tile(pen, colours, node.family(), node.icon(), x + TILE_INSET, y + TILE_INSET);
        }
        double room = box.width() - NodeBox.TEXT_X - NodeBox.TEXT_END;
        double nameRoom = room;
        if (HeatPainter.isOn(scene)) {
            nameRoom -= heat.label(pen, colours, scene, node, zoom);
        } else if (isBottleneck(scene, node)) {
            nameRoom -= bottleneck(pen, colours, scene, node, zoom);
        }
        boolean alone = detail != Detail.FULL || node.summary().isEmpty();
        String name = node.node().name();
        double size = detail == Detail.FULL ? NAME_SIZE : nameSize(name, nameRoom, zoom);
        pen.text(
                faces.fitted(name, Face.TEXT_STRONG, size, nameRoom),
                x + NodeBox.TEXT_X,
                y + (alone ? NodeBox.HEIGHT / 2 + size * CAP_MIDDLE : 25),
                Face.TEXT_STRONG,
                size,
                colours.of(Token.FG));
        if (!alone) {
            Face face = node.summaryIsCode() ? Face.CODE : Face.TEXT;
            pen.text(
                    faces.fitted(node.summary(), face, SUMMARY_SIZE, room),
                    x + NodeBox.TEXT_X,
                    y + 41,
                    face,
                    SUMMARY_SIZE,
                    colours.of(HeatPainter.isOn(scene) ? Token.FG : Token.FG_MUTED));
        }
        LiveNode live = scene.live(node);
        if (live != null && node.family() != Family.SINKS) {
            load(pen, colours, node, live);
        }
        View view = scene.views().get(node.id());
        if (view != null && node.preview()) {
            previews.preview(pen, colours, node, view, scene.zone());
        }
    }

    /** Where names stand alone they stay readable on the screen, as far as they have room. */
    private double nameSize(String name, double room, double zoom) {
        double most = NAME_SIZE * room / Math.max(1, faces.width(name, Face.TEXT_STRONG, NAME_SIZE));
        return Math.max(NAME_SIZE, Math.min(LEAST_NAME_ON_SCREEN / zoom, most));
    }

    static void tile(Pen pen, Colours colours, Family family, String icon, double x, double y) {
        pen.fillRect(x, y, TILE, TILE, 8, colours.of(Token.tile(family)));
        pen.glyph(icon, x + TILE / 2, y + TILE / 2, GLYPH, colours.of(Token.glyph(family)));
    }

    private static void load(Pen pen, Colours colours, NodeBox node, LiveNode live) {
        double inset = 12;
        double x = node.box().x() + inset;
        double y = node.box().y() + NodeBox.HEIGHT - 6;
        double width = node.box().width() - 2 * inset;
        double busy = Math.max(0, Math.min(1, live.busy()));
        double held = Math.max(0, Math.min(1 - busy, live.backpressured()));
        pen.fillRect(x, y, width, 2, 0, colours.of(Token.LINE));
        if (busy > 0.005) {
            pen.fillRect(x, y, width * busy, 2, 0, colours.of(Token.WIRE_FLOW));
        }
        if (held > 0.005) {
            pen.fillRect(x + width * busy, y, width * held, 2, 0, colours.of(Token.WIRE_BACKPRESSURED));
        }
    }

    private static boolean isBottleneck(Scene scene, NodeBox node) {
        String slowest = scene.picture() == null ? null : scene.picture().bottleneck();
        return slowest != null && node.members().contains(slowest);
    }

    /** The width taken from the name. */
    private double bottleneck(Pen pen, Colours colours, Scene scene, NodeBox node, double zoom) {
        LiveNode live = scene.live(node);
        String text = Math.round(100 * (live == null ? 1 : live.busy())) + " %";
        return CornerLabel.paint(
                pen, node.box(), text, colours.of(Token.WARN_SOFT), colours.of(Token.WARN), zoom, faces);
    }

    private void badge(Pen pen, Colours colours, NodeBox node) {
        if (node.problems() == 0) {
            return;
        }
        double x = node.box().right();
        double y = node.box().y();
        String count = Integer.toString(node.problems());
        pen.fillCircle(x, y, NodeBox.BADGE_RADIUS + 1.5, colours.of(Token.CANVAS));
        pen.fillCircle(x, y, NodeBox.BADGE_RADIUS, colours.of(node.errors() > 0 ? Token.ERR : Token.WARN));
        double width = faces.width(count, Face.TEXT_STRONG, SUMMARY_SIZE);
        pen.text(count, x - width / 2, y + 4, Face.TEXT_STRONG, SUMMARY_SIZE, colours.of(Token.ON_BADGE));
    }

    /** Small, at the corner where no badge comes: a tick or a cross on the node's own ground. */
    private static void testMark(Pen pen, Colours colours, Scene scene, NodeBox node) {
        Boolean same = scene.tested().get(node.id());
        if (same == null) {
            return;
        }
        double x = node.box().x();
        double y = node.box().y();
        int colour = colours.of(same ? Token.OK : Token.ERR);
        pen.fillCircle(x, y, TEST_MARK_RADIUS + 1.5, colours.of(Token.CANVAS));
        pen.fillCircle(x, y, TEST_MARK_RADIUS, colour);
        pen.fillCircle(x, y, TEST_MARK_RADIUS - 1, colours.of(Token.NODE));
        pen.glyph(same ? "mdi2c-check" : "mdi2c-close", x, y, TEST_MARK_GLYPH, colour);
    }

    /** A node that reads what is followed: an eye at the upper left corner. */
    static void eye(Pen pen, Colours colours, NodeBox node, double scale) {
        double x = node.box().x();
        double y = node.box().y();
        pen.fillCircle(x, y, (NodeBox.BADGE_RADIUS + 1.5) * scale, colours.of(Token.CANVAS));
        pen.fillCircle(x, y, NodeBox.BADGE_RADIUS * scale, colours.of(Token.ACCENT));
        pen.glyph("mdi2e-eye-outline", x, y, EYE * scale, colours.of(Token.ON_BADGE));
    }

    private static int muted(NodeBox node, int colour) {
        return node.node().muted() ? Colours.faded(colour, 0.45) : colour;
    }

    private static boolean isHovered(Hit hover, NodeBox node) {
        return hover instanceof Hit.OfNode over && over.box().id().equals(node.id())
                || hover instanceof Hit.OfBadge badge && badge.box().id().equals(node.id())
                || hover instanceof Hit.OfPort port && port.spot().ref().node().equals(node.id());
    }
}
