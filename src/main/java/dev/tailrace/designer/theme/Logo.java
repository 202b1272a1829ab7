package dev.tailrace.designer.theme;

import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;
import javafx.scene.transform.Scale;

/** The app's icon as shapes: a mill wheel, and the channel that carries the water away. Its colours stand in CSS. */
public final class Logo extends Region {
    private static final double GRID = 128;
    private static final String PADDLES = "M78.82 56.64L87.99 71.49M71.43 69.17L67.42 86.15M57.36 72.82L42.51 81.99"
            + "M44.83 65.43L27.85 61.42M41.18 51.36L32.01 36.51M48.57 38.83L52.58 21.85M62.64 35.18L77.49 26.01"
            + "M75.17 42.57L92.15 46.58";
    private static final String CHANNEL = "M16 62A44 40 0 0 0 60 102H92";

    /** @param size width and height in pixels; under 24 the paddles are left out, since they would run together */
    public Logo(double size) {
        Rectangle ground = new Rectangle(4, 4, 120, 120);
        ground.setArcWidth(56);
        ground.setArcHeight(56);
        Group drawing = new Group(
                dressed(ground, "logo-ground"),
                dressed(new Circle(60, 54, 19), "logo-wheel"),
                dressed(path(CHANNEL), "logo-channel"),
                dressed(new Circle(101, 102, 8.5), "logo-port"));
        if (size >= 24) {
            drawing.getChildren().add(2, dressed(path(PADDLES), "logo-paddles"));
        }
        drawing.getTransforms().add(new Scale(size / GRID, size / GRID));
        drawing.setManaged(false);
        getChildren().add(drawing);
        setMinSize(size, size);
        setPrefSize(size, size);
        setMaxSize(size, size);
        getStyleClass().add("logo");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    }

    private static SVGPath path(String content) {
        SVGPath path = new SVGPath();
        path.setContent(content);
        return path;
    }

    private static Shape dressed(Shape shape, String style) {
        shape.getStyleClass().add(style);
        return shape;
    }
}
