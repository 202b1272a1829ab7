package dev.tailrace.designer.preview;

import dev.tailrace.data.Field;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** Boxes of fixed width, of which the lines of a preview are made so that columns stand under each other. */
final class PreviewCells {
    private static final double LETTER = 7.3;
    private static final double LEAST = 52;
    private static final double GREATEST = 180;
    private static final double PADDING = 22;

    /** Letters that the sign beside a new column's name takes. */
    private static final int SIGN = 2;

    private PreviewCells() {}

    /** @param letters how long the values are */
    static double width(Field field, IntStream letters) {
        int header =
                Math.max(field.name().length() + SIGN, field.type().toString().length());
        int widest = Math.max(header, letters.max().orElse(0));
        return Math.max(LEAST, Math.min(GREATEST, widest * LETTER + PADDING));
    }

    /** Numbers stand at the right. */
    static Region cell(Field field, Node content, double width) {
        HBox box = place(content, width);
        box.setAlignment(alignment(field));
        box.getStyleClass().add("preview-cell");
        return box;
    }

    static Pos alignment(Field field) {
        return field.type().kind().isNumeric() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT;
    }

    static HBox place(Node content, double width) {
        HBox box = place(width);
        box.getChildren().add(content);
        return box;
    }

    static HBox place(double width) {
        HBox box = new HBox();
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMinWidth(width);
        box.setPrefWidth(width);
        box.setMaxWidth(width);
        return box;
    }

    static FontIcon sign(String icon, String style) {
        FontIcon sign = new FontIcon(icon);
        sign.getStyleClass().add(style);
        return sign;
    }
}
