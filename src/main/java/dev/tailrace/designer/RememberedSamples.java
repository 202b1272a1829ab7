package dev.tailrace.designer;

import dev.tailrace.designer.files.Folders;
import dev.tailrace.designer.files.SampleRows;
import dev.tailrace.designer.preview.SampleChoices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;

/** Remembers, for each pipeline file, on which rows its nodes are previewed; for a new pipeline once it has a file. */
final class RememberedSamples {
    private RememberedSamples() {}

    /**
     * @param keeper reads and writes, one after the other
     * @param cannotKeep hears, on the JavaFX thread, that they could not be written
     */
    static void restore(OpenPipeline open, Folders folders, Executor keeper, Consumer<IOException> cannotKeep) {
        SampleRows rows = new SampleRows(folders);
        Path first = open.pathProperty().get();
        Consumer<Map<String, SampleChoices.OfNode>> keep = choices -> {
            Path path = open.pathProperty().get();
            if (path != null) {
                keeper.execute(() -> write(rows, path, choices, cannotKeep));
            }
        };
        keeper.execute(() -> {
            Map<String, SampleChoices.OfNode> earlier = first == null ? Map.of() : rows.read(first);
            Platform.runLater(() -> open.workbench().samples().restore(earlier, keep));
        });
    }

    private static void write(
            SampleRows rows, Path path, Map<String, SampleChoices.OfNode> choices, Consumer<IOException> cannotKeep) {
        try {
            rows.write(path, choices);
        } catch (IOException e) {
            Platform.runLater(() -> cannotKeep.accept(e));
        }
    }
}
