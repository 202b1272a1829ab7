package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoticeBar.Kind;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.commands.SubPipelineDraft;
import dev.tailrace.designer.files.FileDialogs;
import dev.tailrace.designer.inspector.FileControl;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.nested.SubPipelines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/**
 * Opens the file of a sub-pipeline, and puts what is selected into such a file. Used on the JavaFX thread; files are
 * written on another.
 */
final class SubPipelineActions {
    private final OpenPipeline open;
    private final Shell shell;
    private final Filing filing;
    private final FileDialogs dialogs;
    private final Texts texts;
    private final BooleanProperty openable = new SimpleBooleanProperty();
    private final BooleanProperty makeable = new SimpleBooleanProperty();

    SubPipelineActions(OpenPipeline open, Shell shell, Filing filing, FileDialogs dialogs) {
        this.open = open;
        this.shell = shell;
        this.filing = filing;
        this.dialogs = dialogs;
        this.texts = open.workbench().texts();
    }

    void declare(Actions actions) {
        actions.add(Action.of("open-sub-pipeline", texts, () -> {
                    String selected = open.editor().selectedNode();
                    if (selected != null) {
                        open(selected);
                    }
                })
                .on("Shortcut+Alt+O")
                .when(openable));
        actions.add(Action.of("make-sub-pipeline", texts, this::make)
                .on("Shortcut+Alt+G")
                .when(makeable));
        open.editor().addListener(change -> selected());
        selected();
    }

    private void selected() {
        String only = open.editor().selectedNode();
        openable.set(only != null && file(only) != null);
        makeable.set(!open.editor().selectedNodes().isEmpty());
    }

    /** Opens the file that a node stands for in a tab; false if it stands for none. */
    boolean open(String node) {
        Path file = file(node);
        if (file != null) {
            filing.open(file);
        }
        return file != null;
    }

    private @Nullable Path file(String id) {
        return open.editor()
                .pipeline()
                .node(id)
                .filter(node -> node.operator().equals(SubPipelines.OPERATOR))
                .map(Node::settings)
                .map(settings -> settings.path(SubPipelines.PATH).asText(""))
                .filter(path -> path.endsWith(PipelineJson.SUFFIX))
                .map(path -> SubPipelines.resolve(open.editor().baseDirectory(), path))
                .orElse(null);
    }

    private void make() {
        PipelineEditor editor = open.editor();
        Optional<SubPipelineDraft> draft = editor.isCheckCurrent()
                ? SubPipelineDraft.of(editor.checked(), editor.selectedNodes())
                : Optional.empty();
        if (draft.isEmpty()) {
            shell.tell(
                    Kind.NEWS,
                    texts.get("designer.sub-pipeline.cannot"),
                    texts.get("designer.sub-pipeline.cannot.remedy"));
            return;
        }
        dialogs.save(texts.get("designer.sub-pipeline.file") + PipelineJson.SUFFIX)
                .ifPresent(file -> write(editor, editor.pipeline(), draft.get(), file));
    }

    private void write(PipelineEditor editor, Pipeline subject, SubPipelineDraft draft, Path chosen) {
        String fileName = String.valueOf(chosen.getFileName());
        String name = fileName.endsWith(PipelineJson.SUFFIX)
                ? fileName.substring(0, fileName.length() - PipelineJson.SUFFIX.length())
                : fileName;
        Path file = chosen.resolveSibling(name + PipelineJson.SUFFIX).toAbsolutePath();
        if (shell.tabs().of(file.normalize()) != null) {
            shell.tell(
                    Kind.ERROR,
                    texts.get("designer.sub-pipeline.is-open", fileName),
                    texts.get("designer.sub-pipeline.is-open.remedy"));
            return;
        }
        Path folder = Objects.requireNonNullElse(file.getParent(), file);
        Pipeline part = draft.file(name, editor.catalogue(), editor.baseDirectory(), folder);
        String path = FileControl.written(file, editor.baseDirectory());
        open.workbench().background().execute(() -> {
            try {
                PipelineJson.write(part, file);
                Platform.runLater(() -> {
                    // An edit of the drawing as it was: what has been drawn meanwhile must not be lost.
                    if (editor.pipeline() == subject) {
                        editor.apply(draft.command(name, path));
                    } else {
                        shell.tell(
                                Kind.NEWS,
                                texts.get("designer.sub-pipeline.only-written", fileName),
                                texts.get("designer.sub-pipeline.only-written.remedy"));
                    }
                });
            } catch (IOException e) {
                Platform.runLater(() -> shell.tell(
                        Kind.ERROR,
                        texts.get("designer.sub-pipeline.not-written", fileName, Remembering.reason(e, texts)),
                        null));
            }
        });
    }
}
