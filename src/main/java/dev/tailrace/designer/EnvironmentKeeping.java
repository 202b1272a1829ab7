package dev.tailrace.designer;

import dev.tailrace.designer.files.EnvironmentMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/** Brings back the environment that a person last chose for a file, and remembers the choice. On the JavaFX thread. */
final class EnvironmentKeeping {
    private final OpenPipeline open;
    private final EnvironmentMemory memory;
    private final Executor keeper;
    private final Consumer<IOException> cannotKeep;

    /** @param keeper reads and writes, one after the other, never on the JavaFX thread */
    EnvironmentKeeping(OpenPipeline open, EnvironmentMemory memory, Executor keeper, Consumer<IOException> cannotKeep) {
        this.open = open;
        this.memory = memory;
        this.keeper = keeper;
        this.cannotKeep = cannotKeep;
        Path path = open.pathProperty().get();
        if (path != null) {
            keeper.execute(() -> {
                String last = memory.read(path);
                if (last != null) {
                    Platform.runLater(() -> open.editor().useEnvironment(last));
                }
            });
        }
        open.pathProperty().addListener((property, before, now) -> keep());
    }

    /** Checks and runs with this environment from now on; null for the defaults. */
    void choose(@Nullable String environment) {
        open.editor().useEnvironment(environment);
        keep();
    }

    private void keep() {
        Path path = open.pathProperty().get();
        String chosen = open.editor().environment();
        if (path == null) {
            return;
        }
        keeper.execute(() -> {
            try {
                memory.write(path, chosen);
            } catch (IOException failed) {
                Platform.runLater(() -> cannotKeep.accept(failed));
            }
        });
    }
}
