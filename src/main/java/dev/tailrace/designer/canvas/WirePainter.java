package dev.tailrace.designer.canvas;

import dev.tailrace.designer.commands.Bend;
import dev.tailrace.designer.geometry.Course;
import dev.tailrace.designer.geometry.Cubic;
import dev.tailrace.designer.geometry.Detail;
import dev.tailrace.designer.geometry.Hit;
import dev.tailrace.designer.geometry.WirePath;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.designer.watch.LivePicture.LiveWire;
import dev.tailrace.model.Wire;

/** Draws wires and their labels. */
final class WirePainter {
    private static final double[] TRAVELLING = {5, 11};
    private static final double[] MUTED = {1, 5};
    private static final double LIT = 3;
    private static final double IDLE_THICKNESS = 2;
    private static final double LEAST_ON_SCREEN = 2;
    private static final double BEND = 5;
    private static final double HELD_THICKNESS = 5;
    private static final double DISC = 6.5;
    private static final double DISC_GAP = 14;

    private final Typefaces faces;

    WirePainter(Typefaces faces) {
        this.faces = faces;
    }

    /** @param dashes whether light dashes show the flow */
    void wire(Pen pen, Colours colours, Scene scene, WirePath path, WireMotion motion, double zoom, boolean dashes) {
        Wire wire = path.wire();
        LiveWire live = scene.live(wire);
        WireLook look = WireLook.of(path, live, scene.notes().get(wire));
        boolean selected = wire.equals(scene.selectedWire());
        boolean marked = scene.overlay().marked().contains(wire);
        Detail detail = Detail.at(zoom);
        double thickness = live == null ? IDLE_THICKNESS : motion.thickness(wire, live);
        if (!detail.hasPorts()) {
            thickness = Math.max(thickness, LEAST_ON_SCREEN / zoom);
        }
        boolean held = look == WireLook.HELD;
        thickness = held ? Math.max(thickness, HELD_THICKNESS) : thickness;
        int colour = colours.of((selected || marked) && !held ? Token.ACCENT : look.colour());
        boolean muted = isMuted(scene, path);
        if (detail == Detail.LINES) {
            straight(pen, path, thickness, colour);
            return;
        }
        if (held) {
            curve(pen, path.curve(), thickness + 8, Colours.faded(colour, 0.28));
        } else if (selected || marked) {
            curve(pen, path.curve(), thickness + 8, colours.of(Token.HALO));
        } else if (isPointed(scene.hover(), path)) {
            curve(pen, path.curve(), thickness + 6, Colours.faded(colours.of(Token.WIRE_IDLE), 0.18));
        }
        if (muted) {
            pen.dashes(0, MUTED);
            curve(pen, path.curve(), thickness, Colours.faded(colours.of(Token.WIRE_IDLE), 0.45));
            pen.solid();
            return;
        }
        if (look.dashes().length > 0 && detail.hasPorts()) {
            pen.dashes(0, look.dashes());
            curve(pen, path.curve(), thickness, colour);
            pen.solid();
            return;
        }
        curve(pen, path.curve(), thickness, colour);
        if (look == WireLook.FLOWING && dashes) {
            pen.dashes(-motion.phase(wire), TRAVELLING);
            curve(pen, path.curve(), Math.max(1, thickness * 0.4), colours.of(Token.WIRE_FLOW_DASH));
            pen.solid();
        }
    }

    private static void straight(Pen pen, WirePath path, double thickness, int colour) {
        for (Cubic part : path.curve().parts()) {
            pen.line(part.x1(), part.y1(), part.x4(), part.y4(), thickness, colour);
        }
    }

    /** The points that a wire is led through, where they can be taken hold of: at a wire that is pointed at or selected. */
    void bends(Pen pen, Colours colours, Scene scene, WirePath path) {
        if (path.bends().isEmpty()) {
            return;
        }
        String id = path.wire().id();
        boolean shown = path.wire().equals(scene.selectedWire()) || isPointed(scene.hover(), path);
        for (int i = 0; i < path.bends().size(); i++) {
            boolean selected = scene.selection().bends().contains(new Bend(id, i));
            double x = path.bends().get(i).x();
            double y = path.bends().get(i).y();
            if (selected) {
                pen.fillCircle(x, y, BEND + 4, colours.of(Token.HALO));
                pen.fillCircle(x, y, BEND, colours.of(Token.ACCENT));
            } else if (shown) {
                pen.fillCircle(x, y, BEND, colours.of(Token.NODE));
                pen.strokeCircle(x, y, BEND - 0.75, 1.5, colours.of(Token.ACCENT));
            }
        }
    }

    private static boolean isPointed(Hit hover, WirePath path) {
        return hover instanceof Hit.OfWire wire && wire.wire().equals(path.wire())
                || hover instanceof Hit.OfBend bend
                        && bend.bend().wire().equals(path.wire().id());
    }

    private static boolean isMuted(Scene scene, WirePath path) {
        var from = scene.model().node(path.wire().from().node());
        var to = scene.model().node(path.wire().to().node());
        return from != null && from.node().muted() || to != null && to.node().muted();
    }

    private static void curve(Pen pen, Course course, double thickness, int colour) {
        for (Cubic c : course.parts()) {
            curve(pen, c, thickness, colour);
        }
    }

    private static void curve(Pen pen, Cubic c, double thickness, int colour) {
        pen.curve(c.x1(), c.y1(), c.x2(), c.y2(), c.x3(), c.y3(), c.x4(), c.y4(), thickness, colour);
    }

    /** A wire that is lit while others are faded. */
    void lit(Pen pen, Colours colours, WirePath path, double zoom) {
        curve(pen, path.curve(), Math.max(LIT, LEAST_ON_SCREEN / zoom), colours.of(Token.ACCENT));
    }

    void pill(Pen pen, Colours colours, Scene scene, Pills.Pill pill) {
        boolean selected = pill.wire().equals(scene.selectedWire());
        WireLook look = pill.look();
        boolean warn = look == WireLook.BACKPRESSURED || look == WireLook.HELD;
        int ground = colours.of(look.isError() ? Token.ERR_SOFT : warn ? Token.WARN_SOFT : Token.PANEL);
        int outline = colours.of(
                selected
                        ? Token.ACCENT
                        : look.isError() || warn || look == WireLook.STALLED ? look.colour() : Token.LINE_STRONG);
        int ink = colours.of(look.isError() ? Token.ERR : warn ? Token.WARN : Token.FG);
        int soft = colours.of(look.isError() ? Token.ERR : warn ? Token.WARN : Token.FG_MUTED);
        pen.save();
        pen.translate(pill.box().x(), pill.box().y());
        pen.scale(pill.scale());
        double width = pill.box().width() / pill.scale();
        double radius = Pills.HEIGHT / 2;
        if (selected) {
            pen.strokeRect(-2, -2, width + 4, Pills.HEIGHT + 4, radius + 2, 3, colours.of(Token.HALO));
        }
        WireMark mark = scene.mark(pill.wire());
        if (mark != null) {
            disc(pen, colours, mark, radius);
        }
        pen.fillRect(0, 0, width, Pills.HEIGHT, radius, ground);
        pen.strokeRect(0.5, 0.5, width - 1, Pills.HEIGHT - 1, radius, 1, outline);
        double content = faces.numbersWidth(pill.strong(), Face.TEXT_STRONG, Pills.TEXT_SIZE);
        String rest = pill.rest().isEmpty() ? "" : Pills.rest(pill.strong(), pill.rest());
        content += faces.numbersWidth(rest, Face.TEXT, Pills.TEXT_SIZE);
        boolean hasGlyph = !look.glyph().isEmpty();
        content += hasGlyph ? Pills.GLYPH + Pills.GLYPH_GAP : 0;
        double x = (width - content) / 2;
        if (hasGlyph) {
            pen.glyph(look.glyph(), x + Pills.GLYPH / 2, radius, Pills.GLYPH, ink);
            x += Pills.GLYPH + Pills.GLYPH_GAP;
        }
        x += pen.numbers(pill.strong(), x, 15, Face.TEXT_STRONG, Pills.TEXT_SIZE, ink, faces);
        if (!rest.isEmpty()) {
            pen.numbers(rest, x, 15, Face.TEXT, Pills.TEXT_SIZE, soft, faces);
        }
        pen.restore();
    }

    /** A breakpoint: filled where runs hold, hollow where it is off. */
    private static void disc(Pen pen, Colours colours, WireMark mark, double middle) {
        int colour = colours.of(Token.ERR);
        if (mark.disc() == WireMark.Disc.FULL) {
            pen.fillCircle(-DISC_GAP - DISC, middle, DISC, colour);
        } else if (mark.disc() == WireMark.Disc.HOLLOW) {
            pen.strokeCircle(-DISC_GAP - DISC, middle, DISC - 1, 1.5, colour);
        }
    }
}
