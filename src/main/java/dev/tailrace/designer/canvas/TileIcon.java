package dev.tailrace.designer.canvas;

import dev.tailrace.designer.theme.StyleSheet;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.OperatorSpec;
import java.util.Locale;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** An operator's icon on a small tile in its family's colours, for lists. */
public final class TileIcon extends StackPane {
    private static final double SIDE = 22;

    private final FontIcon icon = new FontIcon();
    private @Nullable Family family;

    public TileIcon() {
        getStyleClass().add("tile-icon");
        setMinSize(SIDE, SIDE);
        setPrefSize(SIDE, SIDE);
        setMaxSize(SIDE, SIDE);
        getChildren().add(icon);
    }

    public void show(OperatorSpec spec) {
        icon.setIconLiteral(spec.icon());
        if (family != null) {
            getStyleClass().remove(styleClass(family));
        }
        family = spec.family();
        getStyleClass().add(styleClass(spec.family()));
    }

    private static String styleClass(Family family) {
        return "family-" + family.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String getUserAgentStylesheet() {
        return StyleSheet.beside(CanvasPane.class, "canvas.css");
    }
}
