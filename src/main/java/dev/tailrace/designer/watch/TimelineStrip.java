package dev.tailrace.designer.watch;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.theme.StyleSheet;
import dev.tailrace.runtime.Run;
import java.time.Duration;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The slim strip under the canvas on which the last five minutes of the run are looked back at. It is there while a run
 * is shown and the strip is wished for. Used on the JavaFX thread.
 */
public final class TimelineStrip extends HBox {
    private static final Duration REFRESH = Duration.ofMillis(500);

    private final Workbench workbench;
    private final Texts texts;
    private final TimelineTrack track;
    private final Label span = new Label();
    private final Label when = new Label();
    private final Ticker ticker = new Ticker(REFRESH, this::refresh);

    public TimelineStrip(Workbench workbench) {
        this.workbench = workbench;
        this.texts = workbench.texts();
        LookBack lookBack = workbench.lookBack();
        getStyleClass().add("timeline");
        setId("timeline");
        dress(this);
        track = new TimelineTrack(lookBack, texts);
        HBox.setHgrow(track, Priority.ALWAYS);
        span.getStyleClass().add("timeline-span");
        span.setMinWidth(Region.USE_PREF_SIZE);
        when.getStyleClass().add("timeline-when");
        when.setId("timeline-when");
        Button live = new Button(texts.get("designer.lookback.live"), new FontIcon("mdi2p-play-circle-outline"));
        live.setId("timeline-live");
        live.getStyleClass().add("timeline-live");
        live.setMinWidth(Region.USE_PREF_SIZE);
        live.setTooltip(new Tooltip(texts.get("designer.lookback.live-hint")));
        live.setOnAction(pressed -> lookBack.live());
        live.disableProperty().bind(lookBack.pastProperty().not());
        Button close = new Button(null, new FontIcon("mdi2c-close"));
        close.getStyleClass().add("quiet-button");
        close.setAccessibleText(texts.get("designer.lookback.close"));
        close.setTooltip(new Tooltip(texts.get("designer.lookback.close")));
        close.setOnAction(pressed -> lookBack.offeredProperty().set(false));
        getChildren().addAll(span, track, when, live, close);
        visibleProperty()
                .bind(Bindings.and(
                        lookBack.offeredProperty(), workbench.liveProperty().isNotNull()));
        managedProperty().bind(visibleProperty());
        visibleProperty().addListener(change -> watch());
        sceneProperty().addListener(change -> watch());
        lookBack.momentProperty().addListener(change -> refresh());
        lookBack.offeredProperty().addListener((property, before, offered) -> {
            if (!offered) {
                lookBack.live();
            }
        });
        workbench.liveProperty().addListener(change -> refresh());
    }

    /** The style sheet of what looks back, wherever it stands. */
    public static void dress(Region region) {
        region.getStylesheets().add(StyleSheet.beside(TimelineStrip.class, "timeline.css"));
    }

    private void watch() {
        ticker.stop();
        if (isVisible() && getScene() != null) {
            ticker.start();
            refresh();
        }
    }

    private void refresh() {
        LiveRun live = workbench.liveProperty().get();
        Run run = workbench.runProperty().get();
        Timeline timeline = !isVisible() || live == null ? null : live.timeline(TimelineTrack.POINTS);
        if (timeline == null || run == null) {
            return;
        }
        track.show(timeline, run.pipeline().pipeline());
        Ago ago = new Ago(texts);
        span.setText(ago.span(timeline.latestNanos() - timeline.fromNanos()));
        String words = ago.words(timeline, workbench.lookBack().momentProperty().get());
        when.setText(words);
        track.setAccessibleText(words);
    }
}
