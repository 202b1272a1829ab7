package dev.tailrace.designer;

import dev.tailrace.designer.breakpoints.Mark;
import dev.tailrace.designer.breakpoints.Marks;
import dev.tailrace.designer.files.BreakpointMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;

/**
 * Remembers the breakpoints of an open pipeline for its file. Used on the JavaFX thread; reads and writes on another, one
 * after the other.
 */
final class KeptMarks {
    private final OpenPipeline open;
    private final Marks marks;
    private final BreakpointMemory memory;
    private final Executor keeper;
    private final Consumer<IOException> cannotKeep;
    private boolean restoring;

    /**
     * @param keeper runs one thing after the other
     * @param cannotKeep hears, on the JavaFX thread, that they could not be written
     */
    KeptMarks(OpenPipeline open, BreakpointMemory memory, Executor keeper, Consumer<IOException> cannotKeep) {
        this.open = open;
        this.marks = open.workbench().marks();
        this.memory = memory;
        this.keeper = keeper;
        this.cannotKeep = cannotKeep;
    }

    /** Brings back what was remembered, and keeps what comes. */
    void begin() {
        Path path = open.pathProperty().get();
        if (path != null) {
            keeper.execute(() -> {
                Map<String, Mark> read = memory.read(path);
                Platform.runLater(() -> restore(read));
            });
        }
        marks.addListener(this::keep);
        open.pathProperty().addListener(change -> keep());
    }

    private void restore(Map<String, Mark> read) {
        if (marks.isEmpty() && !read.isEmpty()) {
            restoring = true;
            marks.restore(read);
            restoring = false;
        }
    }

    private void keep() {
        Path path = open.pathProperty().get();
        if (path == null || restoring) {
            return;
        }
        Map<String, Mark> now = marks.all();
        keeper.execute(() -> {
            try {
                memory.write(path, now);
            } catch (IOException unwritable) {
                Platform.runLater(() -> cannotKeep.accept(unwritable));
            }
        });
    }
}
