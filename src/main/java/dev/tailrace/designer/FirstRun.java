package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.QuestionCard.Answer;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.designer.files.Reach;
import dev.tailrace.designer.files.Trust;
import dev.tailrace.model.Pipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The first run of a file from elsewhere: it says what it touches, and asks once. Used on the JavaFX thread. */
final class FirstRun {
    private final Shell shell;
    private final Surroundings given;
    private final Texts texts;
    private final Remembering remembering;
    private final Trust trust;

    FirstRun(Shell shell, Surroundings given, Remembering remembering) {
        this.shell = shell;
        this.given = given;
        this.texts = given.texts();
        this.remembering = remembering;
        trust = new Trust(given.folders());
    }

    /** Whether a file that was read may run without a question: a sample, or one that somebody has agreed to. */
    boolean isTrusted(PipelineFiles.Read read) {
        Path samples = given.samples();
        return samples != null && read.path().startsWith(samples)
                || trust.isTrusted(read.path(), Reach.of(read.pipeline(), given.catalogue()));
    }

    /** The person vouches for a file with this drawing, as by having saved it. */
    void trust(Path path, Pipeline pipeline) {
        remembering.write(trust.trust(path, Reach.of(pipeline, given.catalogue())));
    }

    /** Runs, after the question if the file is from elsewhere and nobody has agreed yet. */
    void mayRun(OpenPipeline open, Runnable then) {
        Pipeline pipeline = open.editor().pipeline();
        Reach reach = Reach.of(pipeline, given.catalogue());
        if (open.workbench().trustedProperty().get() || reach.isEmpty()) {
            then.run();
            return;
        }
        List<String> details = new ArrayList<>();
        reach.reads().forEach(place -> details.add(texts.get("designer.file.reads", place)));
        reach.writes().forEach(place -> details.add(texts.get("designer.file.writes", place)));
        reach.asks().forEach(place -> details.add(texts.get("designer.file.asks", place)));
        shell.ask(
                texts.get("designer.file.first-run"),
                details,
                new Answer("answer-run", texts.get("designer.action.run"), () -> {
                    open.workbench().trustedProperty().set(true);
                    Path path = open.pathProperty().get();
                    if (path != null) {
                        trust(path, pipeline);
                    }
                    then.run();
                }),
                new Answer("answer-cancel", texts.get("designer.file.cancel"), () -> {}));
    }
}
