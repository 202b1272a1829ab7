package dev.tailrace.designer;

import dev.tailrace.designer.files.WireMemory;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Remembers what the person has set in an open pipeline for its file, such as breakpoints, by the ids of wires. Used on the
 * JavaFX thread.
 */
final class KeptByFile<T> {
    private final OpenPipeline open;
    private final WireMemory<T> memory;
    private final Remembering remembering;
    private boolean restoring;

    KeptByFile(OpenPipeline open, WireMemory<T> memory, Remembering remembering) {
        this.open = open;
        this.memory = memory;
        this.remembering = remembering;
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
            remembering.read(() -> memory.read(path), read -> {
                if (all.get().isEmpty() && !read.isEmpty()) {
                    restoring = true;
                    restore.accept(read);
                    restoring = false;
                }
            });
        }
        listen.accept(() -> keep(all));
        open.pathProperty().addListener(change -> keep(all));
    }

    private void keep(Supplier<Map<String, T>> all) {
        Path path = open.pathProperty().get();
        if (path != null && !restoring) {
            Map<String, T> now = all.get();
            remembering.write(() -> memory.write(path, now));
        }
    }
}
