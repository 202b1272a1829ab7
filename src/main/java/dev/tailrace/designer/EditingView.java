package dev.tailrace.designer;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.charts.ChartsPane;
import dev.tailrace.designer.files.WindowMemory;
import dev.tailrace.designer.inspector.InspectorPane;
import dev.tailrace.designer.palette.OperatorSearch;
import dev.tailrace.designer.palette.PalettePane;
import dev.tailrace.designer.palette.PaletteRail;
import dev.tailrace.designer.watch.LiveTimer;
import dev.tailrace.designer.watch.ProblemsPane;
import dev.tailrace.model.Node;
import dev.tailrace.operator.Operator;
import dev.tailrace.runtime.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One open pipeline: toolbar, palette, canvas, inspector, the panes below and the status bar. */
final class EditingView extends BorderPane implements AutoCloseable {
    private final OpenPipeline open;
    private final Texts texts;
    private final RunControl runs;
    private final Toolbar toolbar;
    private final StatusBar status;
    private final NoticeBar notice;
    private final Workspace workspace;
    private final PalettePane palette;
    private final BottomPane bottom;
    private final CanvasPane canvas;
    private final InspectorPane inspector;
    private final LiveTimer timer;

    /**
     * @param actions gets what can be done with an open pipeline
     * @param mayRun asks, if need be, before the first run of a file from elsewhere, and goes on if the answer is yes
     * @param ended hears of each run that has ended
     */
    EditingView(OpenPipeline open, Actions actions, WindowMemory memory, MayRun mayRun, Consumer<Run> ended) {
        this.open = open;
        this.texts = open.workbench().texts();
        notice = new NoticeBar(texts.get("designer.window.close-notice"));
        timer = new LiveTimer(open.workbench());
        canvas = new CanvasPane(open.workbench());
        inspector = new InspectorPane(open.workbench());
        bottom = bottomPane();
        runs = new RunControl(open.workbench(), new RunNews(texts, notice, bottom, this::goTo, ended));
        palette = new PalettePane(
                new OperatorSearch(open.editor().catalogue(), texts),
                canvas.placing(),
                texts,
                EditingActions.addKeyText());
        PaletteRail rail = new PaletteRail(
                texts,
                () -> {
                    showPalette();
                    palette.focusSearch();
                },
                family -> {
                    showPalette();
                    palette.focusFamily(family);
                },
                this::showPalette);
        canvas.setId("canvas");
        canvas.setOnShowRows(() -> bottom.reveal(BottomPane.DATA));
        canvas.setAccessibleText(texts.get("designer.window.canvas"));
        workspace = new Workspace(
                palette,
                rail,
                canvas,
                inspector,
                bottom,
                texts.get("designer.window.edge-palette"),
                texts.get("designer.window.edge-inspector"),
                texts.get("designer.window.edge-bottom"));
        new EditingActions(open).declare(actions, () -> mayRun.ask(open, runs::start), runs, canvas, workspace, bottom);
        toolbar = Toolbar.load(open, runs, actions);
        status = StatusBar.load(open.workbench(), () -> bottom.reveal(BottomPane.PROBLEMS));
        setTop(new VBox(toolbar.region(), notice));
        setCenter(workspace);
        setBottom(status.region());
        getStyleClass().add("editing");
        restore(memory);
    }

    /** Says whether a pipeline may run. */
    interface MayRun {
        void ask(OpenPipeline open, Runnable then);
    }

    OpenPipeline open() {
        return open;
    }

    RunControl runs() {
        return runs;
    }

    NoticeBar notice() {
        return notice;
    }

    /** Whether nothing travels or glides here. */
    BooleanProperty reducedMotionProperty() {
        return canvas.reducedMotionProperty();
    }

    /** What of the window's memory this view knows; the rest as it was. */
    WindowMemory remember(WindowMemory before) {
        return new WindowMemory(
                before.mode(),
                before.width(),
                before.height(),
                before.maximized(),
                workspace.paletteWidthProperty().get(),
                workspace.inspectorWidthProperty().get(),
                workspace.bottomHeightProperty().get(),
                workspace.paletteShownProperty().get(),
                workspace.inspectorShownProperty().get(),
                workspace.bottomShownProperty().get(),
                bottom.selectedProperty().get(),
                before.reducedMotion(),
                before.language());
    }

    private void restore(WindowMemory memory) {
        workspace.paletteWidthProperty().set(memory.paletteWidth());
        workspace.inspectorWidthProperty().set(memory.inspectorWidth());
        workspace.bottomHeightProperty().set(memory.bottomHeight());
        workspace.paletteShownProperty().set(memory.paletteShown());
        workspace.inspectorShownProperty().set(memory.inspectorShown());
        bottom.openProperty().bindBidirectional(workspace.bottomShownProperty());
        workspace.bottomShownProperty().set(memory.bottomShown());
        bottom.selectedProperty().set(Math.min(memory.bottomTab(), bottom.count() - 1));
    }

    /** One action for each node, which goes there. */
    List<Action> nodes() {
        List<Action> found = new ArrayList<>();
        for (Node node : open.editor().pipeline().nodes()) {
            Operator<?> operator = open.editor().catalogue().operator(node.operator());
            Action action = Action.of("node-" + node.id(), () -> node.name(), () -> goTo(node.id()));
            found.add(
                    operator == null ? action : action.withIcon(operator.spec().icon()));
        }
        return found;
    }

    /** Selects a node and brings it into sight. */
    private void goTo(String node) {
        open.editor().selectNodes(List.of(node));
        canvas.reveal(node);
        canvas.requestFocus();
    }

    private void goTo(String node, @Nullable String place) {
        open.editor().selectNodes(List.of(node));
        canvas.reveal(node);
        if (place != null) {
            workspace.inspectorShownProperty().set(true);
            inspector.focusSetting(place);
        }
    }

    @Override
    public void close() {
        runs.stop();
        canvas.dispose();
        timer.close();
        toolbar.close();
        status.close();
    }

    private BottomPane bottomPane() {
        BottomPane pane = new BottomPane(texts.get("designer.action.bottom"));
        pane.add(texts.get("designer.window.tab-data"), "mdi2t-table", new DataBesideCharts(open.workbench()));
        pane.add(texts.get("designer.window.tab-charts"), "mdi2c-chart-line", new ChartsPane(open.workbench()));
        ProblemsPane problems = new ProblemsPane(open.workbench(), this::goTo);
        Label count = pane.add(texts.get("designer.window.tab-problems"), "mdi2a-alert-circle-outline", problems);
        Runnable tell = () -> {
            int found = problems.countProperty().get();
            count.setText(found == 0 ? "" : String.valueOf(found));
            boolean warnings = open.editor().checked().problems().stream().noneMatch(Problem::isError);
            count.getStyleClass().setAll("badge", warnings ? "warn" : "err");
        };
        problems.countProperty().addListener(change -> tell.run());
        tell.run();
        return pane;
    }

    private void showPalette() {
        workspace.paletteShownProperty().set(true);
    }
}
