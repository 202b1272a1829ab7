package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.QuestionCard.Answer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The questions before something closes: edits that are not saved, runs that live. Used on the JavaFX thread. */
final class Closing {
    private final Shell shell;
    private final Filing filing;
    private final Texts texts;

    Closing(Shell shell, Filing filing, Texts texts) {
        this.shell = shell;
        this.filing = filing;
        this.texts = texts;
    }

    /** Closes a tab, or leaves it as it is if the person would rather keep it. */
    void close(PipelineTab tab) {
        if (needsAnswer(tab)) {
            // What is asked about is seen.
            shell.tabs().show(tab);
        }
        unlessUnsaved(tab, () -> unlessRunning(List.of(tab), () -> shell.tabs().close(tab)));
    }

    /** Goes on at once, or once every question about an open pipeline is answered. */
    void unlessAnyNeeded(Runnable then) {
        List<PipelineTab> tabs = shell.tabs().all();
        List<PipelineTab> unsaved =
                tabs.stream().filter(tab -> tab.open().dirtyProperty().get()).toList();
        Runnable stopping =
                () -> unlessRunning(tabs.stream().filter(PipelineTab::isRunning).toList(), then);
        if (unsaved.size() == 1) {
            shell.tabs().show(unsaved.get(0));
            unlessUnsaved(unsaved.get(0), stopping);
        } else if (unsaved.isEmpty()) {
            stopping.run();
        } else {
            shell.ask(
                    texts.get("designer.tabs.unsaved", unsaved.size()),
                    unsaved.stream().map(tab -> tab.open().name()).toList(),
                    new Answer(
                            "answer-save",
                            texts.get("designer.tabs.save-all"),
                            () -> saveAll(new ArrayDeque<>(unsaved), stopping)),
                    new Answer("answer-discard", texts.get("designer.tabs.discard-all"), stopping),
                    new Answer("answer-cancel", texts.get("designer.file.cancel"), () -> {}));
        }
    }

    private void saveAll(Deque<PipelineTab> unsaved, Runnable then) {
        PipelineTab next = unsaved.poll();
        if (next == null) {
            then.run();
        } else {
            filing.save(next.open(), () -> saveAll(unsaved, then));
        }
    }

    private static boolean needsAnswer(PipelineTab tab) {
        return tab.open().dirtyProperty().get() || tab.isRunning();
    }

    private void unlessUnsaved(PipelineTab tab, Runnable then) {
        if (!tab.open().dirtyProperty().get()) {
            then.run();
            return;
        }
        shell.ask(
                texts.get("designer.file.unsaved", tab.open().name()),
                List.of(),
                new Answer("answer-save", texts.get("designer.file.save"), () -> filing.save(tab.open(), then)),
                new Answer("answer-discard", texts.get("designer.file.discard"), then),
                new Answer("answer-cancel", texts.get("designer.file.cancel"), () -> {}));
    }

    private void unlessRunning(List<PipelineTab> tabs, Runnable then) {
        List<PipelineTab> running = tabs.stream().filter(PipelineTab::isRunning).toList();
        if (running.isEmpty()) {
            then.run();
            return;
        }
        boolean one = running.size() == 1;
        shell.ask(
                one
                        ? texts.get(
                                "designer.file.running", running.get(0).open().name())
                        : texts.get("designer.tabs.running", running.size()),
                one ? List.of() : running.stream().map(tab -> tab.open().name()).toList(),
                new Answer("answer-stop", texts.get("designer.file.stop"), then),
                new Answer("answer-cancel", texts.get("designer.file.keep-running"), () -> {}));
    }
}
