package dev.tailrace.designer.start;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.operator.Catalogue;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A sample to open: its picture, its name and what it does. */
final class SampleCard extends Button {
    static final double WIDTH = 224;
    private static final double PICTURE_HEIGHT = 148;

    /** Of three lines. */
    private static final double LINES = 54;

    private static final double CHINESE_LINES = 66;

    SampleCard(Sample sample, Catalogue catalogue, Texts texts, Consumer<Sample> open) {
        getStyleClass().add("sample-card");
        setId("sample-" + PipelineFiles.shortName(sample.path()));
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setOnAction(event -> open.accept(sample));
        setAccessibleText(sample.name() + ". " + sample.line());
        setTooltip(new Tooltip(sample.name()));
        Label domain =
                new Label(texts.get("designer.start.domain." + sample.domain()), new FontIcon(icon(sample.domain())));
        domain.getStyleClass().add("second");
        Label name = new Label(sample.name());
        name.getStyleClass().add("pane-title");
        Label line = new Label(sample.line());
        line.getStyleClass().add("second");
        line.setWrapText(true);
        double lines = Texts.readsChinese(texts.locale()) ? CHINESE_LINES : LINES;
        line.setMinHeight(lines);
        line.setPrefHeight(lines);
        line.setAlignment(Pos.TOP_LEFT);
        Label events = new Label(sample.events() == 0 ? "" : texts.get("designer.start.events", sample.events()));
        events.getStyleClass().add("second");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        FontIcon go = new FontIcon("mdi2p-play-circle-outline");
        go.getStyleClass().add("accent-icon");
        HBox foot = new HBox(8, events, gap, go);
        foot.getStyleClass().add("sample-foot");
        VBox words = new VBox(4, domain, name, line, foot);
        words.getStyleClass().add("sample-words");
        VBox card = new VBox(new SamplePicture(sample.pipeline(), catalogue, WIDTH - 2, PICTURE_HEIGHT), words);
        setGraphic(card);
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
    }

    private static String icon(String domain) {
        return switch (domain) {
            case "science" -> "mdi2e-earth";
            case "shop" -> "mdi2c-cart-outline";
            case "finance" -> "mdi2f-finance";
            case "health" -> "mdi2h-heart-pulse";
            case "logistics" -> "mdi2t-truck-outline";
            case "games" -> "mdi2g-gamepad-variant-outline";
            case "web" -> "mdi2w-web";
            case "nexmark" -> "mdi2g-gavel";
            default -> "mdi2s-source-branch";
        };
    }
}
