package dev.tailrace.designer;

import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.designer.files.Recovery;
import dev.tailrace.model.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline with the file it stands in. Every edit is kept for recovery until it is saved or given up. Used on the JavaFX
 * thread; recovery is written on another.
 */
final class OpenPipeline {
    private final String id = UUID.randomUUID().toString();
    private final Workbench workbench;
    private final Recovery recovery;
    private final Executor keeper;
    private final Consumer<IOException> cannotKeep;
    private final Clock clock;
    private final ObjectProperty<@Nullable Path> path = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
    private @Nullable Pipeline toKeep;
    private boolean closed;

    /**
     * @param path of its file, or null before it is first saved
     * @param keeper writes recovery, one after the other
     * @param cannotKeep hears, on the JavaFX thread, that recovery could not be written
     */
    OpenPipeline(
            Workbench workbench,
            @Nullable Path path,
            Recovery recovery,
            Executor keeper,
            Clock clock,
            Consumer<IOException> cannotKeep) {
        this.workbench = workbench;
        this.recovery = recovery;
        this.keeper = keeper;
        this.cannotKeep = cannotKeep;
        this.clock = clock;
        this.path.set(path);
        PipelineEditor editor = workbench.editor();
        dirty.set(editor.isDirty());
        if (editor.isDirty()) {
            keep();
        }
        editor.addListener(change -> {
            if (change == PipelineEditor.Change.PIPELINE || change == PipelineEditor.Change.SAVED) {
                dirty.set(editor.isDirty());
                if (editor.isDirty()) {
                    keep();
                } else {
                    discard();
                }
            }
        });
    }

    Workbench workbench() {
        return workbench;
    }

    PipelineEditor editor() {
        return workbench.editor();
    }

    ObjectProperty<@Nullable Path> pathProperty() {
        return path;
    }

    /** Whether there are edits that the file does not have. */
    ReadOnlyBooleanProperty dirtyProperty() {
        return dirty.getReadOnlyProperty();
    }

    /** Writes the pipeline into a file, which is its file from now on. */
    void save(Path to) throws IOException {
        PipelineFiles.write(to, editor().pipeline());
        path.set(to);
        editor().markSaved(PipelineFiles.folderOf(to));
    }

    /** Gives up what is kept for recovery. Nothing is kept from now on. */
    void close() {
        closed = true;
        discard();
    }

    private void keep() {
        if (closed) {
            return;
        }
        boolean waiting = toKeep != null;
        toKeep = editor().pipeline();
        if (!waiting) {
            // Edits of one gesture come in a burst: the last of them is enough.
            Platform.runLater(this::keepNow);
        }
    }

    private void keepNow() {
        Pipeline pipeline = toKeep;
        toKeep = null;
        if (pipeline == null || closed || !editor().isDirty()) {
            return;
        }
        Recovery.Kept kept =
                new Recovery.Kept(id, path.get(), pipeline.name(), clock.instant(), PipelineFiles.text(pipeline));
        keeper.execute(() -> {
            try {
                recovery.keep(kept);
            } catch (IOException e) {
                Platform.runLater(() -> cannotKeep.accept(e));
            }
        });
    }

    private void discard() {
        keeper.execute(() -> {
            try {
                recovery.discard(id);
            } catch (IOException e) {
                Platform.runLater(() -> cannotKeep.accept(e));
            }
        });
    }
}
