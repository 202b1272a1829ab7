package dev.tailrace.designer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoticeBar.Kind;
import dev.tailrace.designer.QuestionCard.Answer;
import dev.tailrace.designer.canvas.PictureStyle;
import dev.tailrace.designer.canvas.PictureWriter;
import dev.tailrace.designer.commands.RelativePaths;
import dev.tailrace.designer.export.PictureCard;
import dev.tailrace.designer.export.PipelineDescription;
import dev.tailrace.designer.files.FileDialogs;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.designer.theme.Mode;
import dev.tailrace.designer.theme.Themes;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.operator.nested.SubPipelineFiles;
import dev.tailrace.runtime.Translator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Pos;

/**
 * Writes what is open into files of other kinds; the tab keeps its own. Writes in the background and says when it is done.
 * Used on the JavaFX thread.
 */
final class Exporting {
    private static final int NAMED = 6;

    private final Shell shell;
    private final Surroundings given;
    private final Texts texts;
    private final Themes themes;
    private final FileDialogs dialogs;

    Exporting(Shell shell, Surroundings given, Themes themes, FileDialogs dialogs) {
        this.shell = shell;
        this.given = given;
        this.texts = given.texts();
        this.themes = themes;
        this.dialogs = dialogs;
    }

    /** Asks how it shall look, then for a file. */
    void picture(PipelineTab tab) {
        PictureCard card = new PictureCard(
                texts,
                themes.modeProperty().get(),
                tab.open().workbench().pictureProperty().get(),
                (format, style) -> picture(tab.open(), format, style),
                shell.overlay()::hide);
        shell.overlay().show(card, Pos.CENTER, () -> {});
        card.lookup("#picture-save").requestFocus();
    }

    private void picture(OpenPipeline open, PictureCard.Format format, PictureStyle style) {
        Work work = work(open);
        ask(open, format.suffix(), file -> new PictureWriter(given.catalogue(), texts)
                .write(work.check(), style, file));
    }

    /** In Markdown, with a picture beside it. */
    void description(PipelineTab tab) {
        boolean dark = themes.modeProperty().get() == Mode.DARK;
        Work work = work(tab.open());
        ask(tab.open(), ".md", file -> {
            CheckedPipeline checked = work.check();
            Path picture = PipelineDescription.pictureOf(file);
            new PictureWriter(given.catalogue(), texts).write(checked, dark, picture);
            Files.writeString(
                    file,
                    new PipelineDescription(given.catalogue(), texts)
                            .of(checked, String.valueOf(picture.getFileName())));
        });
    }

    /** The same pipeline in another file, which nothing else opens. */
    void copy(PipelineTab tab) {
        OpenPipeline open = tab.open();
        Pipeline pipeline = open.editor().pipeline();
        dialogs.save(Filing.fileName(open.name()) + "-copy" + PipelineFiles.SUFFIX)
                .map(PipelineFiles::withSuffix)
                .map(file -> file.toAbsolutePath().normalize())
                .ifPresent(file -> {
                    PipelineTab holder = shell.tabs().of(file);
                    if (holder == null) {
                        Supplier<RelativePaths> moving = open.moving(pipeline, PipelineFiles.folderOf(file));
                        write(file, to -> PipelineFiles.write(to, moving.get().in(pipeline)));
                    } else {
                        shell.tell(
                                Kind.ERROR,
                                texts.get(
                                        "designer.tabs.open-already",
                                        holder.open().name()),
                                texts.get("designer.file.not-saved.remedy"));
                    }
                });
    }

    /** As Flink SQL; where that cannot say all of it alike, the operators are named with the reasons instead. */
    void flinkSql(PipelineTab tab) {
        Translator translator = given.flinkSql();
        if (translator == null) {
            return;
        }
        OpenPipeline open = tab.open();
        Work work = work(open);
        given.background().execute(() -> {
            CheckedPipeline checked = work.check();
            List<Problem> errors =
                    checked.problems().stream().filter(Problem::isError).toList();
            if (!errors.isEmpty()) {
                Platform.runLater(() -> refused(tab, "designer.export.has-problems", errors));
                return;
            }
            Translator.Script script = translator.translate(checked);
            Platform.runLater(() -> {
                if (script.refusals().isEmpty()) {
                    ask(open, ".sql", file -> Files.writeString(file, script.text()));
                } else {
                    refused(tab, "designer.export.not-on-flink", script.refusals());
                }
            });
        });
    }

    private void refused(PipelineTab tab, String titleKey, List<Problem> problems) {
        Pipeline pipeline = tab.open().editor().pipeline();
        List<String> details = new ArrayList<>();
        problems.stream().limit(NAMED).forEach(problem -> details.add(words(problem, pipeline)));
        if (problems.size() > NAMED) {
            details.add(texts.get("designer.export.more", problems.size() - NAMED));
        }
        String node = problems.stream()
                .map(Problem::node)
                .filter(Objects::nonNull)
                .filter(id -> pipeline.node(id).isPresent())
                .findFirst()
                .orElse(null);
        List<Answer> answers = new ArrayList<>();
        if (node != null) {
            answers.add(new Answer("answer-show", texts.get("designer.versions.show"), () -> tab.view()
                    .goTo(node)));
        }
        answers.add(new Answer("answer-close", texts.get("designer.history.close"), () -> {}));
        shell.ask(texts.get(titleKey, problems.size()), details, answers.toArray(Answer[]::new));
    }

    private String words(Problem problem, Pipeline pipeline) {
        String node = problem.node();
        return node == null
                ? texts.of(problem)
                : pipeline.node(node).map(Node::name).orElse(node) + ": " + texts.of(problem);
    }

    /** The drawing as it is now with the values of its environment, to be checked in the background. */
    private record Work(Pipeline pipeline, Path folder, Map<String, JsonNode> values, Surroundings given) {
        CheckedPipeline check() {
            return new PipelineCheck(given.catalogue())
                    .check(pipeline, folder, values, new SubPipelineFiles().read(pipeline, folder));
        }
    }

    private Work work(OpenPipeline open) {
        return new Work(
                open.editor().pipeline(),
                open.editor().baseDirectory(),
                open.editor().values(),
                given);
    }

    /** Writes a file. */
    private interface Writing {
        void to(Path file) throws IOException;
    }

    private void ask(OpenPipeline open, String suffix, Writing writing) {
        dialogs.export(Filing.fileName(open.name()) + suffix)
                .map(file -> withSuffix(file, suffix))
                .ifPresent(file -> write(file, writing));
    }

    private static Path withSuffix(Path file, String suffix) {
        String name = String.valueOf(file.getFileName());
        return name.toLowerCase(Locale.ROOT).endsWith(suffix) ? file : file.resolveSibling(name + suffix);
    }

    private void write(Path file, Writing writing) {
        given.background().execute(() -> {
            String reason = null;
            try {
                writing.to(file);
            } catch (IOException failed) {
                reason = Remembering.reason(failed, texts);
            }
            String failure = reason;
            Platform.runLater(() -> {
                if (failure == null) {
                    shell.tell(Kind.NEWS, texts.get("designer.export.saved", file), null);
                } else {
                    shell.tell(
                            Kind.ERROR,
                            texts.get("designer.file.not-saved", file, failure),
                            texts.get("designer.file.not-saved.remedy"));
                }
            });
        });
    }
}
