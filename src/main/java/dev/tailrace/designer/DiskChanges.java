package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoticeBar.Kind;
import dev.tailrace.designer.commands.ReplacePipeline;
import dev.tailrace.designer.files.FileStamp;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.model.Pipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.application.Platform;

/**
 * Notices that somebody else has written an open file, as {@code git checkout} does. What has no edits here is read again
 * at once; else the person is asked. Looks when the window gets the focus and when a tab is shown. Used on the JavaFX
 * thread.
 */
final class DiskChanges {
    private final Shell shell;
    private final Filing filing;
    private final Texts texts;
    private final Executor background;

    DiskChanges(Shell shell, Filing filing, Surroundings given) {
        this.shell = shell;
        this.filing = filing;
        this.texts = given.texts();
        this.background = given.background();
    }

    /** Looks at all open files and those of their sub-pipelines. */
    void look() {
        for (PipelineTab tab : shell.tabs().all()) {
            tab.open().editor().lookAtFiles();
            Path path = tab.open().pathProperty().get();
            if (path != null) {
                FileStamp known = tab.open().stamp();
                background.execute(() -> look(tab, path, known));
            }
        }
    }

    private void look(PipelineTab tab, Path path, FileStamp known) {
        FileStamp now = FileStamp.of(path);
        if (!now.equals(known)) {
            PipelineFiles.Loaded loaded = PipelineFiles.read(path);
            Platform.runLater(() -> {
                // Saved here, or noticed meanwhile: then this is old news.
                if (tab.open().stamp().equals(known)
                        && !tab.open().isSaving()
                        && shell.tabs().all().contains(tab)) {
                    changed(tab, now, loaded);
                }
            });
        }
    }

    private void changed(PipelineTab tab, FileStamp now, PipelineFiles.Loaded loaded) {
        OpenPipeline open = tab.open();
        if (loaded instanceof PipelineFiles.Read read) {
            if (read.pipeline().equals(open.editor().saved())) {
                open.setStamp(now);
            } else if (!open.dirtyProperty().get()) {
                open.setStamp(now);
                Path path = read.path();
                open.keepState(path, open.editor().saved());
                open.keepState(path, read.pipeline());
                take(open, read.pipeline());
                tab.tell(texts.get("designer.tabs.read-again", open.name()));
            } else if (tab == shell.tabs().shown() && !shell.overlay().isShowing()) {
                filing.askWhose(open, read.pipeline(), now, () -> {});
            }
        } else {
            open.setStamp(now);
            // What the file has no more exists here only.
            open.editor().markUnsaved(Pipeline.empty(""));
            if (now.equals(FileStamp.NONE)) {
                shell.tell(
                        Kind.ERROR,
                        texts.get("designer.tabs.gone", open.name()),
                        texts.get("designer.tabs.gone.remedy"));
            } else if (loaded instanceof PipelineFiles.Refused refused) {
                filing.tellRefused(refused);
            }
        }
    }

    /** Puts the file's drawing in place of the present one; undo brings that back. */
    static void take(OpenPipeline open, Pipeline theirs) {
        open.editor().apply(new ReplacePipeline(theirs, "designer.command.read-again", List.of()));
        open.editor().markSaved(theirs, open.editor().baseDirectory());
    }
}
