package dev.tailrace.designer;

import dev.tailrace.designer.files.WireMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;

/**
 * Remembers what the person has set in an open pipeline for its file, such as breakpoints, by the ids of wires. Used on the
 * JavaFX thread; reads and writes on another, one after the other.
 */
final class KeptByFile<T> {
    private final OpenPipeline open;
    private final WireMemory<T> memory;
    private final Executor keeper;
    private final Consumer<IOException> cannotKeep;
    private boolean restoring;

    /**
     * @param keeper runs one thing after the other
     * @param cannotKeep hears, on the JavaFX thread, that it could not be written
     */
    KeptByFile(OpenPipeline open, WireMemory<T> memory, Executor keeper, Consumer<IOException> cannotKeep) {
        this.open = open;
        this.memory = memory;
        this.keeper = keeper;
        this.cannotKeep = cannotKeep;
    }

    /**
     * Brings back what was remembered, unless something is there by then, and keeps what comes.
     *
     * @param all what there is now
     * @param restore takes what was remembered
     * @param listen has somebody told of each change
     */
    void begin(Supplier<Map<String, T>> all, Consumer<Map<String, T>> restore, Consumer<Runnable> listen) {
        Path path = open.pathProperty().get();
        if (path != null) {
            keeper.execute(() -> {
                Map<String, T> read = memory.read(path);
                Platform.runLater(() -> {
                    if (all.get().isEmpty() && !read.isEmpty()) {
                        restoring = true;
                        restore.accept(read);
                        restoring = false;
                    }
                });
            });
        }
        listen.accept(() -> keep(all));
        open.pathProperty().addListener(change -> keep(all));
    }

    private void keep(Supplier<Map<String, T>> all) {
        Path path = open.pathProperty().get();
        if (path == null || restoring) {
            return;
        }
        Map<String, T> now = all.get();
        keeper.execute(() -> {
            try {
                memory.write(path, now);
            } catch (IOException unwritable) {
                Platform.runLater(() -> cannotKeep.accept(unwritable));
            }
        });
    }
}
