package dev.tailrace.designer.inspector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.connectors.files.FileInference;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.model.FileFailure;
import dev.tailrace.model.Parameter;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.TextParameters;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The command that reads the beginning of the node's file and writes the format's settings, as one step of undo. The
 * only place of the form that reads a file, and only when pressed.
 */
final class InferColumns extends VBox {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "path";

    private sealed interface Outcome {
        record Found(JsonNode settings) implements Outcome {}

        record Failed(Problem problem) implements Outcome {}

        record Cancelled() implements Outcome {}
    }

    private final FormScope scope;
    private final Consumer<JsonNode> found;
    private final Button infer;
    private final HBox busy;
    private final Label words = new Label();
    private @Nullable FutureTask<Outcome> running;

    /** @param found takes the settings of the format, {@code type} included */
    InferColumns(FormScope scope, Consumer<JsonNode> found) {
        super(6);
        this.scope = scope;
        this.found = found;
        Texts texts = scope.texts();
        infer = new Button(texts.get("designer.inspector.infer"), new FontIcon("mdi2a-auto-fix"));
        infer.getStyleClass().add("inspector-infer");
        infer.setMaxWidth(Double.MAX_VALUE);
        infer.setOnAction(pressed -> start());
        ProgressBar bar = new ProgressBar();
        bar.setPrefWidth(140);
        Button cancel = new Button(texts.get("designer.inspector.cancel"));
        cancel.setOnAction(pressed -> cancel());
        busy = new HBox(8, bar, cancel);
        busy.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        busy.managedProperty().bind(busy.visibleProperty());
        words.setWrapText(true);
        words.getStyleClass().add("inspector-hint");
        words.managedProperty().bind(words.visibleProperty());
        words.setVisible(false);
        getChildren().addAll(infer, busy, words);
        setBusy(false);
    }

    private void start() {
        Path file = file();
        words.setVisible(false);
        if (file == null) {
            say(scope.texts().get("designer.inspector.infer-no-file"));
            return;
        }
        FileInference inference = new FileInference(scope.catalogue().formats());
        FutureTask<Outcome> task = new FutureTask<>(() -> infer(inference, file)) {
            @Override
            protected void done() {
                if (!isCancelled()) {
                    FutureTask<Outcome> self = this;
                    Platform.runLater(() -> finished(self));
                }
            }
        };
        running = task;
        setBusy(true);
        scope.background().execute(task);
    }

    private static Outcome infer(FileInference inference, Path file) {
        try {
            return new Outcome.Found(JSON.readTree(inference.infer(file)));
        } catch (SourceException failed) {
            return new Outcome.Failed(failed.problem());
        } catch (InterruptedIOException cancelled) {
            return new Outcome.Cancelled();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a format inferred broken settings", broken);
        } catch (IOException failed) {
            return new Outcome.Failed(
                    Problem.error("designer.inspector.infer-failed", file.toString(), FileFailure.reason(failed)));
        }
    }

    private void finished(FutureTask<Outcome> task) {
        if (task != running) {
            return;
        }
        running = null;
        setBusy(false);
        try {
            Outcome outcome = task.get();
            if (outcome instanceof Outcome.Found inferred) {
                found.accept(inferred.settings);
            } else if (outcome instanceof Outcome.Failed failed) {
                say(scope.texts().of(failed.problem));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException failed) {
            // The window closes while the file is read: nobody waits for it.
            if (!(failed.getCause() instanceof InterruptedException)) {
                throw new IllegalStateException(failed.getCause());
            }
        }
    }

    private void cancel() {
        if (running != null) {
            running.cancel(true);
            running = null;
        }
        setBusy(false);
    }

    private void setBusy(boolean on) {
        busy.setVisible(on);
        infer.setDisable(on);
    }

    private void say(String sentence) {
        words.setText(sentence);
        words.setVisible(true);
    }

    /** The file that the node's settings name, with the parameters of the environment; null if they name none. */
    private @Nullable Path file() {
        String written = scope.setting(PATH).asText("");
        if (written.isBlank()) {
            return null;
        }
        Map<String, String> values = new HashMap<>();
        for (Parameter parameter : scope.parameters()) {
            JsonNode value =
                    scope.workbench().editor().values().getOrDefault(parameter.name(), parameter.defaultValue());
            if (value != null) {
                values.put(parameter.name(), value.asText());
            }
        }
        String filled = new TextParameters(values).fill(written, problem -> {});
        try {
            return scope.baseDirectory().resolve(filled);
        } catch (InvalidPathException notAPath) {
            return null;
        }
    }
}
