package dev.tailrace.designer.watch;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.Workbench;
import java.time.Duration;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** Says over the drawing that it is not the present that is shown, and leads back to it. Used on the JavaFX thread. */
public final class PastNote extends HBox {
    private static final Duration REFRESH = Duration.ofMillis(500);

    private final Workbench workbench;
    private final Label words = new Label();
    private final Ticker ticker = new Ticker(REFRESH, this::refresh);

    public PastNote(Workbench workbench) {
        this.workbench = workbench;
        Texts texts = workbench.texts();
        getStyleClass().add("past-note");
        setId("past-note");
        TimelineStrip.dress(this);
        words.setId("past-words");
        Button live = new Button(texts.get("designer.lookback.live"));
        live.getStyleClass().add("past-live");
        live.setOnAction(pressed -> workbench.lookBack().live());
        getChildren().addAll(new FontIcon("mdi2h-history"), words, live);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        visibleProperty().bind(workbench.lookBack().pastProperty());
        visibleProperty().addListener((property, before, past) -> {
            ticker.stop();
            if (past) {
                ticker.start();
            }
        });
        workbench.lookBack().momentProperty().addListener(change -> refresh());
    }

    private void refresh() {
        LiveRun live = workbench.liveProperty().get();
        Long moment = workbench.lookBack().momentProperty().get();
        Timeline timeline = live == null ? null : live.timeline(1);
        if (timeline != null && moment != null) {
            words.setText(new Ago(workbench.texts()).words(timeline, moment));
        }
    }
}
