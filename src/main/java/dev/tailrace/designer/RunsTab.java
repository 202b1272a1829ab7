package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.commands.ReplacePipeline;
import dev.tailrace.designer.files.FileDialogs;
import dev.tailrace.designer.runs.RunBook;
import dev.tailrace.designer.runs.RunsPane;
import dev.tailrace.model.Pipeline;
import dev.tailrace.runtime.history.RunFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;

/** The pane of the runs that have been, in the window of an open pipeline. Used on the JavaFX thread. */
final class RunsTab implements RunsPane.Does {
    private final OpenPipeline open;
    private final NoticeBar notice;
    private final FileDialogs dialogs;
    private final Consumer<Pipeline> openCopy;
    private final Texts texts;
    private final RunsPane pane;

    /** @param openCopy opens a drawing without a file in a tab of its own */
    RunsTab(OpenPipeline open, Surroundings given, NoticeBar notice, FileDialogs dialogs, Consumer<Pipeline> openCopy) {
        this.open = open;
        this.notice = notice;
        this.dialogs = dialogs;
        this.openCopy = openCopy;
        this.texts = open.workbench().texts();
        pane = new RunsPane(
                new RunBook(
                        open.workbench(),
                        new RunFolders(given.folders().state()),
                        () -> open.pathProperty().get(),
                        given.clock(),
                        Platform::runLater,
                        this::notKept),
                this);
    }

    RunsPane pane() {
        return pane;
    }

    void declare(Actions actions, BottomPane tabs) {
        actions.add(Action.of("tab-runs", texts, () -> tabs.reveal(BottomPane.RUNS))
                .on("Shortcut+5")
                .withIcon("mdi2h-history"));
        pane.actions(() -> tabs.reveal(BottomPane.RUNS)).forEach(actions::add);
    }

    @Override
    public void open(Pipeline pipeline, String time) {
        openCopy.accept(pipeline);
    }

    @Override
    public void restore(Pipeline pipeline, String time) {
        open.editor().apply(new ReplacePipeline(pipeline, "designer.command.restore-run", List.of(time)));
    }

    @Override
    public void export(String suggestedName, String text) {
        dialogs.export(suggestedName)
                .ifPresent(file -> open.workbench().background().execute(() -> write(file, text)));
    }

    @Override
    public void deleted(int runs, Runnable bringBack) {
        notice.tell(NoticeBar.Kind.NEWS, texts.get("designer.runs.deleted", runs), null);
        notice.offer("runs-bring-back", texts.get("designer.runs.bring-back"), bringBack);
    }

    private void write(Path file, String text) {
        try {
            Files.writeString(file, text);
            Platform.runLater(() -> notice.tell(NoticeBar.Kind.NEWS, texts.get("designer.export.saved", file), null));
        } catch (IOException e) {
            Platform.runLater(() -> notice.tell(
                    NoticeBar.Kind.ERROR,
                    texts.get("designer.runs.not-written", file, Remembering.reason(e, texts)),
                    texts.get("designer.runs.not-written.remedy")));
        }
    }

    private void notKept(IOException reason) {
        notice.tell(NoticeBar.Kind.NEWS, texts.get("designer.runs.not-kept", Remembering.reason(reason, texts)), null);
    }
}
