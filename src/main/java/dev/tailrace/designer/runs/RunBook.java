package dev.tailrace.designer.runs;

import dev.tailrace.designer.Workbench;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.history.RunFacts;
import dev.tailrace.runtime.history.RunFolders;
import dev.tailrace.runtime.history.RunRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one open pipeline: has each written down that is started, and reads what is written. Folders are read and
 * written in the background. Used on the JavaFX thread.
 */
public final class RunBook {
    private final Workbench workbench;
    private final RunFolders folders;
    private final Supplier<@Nullable Path> file;
    private final Clock clock;
    private final Executor toolkit;
    private final Consumer<IOException> failed;
    private final ObservableList<RunFacts> runs = FXCollections.observableArrayList();

    /** Folders are read on several threads at once: what was asked for before may come later. */
    private long asked;

    /**
     * @param file of the pipeline, as it is now
     * @param toolkit runs something on the JavaFX thread
     * @param failed hears, on the JavaFX thread, why runs could not be read or written
     */
    public RunBook(
            Workbench workbench,
            RunFolders folders,
            Supplier<@Nullable Path> file,
            Clock clock,
            Executor toolkit,
            Consumer<IOException> failed) {
        this.workbench = workbench;
        this.folders = folders;
        this.file = file;
        this.clock = clock;
        this.toolkit = toolkit;
        this.failed = failed;
        workbench.runProperty().addListener((property, before, run) -> {
            if (run != null) {
                record(run);
            }
        });
    }

    /** The latest first. */
    ObservableList<RunFacts> runs() {
        return runs;
    }

    Workbench workbench() {
        return workbench;
    }

    Clock clock() {
        return clock;
    }

    /** Reads the folders anew. */
    public void refresh() {
        long mine = ++asked;
        Path now = file.get();
        String name = workbench.editor().pipeline().name();
        workbench.background().execute(() -> {
            try {
                List<RunFacts> found = folders.list().stream()
                        .filter(run -> run.isOf(now, name))
                        .toList();
                toolkit.execute(() -> {
                    if (mine == asked && !found.equals(runs)) {
                        runs.setAll(found);
                    }
                });
            } catch (IOException e) {
                tell(e);
            }
        });
    }

    /** Reads all that was written of some runs. */
    void read(List<RunFacts> wanted, Consumer<List<PastRun>> then) {
        List<RunFacts> chosen = List.copyOf(wanted);
        workbench.background().execute(() -> {
            try {
                List<PastRun> read = new ArrayList<>();
                for (RunFacts run : chosen) {
                    read.add(new PastRun(
                            run, folders.series(run), folders.pipeline(run).orElse(null)));
                }
                toolkit.execute(() -> then.accept(read));
            } catch (IOException e) {
                tell(e);
            }
        });
    }

    /** Deletes runs. */
    void delete(List<RunFacts> wanted) {
        each(wanted, folders::delete);
    }

    /** Brings deleted runs back. */
    void bringBack(List<RunFacts> wanted) {
        each(wanted, folders::bringBack);
    }

    private interface Change {
        void of(RunFacts run) throws IOException;
    }

    private void each(List<RunFacts> wanted, Change change) {
        List<RunFacts> chosen = List.copyOf(wanted);
        workbench.background().execute(() -> {
            try {
                for (RunFacts run : chosen) {
                    change.of(run);
                }
            } catch (IOException e) {
                tell(e);
            }
            toolkit.execute(this::refresh);
        });
    }

    private void record(Run run) {
        RunRecorder.start(
                run,
                file.get(),
                workbench.runtime().name(),
                clock.instant(),
                folders,
                workbench.texts()::of,
                new RunRecorder.Listener() {
                    @Override
                    public void written() {
                        toolkit.execute(RunBook.this::refresh);
                    }

                    @Override
                    public void cannotWrite(IOException reason) {
                        tell(reason);
                    }
                });
    }

    private void tell(IOException reason) {
        toolkit.execute(() -> failed.accept(reason));
    }
}
