package dev.tailrace.designer.rows;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.data.json.JsonText;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.canvas.Spotlight;
import dev.tailrace.model.FileFailure;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.proof.OriginJson;
import dev.tailrace.proof.OriginLines;
import dev.tailrace.runtime.Origin;
import dev.tailrace.runtime.Origin.Step;
import dev.tailrace.runtime.OriginWanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Beside the rows: where one of them comes from, as a tree back to the sources. The node of the row that is selected
 * in it is selected on the canvas, and the way from there to its sources lit. The search runs in the background until it ends or this is closed.
 * On the JavaFX thread.
 */
final class OriginSide extends VBox {
    private static final double WIDTH = 420;

    /** So that its title and what can be done with it have room beside a wide table. */
    private static final double LEAST_WIDTH = 220;

    private static final long TELL_EVERY_NANOS = 100_000_000L;

    private final Workbench workbench;
    private final Texts texts;
    private final Function<String, Optional<Path>> chooseFile;
    private final Consumer<Spotlight> light;
    private final Runnable closed;
    private final Label words = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final TreeView<Step> tree = new TreeView<>();
    private final Button copy;
    private final Button export;
    private @Nullable FutureTask<Void> searching;
    private @Nullable OriginWanted asked;
    private @Nullable Answer answer;

    /** @param pipeline that ran */
    private record Answer(Origin origin, Step root, CheckedPipeline pipeline, OriginLines lines) {}

    /**
     * @param light shows on the canvas what a row has come by
     * @param closed is told when this is to be shown no more
     */
    OriginSide(
            Workbench workbench,
            Function<String, Optional<Path>> chooseFile,
            Consumer<Spotlight> light,
            Runnable closed) {
        this.workbench = workbench;
        this.texts = workbench.texts();
        this.chooseFile = chooseFile;
        this.light = light;
        this.closed = closed;
        getStyleClass().add("origin-side");
        setId("origin");
        setMinWidth(LEAST_WIDTH);
        setPrefWidth(WIDTH);
        Label title = new Label(texts.get("designer.origin.title"));
        title.getStyleClass().add("origin-title");
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        copy = button("mdi2c-content-copy", "designer.origin.copy", this::copy);
        export = button("mdi2f-file-export-outline", "designer.origin.export", this::export);
        Button close = button("mdi2c-close", "designer.origin.close", this::close);
        close.setId("origin-close");
        copy.setId("origin-copy");
        HBox head = new HBox(title, spring, copy, export, close);
        head.getStyleClass().addAll("data-line", "origin-head");
        words.getStyleClass().add("origin-words");
        words.setId("origin-words");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("origin-bar");
        tree.getStyleClass().add("origin-tree");
        tree.setId("origin-tree");
        tree.setCellFactory(made -> new OriginCell(this::lines));
        tree.setAccessibleText(texts.get("designer.origin.title"));
        tree.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now != null) {
                select(now.getValue());
            }
        });
        VBox.setVgrow(tree, Priority.ALWAYS);
        getChildren().addAll(head, words, bar, tree);
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                close();
            }
        });
        show(null, "", false);
    }

    private @Nullable OriginLines lines() {
        Answer of = answer;
        return of == null ? null : of.lines();
    }

    private void select(Step step) {
        workbench.editor().selectNodes(List.of(step.from().node()));
        light.accept(OriginQuestion.path(step, workbench.editor().pipeline()));
    }

    private Button button(String icon, String key, Runnable work) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("pane-button", "flat");
        button.setAccessibleText(texts.get(key));
        button.setTooltip(new Tooltip(texts.get(key)));
        button.setOnAction(pressed -> work.run());
        return button;
    }

    /** Begins to look; a search that is under way ends. */
    void search(CheckedPipeline pipeline, OriginWanted wanted) {
        cancel();
        show(null, texts.get("designer.origin.searching", 0), true);
        long[] told = {System.nanoTime()};
        FutureTask<Void> task =
                new FutureTask<>(() -> {
                    Origin origin = workbench.runtime().origin(pipeline, wanted, (rows, followed) -> {
                        if (System.nanoTime() - told[0] > TELL_EVERY_NANOS) {
                            told[0] = System.nanoTime();
                            Platform.runLater(() -> tell(rows, followed));
                        }
                    });
                    Platform.runLater(() -> take(origin, pipeline, wanted));
                    return null;
                }) {
                    @Override
                    protected void setException(Throwable thrown) {
                        Platform.runLater(() -> failed(this));
                        super.setException(thrown);
                        // A fault of the program: whoever writes those down hears of it, and no message of it is shown.
                        Thread here = Thread.currentThread();
                        here.getUncaughtExceptionHandler().uncaughtException(here, thrown);
                    }
                };
        searching = task;
        asked = wanted;
        workbench.background().execute(task);
    }

    private void tell(long rows, long followed) {
        if (searching != null) {
            words.setText(
                    followed == 0
                            ? texts.get("designer.origin.searching", rows)
                            : texts.get("designer.origin.following", followed));
        }
    }

    private void failed(FutureTask<Void> task) {
        if (task == searching) {
            searching = null;
            show(null, texts.get("designer.window.failure"), false);
        }
    }

    private void take(Origin origin, CheckedPipeline pipeline, OriginWanted wanted) {
        if (wanted != asked) {
            return;
        }
        searching = null;
        StringBuilder said = new StringBuilder();
        Problem problem = origin.problem();
        if (problem != null) {
            String remedy = texts.remedy(problem);
            said.append(texts.message(problem)).append(remedy == null ? "" : " " + remedy);
        }
        for (Problem note : origin.notes()) {
            said.append(said.isEmpty() ? "" : "\n").append(texts.message(note));
        }
        Step root = origin.root();
        show(
                root == null
                        ? null
                        : new Answer(
                                origin,
                                root,
                                pipeline,
                                new OriginLines(
                                        pipeline.pipeline(),
                                        pipeline.environment().zone(),
                                        texts)),
                said.toString(),
                false);
    }

    private void show(@Nullable Answer newAnswer, String said, boolean busy) {
        answer = newAnswer;
        words.setText(said);
        shown(words, !said.isEmpty());
        shown(bar, busy);
        copy.setDisable(newAnswer == null);
        export.setDisable(newAnswer == null);
        tree.setVisible(newAnswer != null);
        tree.setRoot(newAnswer == null ? null : new OriginItem(newAnswer.root(), true));
        if (newAnswer != null) {
            tree.getSelectionModel().select(0);
            tree.requestFocus();
        }
    }

    private static void shown(Region part, boolean wanted) {
        part.setVisible(wanted);
        part.setManaged(wanted);
    }

    /** Ends a search and hides. */
    void close() {
        cancel();
        show(null, "", false);
        light.accept(Spotlight.OFF);
        closed.run();
    }

    private void cancel() {
        FutureTask<Void> task = searching;
        searching = null;
        asked = null;
        if (task != null) {
            task.cancel(true);
        }
    }

    private void copy() {
        Answer of = answer;
        if (of != null) {
            ClipboardContent content = new ClipboardContent();
            content.putString(String.join("\n", of.lines().tree(of.root())));
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    private void export() {
        Answer of = answer;
        if (of == null) {
            return;
        }
        chooseFile.apply("origin.json").ifPresent(file -> workbench.background().execute(() -> {
            String said;
            try {
                OriginJson json = new OriginJson(of.pipeline().environment().zone(), texts);
                Files.writeString(file, JsonText.lines(json.write(of.origin())));
                said = texts.get("designer.origin.written", file);
            } catch (IOException failure) {
                said = texts.get("designer.origin.not-written", file, texts.message(FileFailure.reason(failure)));
            }
            String told = said;
            Platform.runLater(() -> {
                if (answer == of) {
                    words.setText(told);
                    shown(words, true);
                }
            });
        }));
    }
}
