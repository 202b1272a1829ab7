package dev.tailrace.designer.canvas;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Detail;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.NoteBox;
import dev.tailrace.designer.geometry.PortSpot;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.geometry.WirePath;
import dev.tailrace.designer.gestures.Overlay;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Draws a scene: ground, frames of groups, notes, wires, nodes, ports, labels, and what a gesture shows, in this order. For one thread. */
public final class PipelinePainter {
    private static final double GRID = 24;
    private static final int MOST_TRAVELLING_WIRES = 400;
    private static final double VEIL = 0.68;

    /** Beyond the visible part, what shadows, halos and badges may need. */
    static final double BORDER = 16;

    /** Beyond a box, what of it may be drawn whatever the zoom: lines, rings and titles, in pixels. */
    private static final double BORDER_ON_SCREEN = 24;

    private final WirePainter wires;
    private final NodePainter nodes;
    private final OverlayPainter overlays;
    private final GroupPainter groups;
    private final NotePainter notes;
    private final PortPainter ports = new PortPainter();
    private final Map<PortRef, WireLook> looks = new HashMap<>();
    private Spotlight spotlight = Spotlight.OFF;

    public PipelinePainter(Typefaces faces, Texts texts) {
        wires = new WirePainter(faces);
        nodes = new NodePainter(faces);
        groups = new GroupPainter(faces);
        notes = new NotePainter(faces);
        overlays = new OverlayPainter(faces, texts, nodes);
    }

    /**
     * @param width of the surface in pixels
     * @param motion of the wires; one that is never advanced for a still picture
     */
    public void paint(
            Pen pen, Colours colours, Scene scene, Viewport viewport, double width, double height, WireMotion motion) {
        Box visible = viewport.visible(width, height).grown(BORDER);
        paint(pen, colours, scene, viewport, width, height, motion, visible::meets);
    }

    /** Paints anew what is seen of a part of the canvas, and leaves all else as it is. */
    void paintPart(
            Pen pen,
            Colours colours,
            Scene scene,
            Viewport viewport,
            double width,
            double height,
            WireMotion motion,
            Box part) {
        double reach = BORDER + BORDER_ON_SCREEN / viewport.zoom();
        Box drawn = part.grown(reach);
        double left = Math.max(0, Math.floor(viewport.toScreenX(drawn.x())));
        double top = Math.max(0, Math.floor(viewport.toScreenY(drawn.y())));
        double right = Math.min(width, Math.ceil(viewport.toScreenX(drawn.right())));
        double bottom = Math.min(height, Math.ceil(viewport.toScreenY(drawn.bottom())));
        if (right <= left || bottom <= top) {
            return;
        }
        pen.save();
        pen.clip(left, top, right - left, bottom - top, 0);
        Box near = drawn.grown(reach);
        paint(pen, colours, scene, viewport, width, height, motion, near::meets);
        pen.restore();
    }

    /**
     * Paints a part.
     *
     * @param wanted whether what lies within a box is painted
     */
    void paint(
            Pen pen,
            Colours colours,
            Scene scene,
            Viewport viewport,
            double width,
            double height,
            WireMotion motion,
            Predicate<Box> wanted) {
        pen.fillRect(0, 0, width, height, 0, colours.of(Token.CANVAS));
        Detail detail = Detail.at(viewport.zoom());
        if (detail.hasPorts()) {
            grid(pen, colours, viewport, width, height);
        }
        pen.save();
        pen.translate(viewport.dx(), viewport.dy());
        pen.scale(viewport.zoom());
        Box visible = viewport.visible(width, height).grown(BORDER);
        groups.frames(pen, colours, scene, viewport.zoom(), wanted);
        notes.notes(pen, colours, scene, viewport.zoom(), wanted);
        wires(pen, colours, scene, visible, wanted, viewport.zoom(), motion);
        for (NodeBox node : scene.model().nodes()) {
            if (!wanted.test(node.box())) {
                continue;
            }
            if (detail.hasPorts()) {
                nodes.node(pen, colours, scene, node, detail, viewport.zoom());
                ports(pen, colours, scene, node);
                if (node.isBlock() && detail == Detail.FULL) {
                    groups.portNames(pen, colours, scene, node);
                }
            } else {
                nodes.block(pen, colours, scene, node, viewport.zoom());
            }
        }
        for (Pills.Pill pill : scene.pills()) {
            if (wanted.test(pill.box())) {
                wires.pill(pen, colours, scene, pill);
            }
        }
        if (detail.hasPorts()) {
            PinPainter.pins(pen, colours, scene, wanted);
        }
        if (!spotlight.isOff()) {
            shine(pen, colours, scene, visible, wanted, viewport.zoom());
        }
        overlays.overlay(pen, colours, scene, viewport.zoom());
        pen.restore();
    }

    /** What is lit from now on. */
    void light(Spotlight wanted) {
        spotlight = wanted;
    }

    /** Draws a veil over all, and what is lit once more over the veil. */
    private void shine(Pen pen, Colours colours, Scene scene, Box visible, Predicate<Box> wanted, double zoom) {
        int veil = Colours.faded(colours.of(Token.CANVAS), VEIL);
        pen.fillRect(visible.x(), visible.y(), visible.width(), visible.height(), 0, veil);
        Detail detail = Detail.at(zoom);
        for (NoteBox note : scene.model().notes()) {
            if (spotlight.nodes().contains(note.id())) {
                notes.notes(pen, colours, scene, zoom, box -> box.equals(note.box()) && wanted.test(box));
            }
        }
        for (WirePath path : scene.model().wires()) {
            if (spotlight.wires().contains(path.wire()) && wanted.test(path.bounds())) {
                wires.lit(pen, colours, path, zoom);
            }
        }
        for (NodeBox node : scene.model().nodes()) {
            boolean lit = node.members().stream().anyMatch(spotlight.nodes()::contains);
            if (!lit || !wanted.test(node.box())) {
                continue;
            }
            if (detail.hasPorts()) {
                nodes.node(pen, colours, scene, node, detail, zoom);
                ports(pen, colours, scene, node);
            } else {
                nodes.block(pen, colours, scene, node, zoom);
            }
            if (node.members().stream().anyMatch(spotlight.marked()::contains)) {
                NodePainter.eye(pen, colours, node, Math.max(1, 0.6 / zoom));
            }
        }
        for (Pills.Pill pill : scene.pills()) {
            if (spotlight.wires().contains(pill.wire()) && wanted.test(pill.box())) {
                wires.pill(pen, colours, scene, pill);
            }
        }
    }

    private static void grid(Pen pen, Colours colours, Viewport viewport, double width, double height) {
        double step = GRID * viewport.zoom();
        pen.dots(
                remainder(viewport.dx(), step),
                remainder(viewport.dy(), step),
                step,
                width,
                height,
                colours.of(Token.GRID));
    }

    private static double remainder(double value, double step) {
        return value - Math.floor(value / step) * step;
    }

    private void wires(
            Pen pen, Colours colours, Scene scene, Box visible, Predicate<Box> wanted, double zoom, WireMotion motion) {
        looks.clear();
        Overlay.Draft draft = scene.overlay().draft();
        Wire lifted = draft == null ? null : draft.lifted();
        int count = 0;
        for (WirePath path : scene.model().wires()) {
            count += path.bounds().meets(visible) ? 1 : 0;
        }
        boolean dashes = zoom >= 0.5 && count <= MOST_TRAVELLING_WIRES;
        boolean hasPorts = Detail.at(zoom).hasPorts();
        for (WirePath path : scene.model().wires()) {
            if (!wanted.test(path.bounds()) || path.wire().equals(lifted)) {
                continue;
            }
            wires.wire(pen, colours, scene, path, motion, zoom, dashes);
            if (hasPorts) {
                wires.bends(pen, colours, scene, path);
                WireLook look =
                        WireLook.of(path, scene.live(path.wire()), scene.notes().get(path.wire()));
                looks.merge(path.wire().from(), look, PipelinePainter::moreUrgent);
                looks.merge(path.wire().to(), look, PipelinePainter::moreUrgent);
            }
        }
    }

    private static WireLook moreUrgent(WireLook one, WireLook other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private void ports(Pen pen, Colours colours, Scene scene, NodeBox node) {
        Overlay.Draft draft = scene.overlay().draft();
        Wire selected = scene.selectedWire();
        for (PortSpot spot : node.ports()) {
            boolean ofSelected = selected != null
                    && (spot.ref().equals(selected.from()) || spot.ref().equals(selected.to()));
            WireLook look = looks.getOrDefault(spot.ref(), WireLook.IDLE);
            int colour = colours.of(ofSelected ? Token.ACCENT : look.colour());
            boolean anchor = draft != null && spot.ref().equals(draft.anchor().ref());
            boolean fitting = anchor || draft != null && draft.fitting().contains(spot.ref());
            if (draft != null && !fitting) {
                pen.save();
                pen.fade(0.35);
                ports.port(pen, colours, spot, colour, false);
                pen.restore();
            } else {
                ports.port(pen, colours, spot, anchor ? colours.of(Token.ACCENT) : colour, fitting);
            }
        }
    }
}
