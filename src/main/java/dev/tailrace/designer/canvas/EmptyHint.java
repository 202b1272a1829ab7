package dev.tailrace.designer.canvas;

import dev.tailrace.data.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What stands on a canvas without anything on it: how to begin, and a way to see something that is done. */
final class EmptyHint extends VBox {
    /** @param openSample shows the samples */
    EmptyHint(Texts texts, Runnable openSample) {
        super(6);
        getStyleClass().add("canvas-hint");
        setAlignment(Pos.CENTER);
        // A source may be dropped, and the operators be searched by a double click, right where the words stand.
        setPickOnBounds(false);
        Label title = new Label(texts.get("designer.canvas.empty"));
        title.getStyleClass().add("canvas-hint-title");
        Label search = new Label(texts.get("designer.canvas.empty-search"));
        Hyperlink sample = new Hyperlink(texts.get("designer.canvas.empty-sample"));
        sample.setId("canvas-open-sample");
        sample.setOnAction(event -> openSample.run());
        title.setMouseTransparent(true);
        search.setMouseTransparent(true);
        getChildren().addAll(title, search, sample);
    }
}
