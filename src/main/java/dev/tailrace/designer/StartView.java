package dev.tailrace.designer;

import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.start.Sample;
import dev.tailrace.designer.start.Samples;
import dev.tailrace.designer.start.StartScreen;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.layout.BorderPane;
import org.jspecify.annotations.Nullable;

/** What the window shows while no pipeline is: the start screen, and news over it. Used on the JavaFX thread. */
final class StartView extends BorderPane {
    private final NoticeBar notice;
    private final StartScreen screen;

    /** Reads the samples in the background; they come when they are there. */
    StartView(Surroundings given, Actions actions, Filing filing) {
        notice = new NoticeBar(given.texts().get("designer.window.close-notice"));
        screen = new StartScreen(
                given.texts(),
                given.catalogue(),
                actions,
                filing.recent(),
                given.clock(),
                given.background(),
                filing.startScreenDoes());
        setTop(notice);
        setCenter(screen);
        Path samples = given.samples();
        if (samples != null) {
            given.background().execute(() -> {
                List<Sample> read = Samples.read(samples, given.texts().locale());
                Platform.runLater(() -> screen.showSamples(read));
            });
        }
    }

    NoticeBar notice() {
        return notice;
    }

    /** @param operator whose samples are shown, or null for all */
    void showGallery(@Nullable String operator) {
        screen.showGallery(operator);
    }
}
