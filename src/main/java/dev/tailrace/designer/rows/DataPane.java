package dev.tailrace.designer.rows;

import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.canvas.Spotlight;
import dev.tailrace.designer.theme.PaneSheet;
import dev.tailrace.designer.watch.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The latest rows of the selected wire, of what a selected sink shows, or of what a selected node gives; of two beside
 * each other, if wanted. Texts and rows change four times a second.
 */
public final class DataPane extends HBox {
    private static final Duration REFRESH = Duration.ofMillis(250);

    private final Workbench workbench;
    private final RowActions actions;
    private final RowsView first;
    private final RowsMemory memory = new RowsMemory();
    private final RowsView.Around around;
    private final Region edge = new Region();
    private final BooleanProperty beside = new SimpleBooleanProperty();
    private final BooleanProperty together = new SimpleBooleanProperty();
    private final BooleanProperty reducedMotion = new SimpleBooleanProperty();
    private RowsView active;
    private @Nullable RowsView second;
    private BiConsumer<String, @Nullable String> onGoTo;
    private Consumer<Spotlight> onLight = spotlight -> {};

    /** @param chooseFile asks for a file to write rows into, given a name for it */
    public DataPane(Workbench workbench, Function<String, Optional<Path>> chooseFile) {
        this.workbench = workbench;
        getStyleClass().add("data-pane");
        PaneSheet.dress(this);
        onGoTo = (node, place) -> workbench.editor().selectNodes(List.of(node));
        actions = new RowActions(workbench.texts(), () -> active(), beside, together);
        around = new RowsView.Around(
                actions,
                (node, place) -> onGoTo.accept(node, place),
                chooseFile,
                spotlight -> onLight.accept(spotlight),
                reducedMotion);
        first = view();
        active = first;
        edge.getStyleClass().add("pane-edge");
        edge.setMinWidth(1);
        edge.setMaxWidth(1);
        getChildren().add(first);
        beside.addListener((property, before, now) -> arrange(now));
        workbench.editor().addListener(change -> {
            if (change == PipelineEditor.Change.SELECTION || change == PipelineEditor.Change.PIPELINE) {
                refresh();
            }
        });
        workbench.runProperty().addListener((property, before, after) -> refresh());
        addEventHandler(KeyEvent.KEY_PRESSED, actions::handle);
        sceneProperty().addListener(change -> refresh());
        Ticker.whileShown(this, REFRESH, this::refresh);
    }

    /** What can be done here, for the window. */
    public List<Action> actions(Runnable reveal) {
        return actions.revealing(reveal);
    }

    /** Whether nothing flashes here. */
    public BooleanProperty reducedMotionProperty() {
        return reducedMotion;
    }

    /** @param goTo leads to a node, and to a setting of it or null */
    public void setOnGoTo(BiConsumer<String, @Nullable String> goTo) {
        onGoTo = goTo;
    }

    /** @param light shows on the canvas what a row has come by */
    public void setOnLight(Consumer<Spotlight> light) {
        onLight = light;
    }

    private RowsView view() {
        RowsView view = new RowsView(workbench, memory, around);
        HBox.setHgrow(view, Priority.ALWAYS);
        // Both have the same share of the width, whatever is in them.
        view.setPrefWidth(1);
        view.setMinWidth(0);
        return view;
    }

    /** The left one keeps its wire, the right one follows the selection: so the next wire selected comes beside it. */
    private void arrange(boolean two) {
        if (two) {
            RowsView right = second == null ? view() : second;
            if (second == null) {
                second = right;
                SharedScrolling.link(first.table(), right.table(), together);
            }
            first.pinnedProperty().set(first.origin() != null);
            getChildren().setAll(first, edge, right);
        } else {
            first.pinnedProperty().set(false);
            getChildren().setAll(first);
        }
        refresh();
    }

    private RowsView active() {
        Node focused = getScene() == null ? null : getScene().getFocusOwner();
        for (Node at = focused; at != null; at = at.getParent()) {
            if (at instanceof RowsView view) {
                active = view;
            }
        }
        if (active.getParent() == null) {
            active = first;
        }
        return active;
    }

    private void refresh() {
        first.refresh();
        if (second != null) {
            second.refresh();
        }
    }
}
