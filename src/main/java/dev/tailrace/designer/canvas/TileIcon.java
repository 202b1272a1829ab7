package dev.tailrace.designer.canvas;

import dev.tailrace.designer.pen.Token;
import dev.tailrace.operator.OperatorSpec;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** An operator's icon on a small tile in its family's colours, for lists. */
public final class TileIcon extends StackPane {
    private static final double SIDE = 22;
    private static final int GLYPH = 13;

    private final FontIcon icon = new FontIcon();

    public TileIcon() {
        setMinSize(SIDE, SIDE);
        setPrefSize(SIDE, SIDE);
        setMaxSize(SIDE, SIDE);
        getChildren().add(icon);
    }

    public void show(OperatorSpec spec) {
        icon.setIconLiteral(spec.icon());
        icon.setStyle("-fx-icon-size: " + GLYPH + "; -fx-icon-color: "
                + Token.glyph(spec.family()).css() + ";");
        setStyle("-fx-background-radius: 6; -fx-background-color: "
                + Token.tile(spec.family()).css() + ";");
    }
}
