package dev.tailrace.designer.start;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Group;
import javafx.scene.layout.Region;
import javafx.scene.shape.CubicCurve;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;

/** A pipeline's drawing, small and without words: a tile and a bar for each node, a line for each wire. */
final class SamplePicture extends Region {
    private static final double MARGIN = 16;
    private static final double NODE_WIDTH = 46;
    private static final double NODE_HEIGHT = 15;
    private static final double FULL_NODE_HEIGHT = 56;

    /** From one node to the next below it on the canvas, and here at least. */
    private static final double LAYER = 108;

    private static final double LEAST_LAYER = 21;
    private static final double FULL_NODE_WIDTH = 208;

    private final Pipeline pipeline;
    private final Catalogue catalogue;
    private final Group drawing = new Group();
    private double size = 1;

    SamplePicture(Pipeline pipeline, Catalogue catalogue, double width, double height) {
        this.pipeline = pipeline;
        this.catalogue = catalogue;
        getStyleClass().add("sample-picture");
        setMinSize(width, height);
        setPrefSize(width, height);
        setMaxSize(width, height);
        drawing.setManaged(false);
        drawing.setMouseTransparent(true);
        getChildren().add(drawing);
        draw(width, height);
    }

    private void draw(double width, double height) {
        if (pipeline.layout().isEmpty()) {
            return;
        }
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (Pipeline.Point at : pipeline.layout().values()) {
            left = Math.min(left, at.x());
            top = Math.min(top, at.y());
            right = Math.max(right, at.x() + FULL_NODE_WIDTH);
            bottom = Math.max(bottom, at.y() + FULL_NODE_HEIGHT);
        }
        // Centres of nodes are scaled into the room that leaves a whole small node at each edge.
        double roomX = width - 2 * MARGIN - NODE_WIDTH;
        double roomY = height - 2 * MARGIN - NODE_HEIGHT;
        double spanX = Math.max(1, right - left - FULL_NODE_WIDTH);
        double spanY = Math.max(1, bottom - top - FULL_NODE_HEIGHT);
        double scaleX = Math.min(roomX / spanX, NODE_WIDTH * 1.35 / FULL_NODE_WIDTH);
        double scaleY = Math.min(roomY / spanY, 0.5);
        // Where layers come close, nodes become smaller, so that wires still show between them.
        size = Math.min(1, scaleY * LAYER / LEAST_LAYER);
        double middleX = width / 2 - (right - FULL_NODE_WIDTH + left) / 2 * scaleX;
        double middleY = height / 2 - (bottom - FULL_NODE_HEIGHT + top) / 2 * scaleY;
        Map<String, Pipeline.Point> centres = new HashMap<>();
        pipeline.layout()
                .forEach((id, at) ->
                        centres.put(id, new Pipeline.Point(middleX + at.x() * scaleX, middleY + at.y() * scaleY)));
        for (Wire wire : pipeline.wires()) {
            Pipeline.Point from = centres.get(wire.from().node());
            Pipeline.Point to = centres.get(wire.to().node());
            if (from != null && to != null) {
                drawing.getChildren().add(curve(from, to));
            }
        }
        pipeline.nodes().forEach(node -> {
            Pipeline.Point at = centres.get(node.id());
            if (at != null) {
                Operator<?> operator = catalogue.operator(node.operator());
                Family family =
                        operator == null ? Family.SHAPE : operator.spec().family();
                node(at, family);
            }
        });
    }

    private CubicCurve curve(Pipeline.Point from, Pipeline.Point to) {
        double halfWidth = size * NODE_WIDTH / 2;
        double halfHeight = size * NODE_HEIGHT / 2;
        boolean down = to.y() - from.y() > 2 * halfHeight;
        double side = Math.signum(to.x() - from.x()) * halfWidth;
        double startX = down ? from.x() : from.x() + side;
        double startY = down ? from.y() + halfHeight : from.y();
        double endX = down ? to.x() : to.x() - side;
        double endY = down ? to.y() - halfHeight : to.y();
        double reach = down ? (endY - startY) / 2 : 0;
        CubicCurve curve = new CubicCurve(startX, startY, startX, startY + reach, endX, endY - reach, endX, endY);
        curve.getStyleClass().add("sample-wire");
        return curve;
    }

    private void node(Pipeline.Point centre, Family family) {
        double x = Math.round(centre.x() - size * NODE_WIDTH / 2) + 0.5;
        double y = Math.round(centre.y() - size * NODE_HEIGHT / 2) + 0.5;
        Shape body = rounded(x, y, size * NODE_WIDTH, size * NODE_HEIGHT, 7);
        body.getStyleClass().add("sample-node");
        Shape tile = rounded(x + size * 4, y + size * 4, size * 7, size * 7, 3);
        tile.getStyleClass().addAll("sample-tile", "family-" + family.name().toLowerCase(Locale.ROOT));
        Shape bar = rounded(x + size * 15, y + size * 6.5, size * 24, size * 2.5, 2.5);
        bar.getStyleClass().add("sample-bar");
        drawing.getChildren().addAll(body, tile, bar);
    }

    private static Rectangle rounded(double x, double y, double width, double height, double arc) {
        Rectangle rectangle = new Rectangle(x, y, width, height);
        rectangle.setArcWidth(arc);
        rectangle.setArcHeight(arc);
        return rectangle;
    }
}
