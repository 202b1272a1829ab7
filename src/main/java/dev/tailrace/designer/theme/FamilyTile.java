package dev.tailrace.designer.theme;

import dev.tailrace.operator.Family;
import java.util.Locale;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** An operator's glyph on the ground of its family, 22 wide. */
public final class FamilyTile extends StackPane {
    /** @param icon an Ikonli literal */
    public FamilyTile(Family family, String icon) {
        FontIcon glyph = new FontIcon(icon);
        glyph.getStyleClass().add("family-glyph");
        getChildren().add(glyph);
        getStyleClass().addAll("family-tile", "family-" + family.name().toLowerCase(Locale.ROOT));
    }
}
