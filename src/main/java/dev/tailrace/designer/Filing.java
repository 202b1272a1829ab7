package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoticeBar.Kind;
import dev.tailrace.designer.QuestionCard.Answer;
import dev.tailrace.designer.files.FileDialogs;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.designer.files.Reach;
import dev.tailrace.designer.files.RecentFiles;
import dev.tailrace.designer.files.Recovery;
import dev.tailrace.designer.files.Trust;
import dev.tailrace.model.Pipeline;
import dev.tailrace.runtime.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Opening, saving and closing pipelines, with the questions that belong to it: unsaved edits, recovery after a crash, the
 * first run of a file from elsewhere. Files are read in the background. Used on the JavaFX thread.
 */
final class Filing {
    /** What the window shows. */
    interface Stage {
        /** Shows a pipeline in place of what was there. */
        void show(OpenPipeline pipeline);

        void showStart();

        /** The open pipeline, or null at the start screen. */
        @Nullable
        EditingView editing();

        Overlay overlay();

        void tell(Kind kind, String what, @Nullable String remedy);
    }

    private final Surroundings given;
    private final Texts texts;
    private final FileDialogs dialogs;
    private final Stage stage;
    private final RecentFiles recent;
    private final Recovery recovery;
    private final Trust trust;

    Filing(Surroundings given, FileDialogs dialogs, Stage stage) {
        this.given = given;
        this.texts = given.texts();
        this.dialogs = dialogs;
        this.stage = stage;
        recent = new RecentFiles(given.folders());
        recovery = new Recovery(given.folders());
        trust = new Trust(given.folders());
    }

    RecentFiles recent() {
        return recent;
    }

    /** Begins an empty pipeline. */
    void create() {
        unlessUnsaved(() -> show(Pipeline.empty(texts.get("designer.file.untitled")), null, true));
    }

    /** Asks for a file and opens it. */
    void open() {
        unlessUnsaved(() -> dialogs.open().ifPresent(this::read));
    }

    /** Opens a file; what is open stays if it cannot be read. */
    void open(Path path) {
        unlessUnsaved(() -> read(path));
    }

    /** Back to the start screen. */
    void leave() {
        unlessUnsaved(() -> {
            stage.showStart();
        });
    }

    private void read(Path path) {
        Path file = path.toAbsolutePath().normalize();
        given.background().execute(() -> {
            PipelineFiles.Loaded loaded = PipelineFiles.read(file);
            Platform.runLater(() -> opened(loaded));
        });
    }

    private void opened(PipelineFiles.Loaded loaded) {
        if (loaded instanceof PipelineFiles.Read read) {
            boolean trusted =
                    isSample(read.path()) || trust.isTrusted(read.path(), Reach.of(read.pipeline(), given.catalogue()));
            show(read.pipeline(), read.path(), trusted);
            remember(() -> recent.used(
                    read.path(), read.pipeline().name(), given.clock().instant()));
        } else if (loaded instanceof PipelineFiles.Refused refused) {
            stage.tell(
                    Kind.ERROR,
                    texts.get(
                            "designer.file.refused",
                            String.valueOf(refused.path().getFileName()),
                            String.valueOf(refused.line()),
                            texts.message(refused.problem())),
                    texts.remedy(refused.problem()));
        }
    }

    private boolean isSample(Path path) {
        Path samples = given.samples();
        return samples != null && path.startsWith(samples);
    }

    private OpenPipeline show(Pipeline pipeline, @Nullable Path path, boolean trusted) {
        Path base = path == null ? Path.of("").toAbsolutePath() : PipelineFiles.folderOf(path);
        PipelineEditor editor =
                new PipelineEditor(given.catalogue(), pipeline, base, given.background(), Platform::runLater);
        Workbench workbench = new Workbench(editor, given.runtime(), texts, given.background());
        workbench.trustedProperty().set(trusted);
        return show(workbench, path);
    }

    private OpenPipeline show(Workbench workbench, @Nullable Path path) {
        OpenPipeline open = new OpenPipeline(
                workbench,
                path,
                recovery,
                given.keeper(),
                given.clock(),
                e -> stage.tell(Kind.ERROR, texts.get("designer.file.not-kept", reason(e)), null));
        RememberedSamples.restore(
                open,
                given.folders(),
                given.keeper(),
                e -> stage.tell(Kind.NEWS, texts.get("designer.file.not-remembered", reason(e)), null));
        stage.show(open);
        return open;
    }

    /** Shows the open pipeline in a new view, with its edits, what can be undone, and its last run. */
    void renew(OpenPipeline open) {
        Workbench before = open.workbench();
        Workbench workbench = new Workbench(before.editor().successor(), given.runtime(), texts, given.background());
        workbench.trustedProperty().set(before.trustedProperty().get());
        workbench.runProperty().set(before.runProperty().get());
        show(workbench, open.pathProperty().get());
    }

    /** Saves the open pipeline, asking for a file if it has none. */
    void save(Runnable then) {
        EditingView editing = stage.editing();
        if (editing == null) {
            return;
        }
        Path path = editing.open().pathProperty().get();
        if (path == null) {
            saveAs(then);
        } else {
            write(editing.open(), path, then);
        }
    }

    /** Asks for a file and saves the open pipeline there. */
    void saveAs(Runnable then) {
        EditingView editing = stage.editing();
        if (editing == null) {
            return;
        }
        OpenPipeline open = editing.open();
        Path path = open.pathProperty().get();
        String suggested = path == null
                ? fileName(open.editor().pipeline().name()) + PipelineFiles.SUFFIX
                : String.valueOf(path.getFileName());
        dialogs.save(suggested).map(PipelineFiles::withSuffix).ifPresent(to -> {
            if (path == null && open.editor().pipeline().name().equals(texts.get("designer.file.untitled"))) {
                open.editor().apply(new NamePipeline(PipelineFiles.shortName(to)));
            }
            write(open, to, then);
        });
    }

    private static String fileName(String name) {
        return name.toLowerCase(Locale.ROOT).strip().replaceAll("[^\\p{L}\\p{N}._-]+", "-");
    }

    private void write(OpenPipeline open, Path path, Runnable then) {
        try {
            open.save(path);
        } catch (IOException e) {
            stage.tell(
                    Kind.ERROR,
                    texts.get("designer.file.not-saved", path, reason(e)),
                    texts.get("designer.file.not-saved.remedy"));
            return;
        }
        Pipeline pipeline = open.editor().pipeline();
        remember(() -> recent.used(path, pipeline.name(), given.clock().instant()));
        if (open.workbench().trustedProperty().get()) {
            remember(() -> trust.trust(path, Reach.of(pipeline, given.catalogue())));
        }
        then.run();
    }

    /** Goes on at once, or after the question about unsaved edits and a run that lives. */
    void unlessUnsaved(Runnable then) {
        EditingView editing = stage.editing();
        if (editing == null) {
            then.run();
        } else if (editing.open().dirtyProperty().get()) {
            String name = editing.open().editor().pipeline().name();
            ask(
                    texts.get("designer.file.unsaved", name),
                    List.of(),
                    new Answer("answer-save", texts.get("designer.file.save"), () -> save(() -> unlessRunning(then))),
                    new Answer("answer-discard", texts.get("designer.file.discard"), () -> unlessRunning(then)),
                    new Answer("answer-cancel", texts.get("designer.file.cancel"), () -> {}));
        } else {
            unlessRunning(then);
        }
    }

    private void unlessRunning(Runnable then) {
        EditingView editing = stage.editing();
        if (editing == null || !editing.runs().isRunning()) {
            then.run();
            return;
        }
        ask(
                texts.get(
                        "designer.file.running",
                        editing.open().editor().pipeline().name()),
                List.of(),
                new Answer("answer-stop", texts.get("designer.file.stop"), then),
                new Answer("answer-cancel", texts.get("designer.file.keep-running"), () -> {}));
    }

    /** Runs, after the question if the file is from elsewhere and nobody has agreed yet. */
    void mayRun(OpenPipeline open, Runnable then) {
        Reach reach = Reach.of(open.editor().pipeline(), given.catalogue());
        if (open.workbench().trustedProperty().get() || reach.isEmpty()) {
            then.run();
            return;
        }
        List<String> details = new ArrayList<>();
        reach.reads().forEach(place -> details.add(texts.get("designer.file.reads", place)));
        reach.writes().forEach(place -> details.add(texts.get("designer.file.writes", place)));
        ask(
                texts.get("designer.file.first-run"),
                details,
                new Answer("answer-run", texts.get("designer.action.run"), () -> {
                    open.workbench().trustedProperty().set(true);
                    Path path = open.pathProperty().get();
                    if (path != null) {
                        remember(() -> trust.trust(path, reach));
                    }
                    then.run();
                }),
                new Answer("answer-cancel", texts.get("designer.file.cancel"), () -> {}));
    }

    /** A run of the open pipeline has ended. */
    void ran(OpenPipeline open, Run run, double rowsPerSecond) {
        Path path = open.pathProperty().get();
        if (path != null) {
            RecentFiles.Outcome outcome =
                    switch (run.state()) {
                        case DONE -> RecentFiles.Outcome.FINISHED;
                        case FAILED -> RecentFiles.Outcome.FAILED;
                        default -> RecentFiles.Outcome.STOPPED;
                    };
            remember(() -> recent.ran(
                    path,
                    open.editor().pipeline().name(),
                    outcome,
                    rowsPerSecond,
                    given.clock().instant()));
        }
    }

    /** Offers what was not saved when the program stopped, the latest first. */
    void offerRecovery() {
        List<Recovery.Kept> found = recovery.found();
        if (!found.isEmpty()) {
            offer(found.get(0));
        }
    }

    private void offer(Recovery.Kept kept) {
        String time = DateTimeFormatter.ofPattern("HH:mm:ss")
                .format(kept.time().atZone(given.clock().getZone()));
        ask(
                texts.get("designer.file.crashed", kept.name()),
                kept.path() == null ? List.of() : List.of(kept.path().toString()),
                new Answer("answer-restore", texts.get("designer.file.restore", time), () -> restore(kept)),
                new Answer("answer-discard", texts.get("designer.file.discard"), () -> {
                    remember(() -> recovery.discard(kept.id()));
                    offerRecovery();
                }));
    }

    private void restore(Recovery.Kept kept) {
        Optional<Pipeline> pipeline = PipelineFiles.parse(kept.text());
        if (pipeline.isEmpty()) {
            stage.tell(Kind.ERROR, texts.get("designer.file.not-restored", kept.name()), null);
            return;
        }
        Path path = kept.path();
        Pipeline asInFile = path != null && PipelineFiles.read(path) instanceof PipelineFiles.Read read
                ? read.pipeline()
                : Pipeline.empty(texts.get("designer.file.untitled"));
        boolean trusted = path == null || trust.isTrusted(path, Reach.of(pipeline.get(), given.catalogue()));
        OpenPipeline open = show(pipeline.get(), path, trusted);
        open.editor().markUnsaved(asInFile);
        remember(() -> recovery.discard(kept.id()));
    }

    private void ask(String title, List<String> details, Answer... answers) {
        new QuestionCard(stage.overlay(), title, details, List.of(answers)).show(stage.overlay(), () -> {});
    }

    private interface Remembering {
        void run() throws IOException;
    }

    /** What is only remembered may fail without harm to the pipeline; the person hears of it. */
    private void remember(Remembering write) {
        try {
            write.run();
        } catch (IOException e) {
            stage.tell(Kind.NEWS, texts.get("designer.file.not-remembered", reason(e)), null);
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
