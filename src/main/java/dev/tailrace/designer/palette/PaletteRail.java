package dev.tailrace.designer.palette;

import dev.tailrace.data.Texts;
import dev.tailrace.operator.Family;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The palette where there is little room: a glyph for each family that brings the whole of it back. */
public final class PaletteRail extends VBox {
    /**
     * @param search brings the palette back, at its search field
     * @param open brings it back at a family
     * @param expand brings it back
     */
    public PaletteRail(Texts texts, Runnable search, Consumer<Family> open, Runnable expand) {
        getStyleClass().add("palette-rail");
        getChildren().add(button("mdi2m-magnify", "", texts.get("designer.palette.search"), search));
        for (Family family : Family.values()) {
            String name = PalettePane.familyName(family, texts);
            getChildren()
                    .add(button(
                            icon(family),
                            "family-" + family.name().toLowerCase(Locale.ROOT),
                            name,
                            () -> open.accept(family)));
        }
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        getChildren().addAll(gap, button("mdi2d-dock-left", "", texts.get("designer.palette.expand"), expand));
    }

    private static Button button(String icon, String style, String words, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("quiet-button", "rail-button");
        if (!style.isEmpty()) {
            button.getStyleClass().add(style);
        }
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
        button.setOnAction(event -> action.run());
        return button;
    }

    private static String icon(Family family) {
        return switch (family) {
            case SOURCES -> "mdi2d-database-import-outline";
            case SHAPE -> "mdi2f-filter-outline";
            case TIME -> "mdi2c-clock-outline";
            case COMBINE -> "mdi2s-set-center";
            case ANALYSE -> "mdi2c-chart-bell-curve";
            case SINKS -> "mdi2d-database-export-outline";
        };
    }
}
