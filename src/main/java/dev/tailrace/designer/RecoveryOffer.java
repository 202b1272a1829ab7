package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoticeBar.Kind;
import dev.tailrace.designer.QuestionCard.Answer;
import dev.tailrace.designer.commands.ReplacePipeline;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.designer.files.Recovery.Kept;
import dev.tailrace.model.Pipeline;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Offers, at the start, what was not saved when the program stopped. What is restored lies as one edit over the file, so
 * that undo shows what the file has; it counts as unsaved and is kept again at once. Used on the JavaFX thread.
 */
final class RecoveryOffer {
    /** @param hasFile whether its file is there and can be read */
    private record Left(Kept kept, Optional<Pipeline> pipeline, boolean hasFile) {}

    private final Shell shell;
    private final Filing filing;
    private final Surroundings given;
    private final Texts texts;
    private final Remembering remembering;

    RecoveryOffer(Shell shell, Filing filing, Surroundings given, Remembering remembering) {
        this.shell = shell;
        this.filing = filing;
        this.given = given;
        this.texts = given.texts();
        this.remembering = remembering;
    }

    /** Looks for what was left behind and asks; nothing happens if there is nothing. */
    void offer() {
        given.background().execute(() -> {
            List<Left> left =
                    filing.recovery().found().stream().map(RecoveryOffer::read).toList();
            if (!left.isEmpty()) {
                Platform.runLater(() -> ask(left));
            }
        });
    }

    private static Left read(Kept kept) {
        Path path = kept.path();
        boolean hasFile = path != null && PipelineFiles.read(path) instanceof PipelineFiles.Read;
        return new Left(kept, PipelineFiles.parse(kept.text()), hasFile);
    }

    private void ask(List<Left> left) {
        boolean one = left.size() == 1;
        Kept latest = left.get(0).kept();
        Path path = latest.path();
        shell.ask(
                one
                        ? texts.get("designer.file.crashed", latest.name())
                        : texts.get("designer.tabs.crashed", left.size()),
                one
                        ? path == null ? List.of() : List.of(path.toString())
                        : left.stream()
                                .map(each -> texts.get(
                                        "designer.tabs.crashed-one", each.kept().name(), time(each.kept())))
                                .toList(),
                new Answer(
                        "answer-restore",
                        one ? texts.get("designer.file.restore", time(latest)) : texts.get("designer.tabs.restore-all"),
                        // The latest edits last: of one file they are the ones that count, and they are shown.
                        () -> {
                            for (int i = left.size() - 1; i >= 0; i--) {
                                restore(left.get(i));
                            }
                        }),
                new Answer("answer-discard", texts.get("designer.file.discard"), () -> left.forEach(this::discard)));
    }

    private String time(Kept kept) {
        return DateTimeFormatter.ofPattern("HH:mm:ss")
                .format(kept.time().atZone(given.clock().getZone()));
    }

    private void restore(Left left) {
        Kept kept = left.kept();
        Pipeline pipeline = left.pipeline().orElse(null);
        Path path = kept.path();
        if (pipeline == null) {
            shell.tell(Kind.ERROR, texts.get("designer.file.not-restored", kept.name()), null);
        } else if (path != null && left.hasFile()) {
            filing.open(path, null, tab -> lay(left, pipeline, tab));
        } else {
            lay(left, pipeline, filing.showUnsaved(pipeline, folder(path)));
        }
    }

    private static Path folder(@Nullable Path file) {
        return file == null ? Path.of("").toAbsolutePath() : PipelineFiles.folderOf(file);
    }

    private void lay(Left left, Pipeline pipeline, PipelineTab tab) {
        tab.open()
                .editor()
                .apply(new ReplacePipeline(pipeline, "designer.command.restore", List.of(time(left.kept()))));
        // At once, and then discarded: so there is no moment at which nothing holds the edits.
        tab.open().keepLast();
        discard(left);
    }

    private void discard(Left left) {
        remembering.write(() -> filing.recovery().discard(left.kept().id()));
    }
}
