package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Course;
import dev.tailrace.designer.geometry.Detail;
import dev.tailrace.designer.geometry.Frame;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.WirePath;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.designer.watch.LivePicture.LiveWire;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The labels on wires, and where they go: at the middle of a straight wire, before the end of a bent one, elsewhere
 * along the wire where that place is taken. Remembers how wide labels were, so that they do not twitch. For one thread.
 */
public final class Pills {
    static final double HEIGHT = 22;
    static final double PADDING = 9;
    static final double GLYPH = 13;
    static final double GLYPH_GAP = 5;
    static final double TEXT_SIZE = 11;

    private static final double BEND = 6;
    private static final double PORT_NAMES = 16;
    private static final double BEFORE_END = 27;
    private static final double CLEAR_OF_PORT = 9;
    private static final double APART = 4;
    private static final double SMALLEST_FULL_SIZE = 0.65;
    private static final long WIDTH_KEPT_NANOS = 5_000_000_000L;
    private static final double[] DETOURS = {0, -0.08, 0.08, -0.16, 0.16, -0.24, 0.24, -0.32, 0.32, -0.4, 0.4};

    /**
     * @param strong what it says first
     * @param rest what it says then, may be empty
     * @param box in canvas units
     * @param scale canvas units of a pixel at 100 %
     */
    public record Pill(WirePath path, WireLook look, String strong, String rest, Box box, double scale) {
        /** The wire that it labels. */
        public Wire wire() {
            return path.wire();
        }
    }

    private record Width(double pixels, long nanoTime) {}

    private final Typefaces faces;
    private final Map<Wire, Width> widths = new HashMap<>();

    public Pills(Typefaces faces) {
        this.faces = faces;
    }

    /**
     * @param visible the part of the canvas for which labels are wanted
     * @param nanoTime now, of {@link System#nanoTime()}
     */
    public List<Pill> place(
            CanvasModel model,
            @Nullable LivePicture picture,
            Map<Wire, Scene.WireNote> notes,
            double zoom,
            Box visible,
            long nanoTime) {
        return place(model, picture, notes, zoom, visible, nanoTime, List.of());
    }

    /**
     * Places labels beside others that stay where they are.
     *
     * @return those others, then the labels of the wires that had none
     */
    List<Pill> place(
            CanvasModel model,
            @Nullable LivePicture picture,
            Map<Wire, Scene.WireNote> notes,
            double zoom,
            Box visible,
            long nanoTime,
            List<Pill> kept) {
        Detail detail = Detail.at(zoom);
        if (!detail.hasPorts() || picture == null && notes.isEmpty()) {
            return List.of();
        }
        double scale = zoom >= 1 ? 1 : 1 / Math.max(zoom, SMALLEST_FULL_SIZE);
        List<Box> obstacles = new ArrayList<>();
        for (NodeBox node : model.nodes()) {
            if (node.box().meets(visible)) {
                double names = node.isBlock() ? PORT_NAMES : 0;
                Box box = node.box();
                obstacles.add(new Box(box.x(), box.y() - names, box.width(), box.height() + 2 * names));
            }
        }
        for (Frame frame : model.frames()) {
            double title = Frame.TITLE_X + faces.width(frame.group().name(), Face.TEXT_STRONG, GroupPainter.TITLE_SIZE);
            obstacles.add(new Box(frame.box().x(), frame.box().y() + 4, title, Frame.TITLE - 8));
        }
        for (WirePath path : model.wires()) {
            path.bends().forEach(bend -> obstacles.add(new Box(bend.x(), bend.y(), 0, 0).grown(BEND)));
        }
        List<Pill> pills = new ArrayList<>(kept);
        Set<Wire> labelled = new HashSet<>();
        for (Pill pill : kept) {
            labelled.add(pill.wire());
            obstacles.add(pill.box());
        }
        for (WirePath path : model.wires()) {
            if (!path.bounds().meets(visible) || labelled.contains(path.wire())) {
                continue;
            }
            Scene.WireNote note = notes.get(path.wire());
            LiveWire live = picture == null ? null : picture.wires().get(path.wire());
            WireLook look = WireLook.of(path, live, note);
            String strong =
                    note != null && (note.error() || live == null) ? note.text() : live == null ? "" : live.label();
            String rest = note != null && note.error() || live == null || detail != Detail.FULL ? "" : live.detail();
            WireMark mark = note == null || note.error() ? null : note.mark();
            if (mark != null) {
                rest = !mark.hits().isEmpty() ? mark.hits() : strong;
                strong = mark.condition();
            }
            if (strong.isEmpty() && rest.isEmpty()) {
                continue;
            }
            double width = kept(path.wire(), width(look, strong, rest), nanoTime) * scale;
            Box box = free(path, width, HEIGHT * scale, obstacles);
            obstacles.add(box);
            pills.add(new Pill(path, look, strong, rest, box, scale));
        }
        if (picture != null) {
            widths.keySet().retainAll(picture.wires().keySet());
        }
        return pills;
    }

    private double width(WireLook look, String strong, String rest) {
        double glyph = look.glyph().isEmpty() ? 0 : GLYPH + GLYPH_GAP;
        return 2 * PADDING
                + glyph
                + faces.numbersWidth(strong, Face.TEXT_STRONG, TEXT_SIZE)
                + (rest.isEmpty() ? 0 : faces.numbersWidth(rest(strong, rest), Face.TEXT, TEXT_SIZE));
    }

    /** The second part with what separates it from the first. */
    static String rest(String strong, String rest) {
        return strong.isEmpty() ? rest : " · " + rest;
    }

    private double kept(Wire wire, double width, long nanoTime) {
        Width last = widths.get(wire);
        if (last != null && last.pixels() >= width && nanoTime - last.nanoTime() < WIDTH_KEPT_NANOS) {
            return last.pixels();
        }
        widths.put(wire, new Width(width, nanoTime));
        return width;
    }

    private static Box free(WirePath path, double width, double height, List<Box> obstacles) {
        Course curve = path.curve();
        double wish = wish(path, height);
        for (double detour : DETOURS) {
            double t = wish + detour;
            if (t < 0.04 || t > 0.96) {
                continue;
            }
            Box box = centred(curve, t, width, height);
            if (obstacles.stream().noneMatch(box.grown(APART)::meets)) {
                return box;
            }
        }
        return centred(curve, wish, width, height);
    }

    private static double wish(WirePath path, double height) {
        Course curve = path.curve();
        if (curve.isStraight()) {
            return 0.5;
        }
        boolean side = path.from().edge().isHorizontal() != path.to().edge().isHorizontal();
        if (side) {
            return 0.4;
        }
        double wish = Math.max(0.5, curve.beforeEnd(BEFORE_END));
        while (wish > 0.5 && beforeEnd(path, wish) < height / 2 + CLEAR_OF_PORT) {
            wish -= 0.02;
        }
        return wish;
    }

    /** How far a place is from the reader's edge: a wire may run along it before it turns in. */
    private static double beforeEnd(WirePath path, double t) {
        Course curve = path.curve();
        return path.to().edge().isHorizontal() ? Math.abs(curve.x4() - curve.x(t)) : Math.abs(curve.y4() - curve.y(t));
    }

    private static Box centred(Course curve, double t, double width, double height) {
        return new Box(curve.x(t) - width / 2, curve.y(t) - height / 2, width, height);
    }
}
