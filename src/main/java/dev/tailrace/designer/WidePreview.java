package dev.tailrace.designer;

import dev.tailrace.designer.inspector.InspectorPane;
import dev.tailrace.designer.theme.PaneSheet;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** The rows of the selection or, when asked for, the preview of the selected node with input and output side by side. */
final class WidePreview extends StackPane {
    private final BooleanProperty shown = new SimpleBooleanProperty();

    WidePreview(Region rows, InspectorPane inspector) {
        Region preview = inspector.widePreview(shown);
        ScrollPane scroll = new ScrollPane(preview);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("wide-preview");
        PaneSheet.dress(this);
        rows.visibleProperty().bind(shown.not());
        scroll.visibleProperty().bind(shown);
        getChildren().addAll(rows, scroll);
    }

    BooleanProperty shownProperty() {
        return shown;
    }
}
