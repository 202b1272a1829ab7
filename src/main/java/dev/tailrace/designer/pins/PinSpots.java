package dev.tailrace.designer.pins;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.model.Pipeline.FlowDirection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where pinned values stand: beside their node, where no wire of the flow leaves it, on the side where no other node is.
 * Knows no toolkit.
 */
public final class PinSpots {
    public static final double HEIGHT = 22;
    public static final double PADDING = 9;

    /** What stands before the text, and its distance from it. */
    public static final double GLYPH = 17;

    public static final double TEXT_SIZE = 11;

    /** Between the text and its value. */
    public static final double GAP = 6;

    private static final double BESIDE = 14;
    private static final double APART = 4;
    private static final double MOST_TEXT = 140;
    private static final double MOST_VALUE = 168;

    /** Values that change all the time must not make their place twitch. */
    private static final double WIDTH_STEP = 24;

    /**
     * A pinned value in its place.
     *
     * @param text what is pinned, cut to its room
     * @param valueX where the value begins, from the left edge of the box
     * @param box in canvas units
     */
    public record Spot(Pin pin, String text, String value, PinValue.Kind kind, double valueX, Box box) {}

    private PinSpots() {}

    /** @param values in the order in which they stand below each other */
    public static List<Spot> of(CanvasModel model, Map<Pin, PinValue> values, Typefaces faces) {
        Map<NodeBox, List<Spot>> byNode = new LinkedHashMap<>();
        values.forEach((pin, value) -> {
            NodeBox node = model.node(pin.wire().from().node());
            if (node != null) {
                byNode.computeIfAbsent(node, first -> new ArrayList<>()).add(measured(pin, value, faces));
            }
        });
        List<Spot> placed = new ArrayList<>();
        byNode.forEach((node, spots) -> placed.addAll(placed(model, node, spots)));
        return placed;
    }

    private static Spot measured(Pin pin, PinValue value, Typefaces faces) {
        String text = faces.fitted(pin.text().replaceAll("\\s+", " "), Face.TEXT, TEXT_SIZE, MOST_TEXT);
        String shown = faces.fitted(value.text().replaceAll("\\s+", " "), Face.CODE_MEDIUM, TEXT_SIZE, MOST_VALUE);
        double valueX = PADDING + GLYPH + faces.width(text, Face.TEXT, TEXT_SIZE) + GAP;
        double wanted = valueX + faces.width(shown, Face.CODE_MEDIUM, TEXT_SIZE) + PADDING;
        double width = Math.ceil(wanted / WIDTH_STEP) * WIDTH_STEP;
        return new Spot(pin, text, shown, value.kind(), valueX, new Box(0, 0, width, HEIGHT));
    }

    private static List<Spot> placed(CanvasModel model, NodeBox node, List<Spot> spots) {
        double width =
                spots.stream().mapToDouble(spot -> spot.box().width()).max().orElse(0);
        double tall = spots.size() * (HEIGHT + APART) - APART;
        Box at = node.box();
        boolean down = model.pipeline().flow() == FlowDirection.DOWN;
        Box first = down
                ? new Box(at.x() - BESIDE - width, at.centreY() - tall / 2, width, tall)
                : new Box(at.centreX() - width / 2, at.y() - BESIDE - tall, width, tall);
        Box second = down
                ? new Box(at.right() + BESIDE, at.centreY() - tall / 2, width, tall)
                : new Box(at.centreX() - width / 2, at.bottom() + BESIDE, width, tall);
        boolean isTaken = meets(model, first) && !meets(model, second);
        Box all = isTaken ? second : first;
        List<Spot> placed = new ArrayList<>();
        double y = all.y();
        for (Spot spot : spots) {
            // Those on the left end at the node, all of them.
            double x = down && !isTaken ? all.right() - spot.box().width() : all.x();
            placed.add(new Spot(
                    spot.pin(),
                    spot.text(),
                    spot.value(),
                    spot.kind(),
                    spot.valueX(),
                    new Box(x, y, spot.box().width(), HEIGHT)));
            y += HEIGHT + APART;
        }
        return placed;
    }

    private static boolean meets(CanvasModel model, Box box) {
        return model.nodes().stream().anyMatch(node -> node.box().meets(box));
    }
}
