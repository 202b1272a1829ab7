package dev.tailrace.designer;

import dev.tailrace.designer.commands.RelativePaths;
import dev.tailrace.designer.files.FileHistory;
import dev.tailrace.designer.files.FileStamp;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.designer.files.Recovery;
import dev.tailrace.model.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline with the file it stands in. Every edit is kept for recovery until it is saved or given up, within half a
 * second; every saved state goes into the file's history. Used on the JavaFX thread; files are written on another, one
 * after the other.
 */
final class OpenPipeline {
    /** Writing a large drawing after each key that is pressed takes a quarter of a core from the keys. */
    private static final long KEPT_EVERY_NANOS = 500_000_000L;

    /** What came of saving, told on the JavaFX thread. */
    interface Saving {
        void saved();

        /** Somebody else has written the file since it was read; nothing was written. */
        void changedElsewhere(Pipeline theirs, FileStamp stamp);

        void failed(IOException reason);
    }

    private final String id = UUID.randomUUID().toString();
    private final Workbench workbench;
    private final Recovery recovery;
    private final FileHistory history;
    private final Surroundings given;
    private final Consumer<IOException> cannotKeep;
    private final ObjectProperty<@Nullable Path> path = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
    private FileStamp stamp = FileStamp.NONE;
    private final Paced keeping = new Paced(KEPT_EVERY_NANOS, System::nanoTime, OpenPipeline::later, this::keep);
    private final Deque<Runnable> nextSavings = new ArrayDeque<>();
    private boolean saving;
    private boolean closed;

    /**
     * @param path of its file, or null before it is first saved
     * @param cannotKeep hears, on the JavaFX thread, that recovery could not be written
     */
    OpenPipeline(
            Workbench workbench,
            @Nullable Path path,
            Recovery recovery,
            FileHistory history,
            Surroundings given,
            Consumer<IOException> cannotKeep) {
        this.workbench = workbench;
        this.recovery = recovery;
        this.history = history;
        this.given = given;
        this.cannotKeep = cannotKeep;
        this.path.set(path);
        PipelineEditor editor = workbench.editor();
        dirty.set(editor.isDirty());
        if (editor.isDirty()) {
            keeping.ask();
        }
        editor.addListener(change -> {
            if (change == PipelineEditor.Change.PIPELINE || change == PipelineEditor.Change.SAVED) {
                dirty.set(editor.isDirty());
                if (editor.isDirty()) {
                    keeping.ask();
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

    /** What tabs and titles call it: its file, or the pipeline's own name before there is one. */
    String name() {
        Path file = path.get();
        return file == null ? editor().pipeline().name() : PipelineFiles.shortName(file);
    }

    /** Whether there are edits that the file does not have. */
    ReadOnlyBooleanProperty dirtyProperty() {
        return dirty.getReadOnlyProperty();
    }

    /** Whether nothing would be lost without it: it has no file, and nothing was drawn. */
    boolean isUntouched() {
        return path.get() == null
                && !dirty.get()
                && editor().pipeline().nodes().isEmpty()
                && editor().nextRedo().isEmpty()
                && workbench.runProperty().get() == null;
    }

    /** How the file looked when it was last read or written here. */
    FileStamp stamp() {
        return stamp;
    }

    void setStamp(FileStamp newStamp) {
        stamp = newStamp;
    }

    /** Whether the file is being written here: until that is told, it is not as it is known. */
    boolean isSaving() {
        return saving;
    }

    /**
     * Writes the pipeline into a file, which is its file from then on; not over what somebody else has written there. While
     * it is being written already it is written once more, as it is then.
     */
    void save(Path to, Saving listener) {
        if (saving) {
            nextSavings.add(() -> save(to, listener));
            return;
        }
        saving = true;
        boolean isOwn = to.equals(path.get());
        FileStamp known = stamp;
        Pipeline inFile = editor().saved();
        Pipeline pipeline = editor().pipeline();
        Path folder = PipelineFiles.folderOf(to);
        boolean stays = folder.equals(editor().baseDirectory());
        Supplier<RelativePaths> moving = moving(pipeline, folder);
        given.keeper().execute(() -> {
            Runnable outcome = () -> {};
            Pipeline kept = null;
            try {
                RelativePaths paths = moving.get();
                Pipeline written = paths.in(pipeline);
                FileStamp now = isOwn ? FileStamp.of(to) : known;
                if (!now.equals(known)
                        && PipelineFiles.read(to) instanceof PipelineFiles.Read read
                        && !read.pipeline().equals(inFile)) {
                    outcome = () -> {
                        nextSavings.clear(); // They would ask the same.
                        listener.changedElsewhere(read.pipeline(), now);
                    };
                    return;
                }
                if (isOwn) {
                    remember(to, inFile);
                }
                PipelineFiles.write(to, written);
                kept = written;
                FileStamp writtenStamp = FileStamp.of(to);
                outcome = () -> {
                    stamp = writtenStamp;
                    path.set(to);
                    if (stays) {
                        editor().markSaved(pipeline, folder);
                    } else {
                        editor().markMoved(pipeline, folder, paths::in);
                    }
                    listener.saved();
                };
            } catch (IOException e) {
                outcome = () -> listener.failed(e);
            } finally {
                tell(outcome);
            }
            if (kept != null) {
                remember(to, kept);
            }
        });
    }

    private void tell(Runnable outcome) {
        Platform.runLater(() -> {
            saving = false;
            outcome.run();
            Runnable next = nextSavings.poll();
            if (next != null) {
                next.run();
            }
        });
    }

    /**
     * Writes relative paths for a file of another folder. What never had a file says them from the folder in which the
     * program was started: only those that lead to a file there, and not from the new folder, are meant so.
     *
     * @return to be asked away from the JavaFX thread, since it may look into folders
     */
    Supplier<RelativePaths> moving(Pipeline pipeline, Path to) {
        Path from = editor().baseDirectory();
        UnaryOperator<String> between = RelativePaths.between(from, to);
        if (path.get() != null) {
            return () -> new RelativePaths(given.catalogue(), between);
        }
        return () -> {
            Map<String, String> meant = new HashMap<>();
            for (String text : RelativePaths.read(pipeline, given.catalogue())) {
                if (Files.exists(from.resolve(text)) && !Files.exists(to.resolve(text))) {
                    meant.put(text, between.apply(text));
                }
            }
            return new RelativePaths(given.catalogue(), text -> meant.getOrDefault(text, text));
        };
    }

    /** A state that the file has or had goes into its history; not on the JavaFX thread. */
    private void remember(Path file, Pipeline state) {
        try {
            history.add(file, PipelineFiles.text(state));
        } catch (IOException e) {
            Platform.runLater(() -> cannotKeep.accept(e));
        }
    }

    /** As {@link #remember}, on the thread that writes. */
    void keepState(Path file, Pipeline state) {
        given.keeper().execute(() -> remember(file, state));
    }

    /** Gives up what is kept for recovery. Nothing is kept from now on. */
    void close() {
        closed = true;
        discard();
    }

    /** Keeps for recovery at once what would be kept soon. */
    void keepLast() {
        keeping.hurry();
    }

    private static void later(Runnable work, long nanos) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Platform::runLater)
                .execute(work);
    }

    private void keep() {
        if (closed || !editor().isDirty()) {
            return;
        }
        Pipeline pipeline = editor().pipeline();
        Path file = path.get();
        Instant time = given.clock().instant();
        given.keeper().execute(() -> {
            try {
                recovery.keep(new Recovery.Kept(id, file, pipeline.name(), time, PipelineFiles.text(pipeline)));
            } catch (IOException e) {
                Platform.runLater(() -> cannotKeep.accept(e));
            }
        });
    }

    private void discard() {
        given.keeper().execute(() -> {
            try {
                recovery.discard(id);
            } catch (IOException e) {
                Platform.runLater(() -> cannotKeep.accept(e));
            }
        });
    }
}
