package dev.tailrace.designer.canvas;

import dev.tailrace.data.Texts;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Zoom, fit and automatic layout, at the canvas' lower left. */
final class ZoomCluster extends HBox {
    private static final double WIDE = 52;

    ZoomCluster(CanvasPane pane, Texts texts) {
        getStyleClass().add("canvas-float");
        setAlignment(Pos.CENTER);
        setSpacing(1);
        Button percent = button(texts, "zoom-100", "", pane.camera()::zoom100);
        percent.setMinWidth(WIDE);
        Runnable show = () -> percent.setText(texts.get(
                "designer.canvas.percent", (int) Math.round(pane.viewport().zoom() * 100)));
        pane.camera().viewportProperty().addListener(change -> show.run());
        show.run();
        getChildren()
                .addAll(
                        button(texts, "zoom-out", "mdi2m-minus", pane.camera()::zoomOut),
                        percent,
                        button(texts, "zoom-in", "mdi2p-plus", pane.camera()::zoomIn),
                        new Separator(Orientation.VERTICAL),
                        button(texts, "fit", "mdi2f-fit-to-page-outline", pane.camera()::fit),
                        button(texts, "autolayout", "mdi2s-sitemap-outline", pane::autolayout));
    }

    private static Button button(Texts texts, String id, String icon, Runnable run) {
        Button button = new Button();
        String title = texts.get("designer.canvas.action." + id);
        button.setId("canvas-" + id);
        button.setAccessibleText(title);
        button.setTooltip(new Tooltip(title));
        button.setFocusTraversable(false);
        button.getStyleClass().add("quiet-button");
        if (!icon.isEmpty()) {
            button.setGraphic(new FontIcon(icon));
        }
        button.setOnAction(event -> run.run());
        return button;
    }
}
