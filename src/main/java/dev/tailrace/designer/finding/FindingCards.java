package dev.tailrace.designer.finding;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.canvas.Spotlight;
import dev.tailrace.model.Node;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The cards at the upper edge of the canvas, one at a time: finding, replacing in settings, renaming a column, and what
 * column is lit. On the JavaFX thread.
 */
public final class FindingCards {
    private final Workbench workbench;
    private final CanvasPane canvas;
    private final Texts texts;
    private final FindBar find;
    private final ReplaceCard replace;
    private final ColumnFlow flow;
    private @Nullable Region shown;
    private Consumer<PipelineEditor.Change> follow = change -> {};
    private long asked;

    public FindingCards(Workbench workbench, CanvasPane canvas) {
        this.workbench = workbench;
        this.canvas = canvas;
        this.texts = workbench.texts();
        find = new FindBar(workbench, canvas, this::close);
        replace = new ReplaceCard(workbench, canvas, this::close);
        flow = new ColumnFlow(workbench.editor().catalogue());
        workbench.editor().addListener(change -> follow.accept(change));
        // Before the canvas takes Escape for its selection.
        canvas.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE && key.getTarget() == canvas && shown != null) {
                close();
                key.consume();
            }
        });
    }

    public void declare(Actions actions) {
        actions.add(action("find", () -> {
                    show(find, find::editorChanged);
                    find.open();
                })
                .on("Shortcut+F")
                .withIcon("mdi2m-magnify"));
        actions.add(action("replace-in-settings", () -> {
                    show(replace, replace::editorChanged);
                    replace.open();
                })
                .on("Shortcut+Shift+H")
                .withIcon("mdi2f-find-replace"));
    }

    private Action action(String id, Runnable run) {
        return Action.of(id, texts, run);
    }

    /** Lights every node and wire that a column flows through. */
    public void showCourse(Column column) {
        long mine = ++asked;
        CheckedPipeline checked = workbench.editor().checked();
        workbench.background().execute(() -> {
            ColumnFlow.Course course = flow.course(checked, column);
            Platform.runLater(() -> {
                if (mine == asked && checked.pipeline() == workbench.editor().pipeline()) {
                    show(course);
                }
            });
        });
    }

    private void show(ColumnFlow.Course course) {
        String id = course.origin().port().node();
        String origin = workbench.editor().pipeline().node(id).map(Node::name).orElse(id);
        CourseCard card = new CourseCard(texts, course, origin, this::close);
        show(card, change -> {
            if (change == PipelineEditor.Change.PIPELINE) {
                close();
            }
        });
        canvas.light(new Spotlight(course.nodes(), course.wires(), course.readers()));
        canvas.requestFocus();
    }

    /** Asks for another name of a column. */
    public void askForName(Column column) {
        RenameColumnCard card = new RenameColumnCard(workbench, column, this::close);
        show(card, card::editorChanged);
        card.open();
    }

    private void show(Region card, Consumer<PipelineEditor.Change> listener) {
        asked++;
        canvas.light(Spotlight.OFF);
        canvas.showAbove(card);
        shown = card;
        follow = listener;
    }

    private void close() {
        asked++;
        shown = null;
        follow = change -> {};
        canvas.light(Spotlight.OFF);
        canvas.showAbove(null);
        canvas.requestFocus();
    }
}
