package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoticeBar.Kind;
import dev.tailrace.designer.QuestionCard.Answer;
import dev.tailrace.designer.files.FileDialogs;
import dev.tailrace.designer.files.FileHistory;
import dev.tailrace.designer.files.FileStamp;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.designer.files.RecentFiles;
import dev.tailrace.designer.files.Recovery;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.start.StartScreen;
import dev.tailrace.model.Pipeline;
import dev.tailrace.runtime.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Opening and saving pipelines. Files are read and written in the background. Used on the JavaFX thread.
 */
final class Filing {
    /** What relative paths start from before there is a file. */
    private static final Path STARTED_IN = Path.of("").toAbsolutePath();

    private final Surroundings given;
    private final Texts texts;
    private final FileDialogs dialogs;
    private final Shell shell;
    private final Remembering remembering;
    private final RecentFiles recent;
    private final Recovery recovery;
    private final FileHistory history;
    private final FirstRun firstRun;

    Filing(Surroundings given, FileDialogs dialogs, Shell shell, FirstRun firstRun, Remembering remembering) {
        this.firstRun = firstRun;
        this.given = given;
        this.texts = given.texts();
        this.dialogs = dialogs;
        this.shell = shell;
        this.remembering = remembering;
        recent = new RecentFiles(given.folders());
        recovery = new Recovery(given.folders());
        history = new FileHistory(given.folders(), given.clock());
    }

    RecentFiles recent() {
        return recent;
    }

    Recovery recovery() {
        return recovery;
    }

    FileHistory history() {
        return history;
    }

    /** What the start screen asks for. */
    StartScreen.Does startScreenDoes() {
        return new StartScreen.Does() {
            @Override
            public void open(Path path) {
                Filing.this.open(path);
            }

            @Override
            public void pin(Path path, boolean pinned) {
                remembering.write(recent.pin(path, pinned));
            }

            @Override
            public void forget(Path path) {
                remembering.write(recent.forget(path));
            }
        };
    }

    /** Begins an empty pipeline. */
    void create() {
        show(Pipeline.empty(texts.get("designer.file.untitled")), null, true, null);
    }

    /** Asks for a file and opens it. */
    void open() {
        dialogs.open().ifPresent(this::open);
    }

    /** Opens a file, or goes to its tab; what is open stays if it cannot be read. */
    void open(Path path) {
        open(path, null, tab -> {});
    }

    /**
     * As {@link #open(Path)}.
     *
     * @param viewport where the drawing is looked at first, or null for the whole of it
     * @param then gets the tab once it is there; not called if the file cannot be read
     */
    void open(Path path, @Nullable Viewport viewport, Consumer<PipelineTab> then) {
        Path file = path.toAbsolutePath().normalize();
        PipelineTab already = shell.tabs().of(file);
        if (already != null) {
            shell.tabs().show(already);
            then.accept(already);
            return;
        }
        List<Path> others = shell.tabs().all().stream()
                .map(tab -> tab.open().pathProperty().get())
                .filter(other -> other != null)
                .toList();
        given.background().execute(() -> {
            FoundFile found = FoundFile.read(file, others);
            Platform.runLater(() -> opened(found, viewport, then));
        });
    }

    /**
     * Opens a file behind what is shown, as those of last time are; one that cannot be read is passed over.
     *
     * @param then goes on in any case
     */
    void openUnseen(Path file, @Nullable Viewport viewport, Runnable then) {
        if (shell.tabs().of(file) != null) {
            then.run();
            return;
        }
        given.background().execute(() -> {
            FoundFile found = FoundFile.read(file, List.of());
            Platform.runLater(() -> {
                if (found.loaded() instanceof PipelineFiles.Read read) {
                    add(read.pipeline(), file, firstRun.isTrusted(read), viewport)
                            .open()
                            .setStamp(found.stamp());
                }
                then.run();
            });
        });
    }

    private void opened(FoundFile found, @Nullable Viewport viewport, Consumer<PipelineTab> then) {
        if (found.loaded() instanceof PipelineFiles.Read read) {
            PipelineTab tab = shell.tabs().of(found.openAs() == null ? read.path() : found.openAs());
            if (tab == null) {
                tab = show(read.pipeline(), read.path(), firstRun.isTrusted(read), viewport);
                tab.open().setStamp(found.stamp());
            } else {
                shell.tabs().show(tab);
            }
            remembering.write(recent.used(
                    read.path(), read.pipeline().name(), given.clock().instant()));
            then.accept(tab);
        } else if (found.loaded() instanceof PipelineFiles.Refused refused) {
            tellRefused(refused);
        }
    }

    /** Says why a file cannot be opened. */
    void tellRefused(PipelineFiles.Refused refused) {
        shell.tell(
                Kind.ERROR,
                texts.get(
                        "designer.file.refused",
                        String.valueOf(refused.path().getFileName()),
                        String.valueOf(refused.line()),
                        texts.message(refused.problem())),
                texts.remedy(refused.problem()));
    }

    /**
     * Shows a drawing that no file has yet.
     *
     * @param folder that its relative paths start from until it is saved
     */
    PipelineTab showUnsaved(Pipeline pipeline, Path folder) {
        PipelineTab before = shell.tabs().shown();
        PipelineTab tab = show(before, add(pipeline, null, folder, true, null), null);
        tab.open().editor().markUnsaved(Pipeline.empty(""));
        return tab;
    }

    /** Brings back the tab that was closed last: from its file, or as it was if it never had one. */
    void reopenClosed() {
        PipelineTabs.Closed last = shell.tabs().lastClosed();
        if (last == null) {
            return;
        }
        if (last.path() == null) {
            showUnsaved(last.pipeline(), last.folder());
        } else {
            open(last.path(), last.viewport(), tab -> {});
        }
    }

    private PipelineTab show(Pipeline pipeline, @Nullable Path path, boolean trusted, @Nullable Viewport viewport) {
        return show(shell.tabs().shown(), add(pipeline, path, trusted, viewport), path);
    }

    private PipelineTab show(@Nullable PipelineTab before, PipelineTab tab, @Nullable Path path) {
        shell.tabs().show(tab);
        if (before != null && before.open().isUntouched() && path != null) {
            // The empty pipeline of the beginning makes way.
            shell.tabs().close(before);
        }
        return tab;
    }

    private PipelineTab add(Pipeline pipeline, @Nullable Path path, boolean trusted, @Nullable Viewport viewport) {
        return add(pipeline, path, path == null ? STARTED_IN : PipelineFiles.folderOf(path), trusted, viewport);
    }

    private PipelineTab add(
            Pipeline pipeline, @Nullable Path path, Path base, boolean trusted, @Nullable Viewport viewport) {
        PipelineEditor editor =
                new PipelineEditor(given.catalogue(), pipeline, base, given.background(), Platform::runLater);
        Workbench workbench = new Workbench(editor, given.runtime(), texts, given.background());
        workbench.trustedProperty().set(trusted);
        return shell.tabs().add(open(workbench, path), viewport);
    }

    private OpenPipeline open(Workbench workbench, @Nullable Path path) {
        OpenPipeline open = new OpenPipeline(
                workbench,
                path,
                recovery,
                history,
                given,
                e -> shell.tell(Kind.ERROR, texts.get("designer.file.not-kept", Remembering.reason(e, texts)), null));
        RememberedSamples.restore(open, given.folders(), remembering);
        return open;
    }

    /** Shows a pipeline in a new view, with its edits, what can be undone, and its last run. */
    void renew(PipelineTab tab) {
        Workbench before = tab.open().workbench();
        Workbench workbench = new Workbench(before.editor().successor(), given.runtime(), texts, given.background());
        workbench.trustedProperty().set(before.trustedProperty().get());
        workbench.runProperty().set(before.runProperty().get());
        shell.tabs().replace(tab, open(workbench, tab.open().pathProperty().get()));
    }

    /** Saves a pipeline, asking for a file if it has none. */
    void save(OpenPipeline open, Runnable then) {
        Path path = open.pathProperty().get();
        if (path == null) {
            saveAs(open, then);
        } else {
            write(open, path, then);
        }
    }

    /** Asks for a file and saves a pipeline there. */
    void saveAs(OpenPipeline open, Runnable then) {
        Path path = open.pathProperty().get();
        String suggested = path == null
                ? fileName(open.editor().pipeline().name()) + PipelineFiles.SUFFIX
                : String.valueOf(path.getFileName());
        dialogs.save(suggested).map(PipelineFiles::withSuffix).ifPresent(chosen -> {
            Path to = chosen.toAbsolutePath().normalize();
            PipelineTab other = shell.tabs().of(to);
            if (other != null && other.open() != open) {
                shell.tell(
                        Kind.ERROR,
                        texts.get("designer.tabs.open-already", other.open().name()),
                        texts.get("designer.file.not-saved.remedy"));
                return;
            }
            if (path == null && open.editor().pipeline().name().equals(texts.get("designer.file.untitled"))) {
                open.editor().apply(new NamePipeline(PipelineFiles.shortName(to)));
            }
            write(open, to, then);
        });
    }

    /** A name for a file, made of a pipeline's. */
    static String fileName(String name) {
        return name.toLowerCase(Locale.ROOT).strip().replaceAll("[^\\p{L}\\p{N}._-]+", "-");
    }

    private void write(OpenPipeline open, Path path, Runnable then) {
        open.save(path, new OpenPipeline.Saving() {
            @Override
            public void saved() {
                Pipeline pipeline = open.editor().saved();
                remembering.write(
                        recent.used(path, pipeline.name(), given.clock().instant()));
                if (open.workbench().trustedProperty().get()) {
                    firstRun.trust(path, pipeline);
                }
                then.run();
            }

            @Override
            public void changedElsewhere(Pipeline theirs, FileStamp stamp) {
                askWhose(open, theirs, stamp, () -> save(open, then));
            }

            @Override
            public void failed(IOException reason) {
                shell.tell(
                        Kind.ERROR,
                        texts.get("designer.file.not-saved", path, Remembering.reason(reason, texts)),
                        texts.get("designer.file.not-saved.remedy"));
            }
        });
    }

    /** Asks what becomes of edits here and of a file that somebody else has written meanwhile. */
    void askWhose(OpenPipeline open, Pipeline theirs, FileStamp stamp, Runnable keepingMine) {
        shell.ask(
                texts.get("designer.tabs.changed", open.name()),
                List.of(texts.get("designer.tabs.changed-detail")),
                new Answer("answer-mine", texts.get("designer.tabs.keep-mine"), () -> {
                    open.setStamp(stamp);
                    open.editor().markUnsaved(theirs);
                    keepingMine.run();
                }),
                new Answer("answer-theirs", texts.get("designer.tabs.take-theirs"), () -> {
                    open.setStamp(stamp);
                    DiskChanges.take(open, theirs);
                }),
                new Answer("answer-save-as", texts.get("designer.tabs.save-mine-as"), () -> saveAs(open, () -> {})));
    }

    /** A run of an open pipeline has ended. */
    void ran(OpenPipeline open, Run run, double rowsPerSecond) {
        Path path = open.pathProperty().get();
        if (path != null) {
            RecentFiles.Outcome outcome =
                    switch (run.state()) {
                        case DONE -> RecentFiles.Outcome.FINISHED;
                        case FAILED -> RecentFiles.Outcome.FAILED;
                        default -> RecentFiles.Outcome.STOPPED;
                    };
            remembering.write(recent.ran(
                    path,
                    open.editor().pipeline().name(),
                    outcome,
                    rowsPerSecond,
                    given.clock().instant()));
        }
    }
}
