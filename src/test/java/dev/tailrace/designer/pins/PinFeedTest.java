package dev.tailrace.designer.pins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.OnScreen;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Screen;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.pins.PinValue.Kind;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.Start;

/** Pinned values over real previews and runs. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class PinFeedTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Wire SHARES = Wire.of("share.out", "out.in");

    private @TempDir Path folder;

    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private Workbench workbench;
    private PinFeed feed;

    @Start
    void start(Stage stage) {
        // Only for the toolkit.
    }

    private void open(String numbers) throws Exception {
        Files.writeString(folder.resolve("n.csv"), numbers);
        var pipeline = Objects.requireNonNull(PipelineJson.parse(
                        """
                        {"tailrace": 1, "nodes": [
                          {"id": "numbers", "operator": "file-source", "settings": {"path": "n.csv",
                            "format": {"type": "csv", "columns": [{"name": "n", "type": "INT"}]}}},
                          {"id": "share", "operator": "derive", "settings": {
                            "columns": [{"name": "half", "expression": "n / 2"}]}},
                          {"id": "out", "operator": "table-sink"}],
                         "wires": [{"from": "numbers.out", "to": "share.in"}, {"from": "share.out", "to": "out.in"}]}
                        """)
                .pipeline());
        Screen.ask(() -> {
            PipelineEditor editor = new PipelineEditor(CATALOGUE, pipeline, folder, background, Platform::runLater);
            workbench = new Workbench(
                    editor, new EmbeddedRuntime(new PipelineCheck(CATALOGUE)), new Texts(Locale.ENGLISH), background);
            feed = new PinFeed(workbench);
            return feed;
        });
        Screen.until(() -> workbench.editor().isCheckCurrent());
    }

    @AfterEach
    void close() {
        Platform.runLater(feed::close);
        Screen.settle();
        background.shutdownNow();
    }

    private void pin(String text) {
        Screen.ask(() -> {
            workbench.pins().add(SHARES, text);
            return text;
        });
    }

    private boolean shows(String text, String value, Kind kind) {
        return new PinValue(value, kind).equals(feed.valuesProperty().get().get(new Pin(SHARES, text)));
    }

    @Test
    void beforeTheFirstRunItIsTheLastRowOfAPreviewOfATrustedPipeline() throws Exception {
        open("n\n4\n10\n");
        pin("half + 1");
        Screen.settle();
        assertEquals(Map.of(), feed.valuesProperty().get(), "nothing is read that nobody vouches for");
        Platform.runLater(() -> workbench.trustedProperty().set(true));
        Screen.until(() -> shows("half + 1", "6", Kind.SAMPLE));
        Platform.runLater(() -> workbench.pins().remove(SHARES, "half + 1"));
        Screen.until(() -> feed.valuesProperty().get().isEmpty());
    }

    @Test
    void ofARunItIsTheNewestRowAlsoAfterItsEnd() throws Exception {
        open("n\n4\n10\n40\n");
        pin("half");
        pin("n");
        Platform.runLater(() -> workbench
                .runProperty()
                .set(workbench.runtime().start(workbench.editor().checked(), RunOptions.DEFAULT)));
        Screen.until(() -> shows("half", "20", Kind.LIVE) && shows("n", "40", Kind.LIVE));
        Run run = Objects.requireNonNull(workbench.runProperty().get());
        Screen.until(() -> run.state().isFinal());
        assertTrue(shows("half", "20", Kind.LIVE));
    }

    @Test
    void whileAnotherMomentIsLookedAtNothingIsShown() throws Exception {
        open("n\n4\n");
        Platform.runLater(() -> workbench.trustedProperty().set(true));
        pin("n");
        Screen.until(() -> shows("n", "4", Kind.SAMPLE));
        Platform.runLater(() -> workbench.lookBack().to(1));
        Screen.until(() -> feed.valuesProperty().get().isEmpty());
        Platform.runLater(() -> workbench.lookBack().live());
        Screen.until(() -> shows("n", "4", Kind.SAMPLE));
    }
}
