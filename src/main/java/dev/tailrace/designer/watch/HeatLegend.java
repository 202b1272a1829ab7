package dev.tailrace.designer.watch;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.Workbench;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** What the tints of the heat view mean, over a corner of the drawing. Used on the JavaFX thread. */
public final class HeatLegend extends HBox {
    private static final double[] SHARES = {0.05, 0.25, 0.5, 1};

    private final BooleanProperty isKnown = new SimpleBooleanProperty();

    /** @param heat whether the drawing is tinted */
    public HeatLegend(Workbench workbench, BooleanProperty heat) {
        Texts texts = workbench.texts();
        getStyleClass().add("heat-legend");
        setId("heat-legend");
        TimelineStrip.dress(this);
        Label title = new Label();
        title.setId("heat-title");
        getChildren().add(title);
        for (double share : SHARES) {
            Region swatch = new Region();
            swatch.getStyleClass().add("heat-swatch");
            swatch.setOpacity(Heat.opacity(share));
            Label words = new Label(Figures.percent(share, texts.locale()));
            words.getStyleClass().add("heat-share");
            HBox one = new HBox(4, swatch, words);
            one.getStyleClass().add("heat-step");
            one.visibleProperty().bind(isKnown);
            one.managedProperty().bind(isKnown);
            getChildren().add(one);
        }
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setMouseTransparent(true);
        visibleProperty().bind(heat);
        Runnable tell = () -> {
            LivePicture picture = workbench.pictureProperty().get();
            boolean known = picture != null && !picture.cpuShares().isEmpty();
            isKnown.set(known);
            title.setText(texts.get(known ? "designer.heat.title" : "designer.heat.none"));
        };
        workbench.pictureProperty().addListener(change -> tell.run());
        tell.run();
    }
}
