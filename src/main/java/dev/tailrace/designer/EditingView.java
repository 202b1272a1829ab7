package dev.tailrace.designer;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.breakpoints.HeldPane;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.files.ChartMemory;
import dev.tailrace.designer.files.EnvironmentMemory;
import dev.tailrace.designer.files.FileDialogs;
import dev.tailrace.designer.files.PaneMemory;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.inspector.ExpressionActions;
import dev.tailrace.designer.inspector.InspectorPane;
import dev.tailrace.designer.palette.OperatorSearch;
import dev.tailrace.designer.palette.PalettePane;
import dev.tailrace.designer.palette.PaletteRail;
import dev.tailrace.designer.pins.PinFeed;
import dev.tailrace.designer.state.StatePane;
import dev.tailrace.designer.tests.TestBench;
import dev.tailrace.designer.tests.TestsPane;
import dev.tailrace.designer.watch.LiveTimer;
import dev.tailrace.designer.watch.ProblemsPane;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Operator;
import dev.tailrace.runtime.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
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
    private final NoticeBar notice;
    private final Workspace workspace;
    private final PalettePane palette;
    private final Wayfinding finding;
    private final BottomPane bottom;
    private final CanvasPane canvas;
    private final InspectorPane inspector;
    private final LiveTimer timer;
    private final PinFeed pins;
    private final TestBench tests;

    /**
     * @param actions gets what can be done with an open pipeline
     * @param mayRun asks, if need be, before the first run of a file from elsewhere, and goes on if the answer is yes
     * @param ended hears of each run that has ended
     * @param openCopy opens a drawing without a file in a tab of its own
     */
    EditingView(
            OpenPipeline open,
            Actions actions,
            MayRun mayRun,
            Consumer<Run> ended,
            Surroundings given,
            Remembering remembering,
            FileDialogs dialogs,
            Consumer<Pipeline> openCopy) {
        this.open = open;
        this.texts = open.workbench().texts();
        notice = new NoticeBar(texts.get("designer.window.close-notice"));
        bottom = new BottomPane(texts.get("designer.action.bottom"));
        timer = new LiveTimer(open.workbench());
        // The screens of a tab that is not shown do no work; its run goes on.
        pins = new PinFeed(open.workbench());
        sceneProperty().addListener((property, before, scene) -> {
            timer.setWatched(scene != null);
            pins.setWatched(scene != null);
        });
        canvas = new CanvasPane(open.workbench());
        canvas.pinnedProperty().bind(pins.valuesProperty());
        inspector = new InspectorPane(open.workbench());
        tests = new TestBench(open.workbench(), Platform::runLater);
        ChartsTab charts = new ChartsTab(open, new ChartMemory(given.folders()), remembering, notice, bottom, dialogs);
        DataBesideCharts data = new DataBesideCharts(open.workbench(), charts.board(), dialogs::exportRows);
        WidePreview rows = new WidePreview(data, inspector);
        RunsTab pastRuns = new RunsTab(open, given, notice, dialogs, openCopy);
        StatePane state = StatePane.load(open.workbench(), dialogs::exportRows);
        state.reducedMotionProperty().bind(canvas.reducedMotionProperty());
        bottom.add(texts.get("designer.window.tab-data"), "mdi2t-table", rows);
        bottom.add(texts.get("designer.window.tab-charts"), "mdi2c-chart-line", charts.pane());
        addProblems();
        bottom.add(texts.get("designer.window.tab-state"), "mdi2k-key-variant", state.region());
        bottom.add(texts.get("designer.window.tab-runs"), "mdi2h-history", pastRuns.pane());
        addTests();
        rows.shownProperty().addListener((property, before, shown) -> bottom.reveal(BottomPane.DATA));
        runs = new RunControl(open.workbench(), new RunNews(open.workbench(), notice, bottom, this::goTo, run -> {
            timer.read();
            ended.accept(run);
        }));
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
        canvas.elsewhere().setOnShowRows(() -> bottom.reveal(BottomPane.DATA));
        canvas.testedProperty().bind(tests.marksProperty());
        TestActions testing = new TestActions(tests, bottom, notice, open.workbench());
        canvas.elsewhere().setWireActions(testing.ofWires());
        canvas.elsewhere().setOnChart(charts::chart);
        finding = new Wayfinding(open, canvas, inspector, palette);
        CanvasFrame frame = new CanvasFrame(open.workbench(), canvas);
        frame.declare(actions);
        RightSide right = new RightSide(open.workbench(), inspector);
        workspace = new Workspace(
                finding.side(),
                rail,
                frame,
                right,
                bottom,
                texts.get("designer.window.edge-palette"),
                texts.get("designer.window.edge-inspector"),
                texts.get("designer.window.edge-bottom"));
        charts.declare(actions);
        FollowedNames.begin(open.workbench(), charts.board());
        new EditingActions(open).declare(actions, () -> mayRun.ask(open, runs::start), runs, canvas, workspace, bottom);
        canvas.elsewhere().setOnInspect(() -> {
            workspace.inspectorShownProperty().set(true);
            inspector.focusSettings();
        });
        inspector.setOnLeft(canvas::requestFocus);
        inspector.setOnSamples(actions.get("samples-with-operator")::run);
        canvas.elsewhere().setOnTell((what, remedy) -> notice.tell(NoticeBar.Kind.NEWS, what, remedy));
        canvas.elsewhere().setOnOpenSample(actions.get("samples")::run);
        testing.declare(actions);
        pastRuns.declare(actions, bottom);
        data.data().setOnGoTo(this::goTo);
        data.data().setOnLight(canvas::light);
        data.data().reducedMotionProperty().bind(canvas.reducedMotionProperty());
        data.data().actions(() -> bottom.reveal(BottomPane.DATA)).forEach(actions::add);
        state.actions(() -> bottom.reveal(BottomPane.STATE)).forEach(actions::add);
        ExpressionActions.declare(actions, inspector, texts);
        finding.declare(actions, given.folders(), remembering, notice, workspace);
        actions.add(Action.toggle("wide-preview", texts, rows.shownProperty()).on("Shortcut+Shift+J"));
        right.showHeld(new HeldPane(open.workbench(), actions, canvas::editHeldBreakpoint), workspace::widenInspector);
        PipelineActions.declare(actions, open, inspector.pipeline(), workspace);
        inspector.pipeline().setOnGoTo(this::goTo);
        toolbar = Toolbar.load(
                open, runs, actions, new EnvironmentKeeping(open, new EnvironmentMemory(given.folders()), remembering));
        StatusBar status = StatusBar.load(open.workbench(), () -> bottom.reveal(BottomPane.PROBLEMS));
        setTop(new VBox(toolbar.region(), notice, new Announcer(open.workbench(), runs.stateProperty())));
        setCenter(workspace);
        setBottom(status.region());
        getStyleClass().add("editing");
        bottom.openProperty().bindBidirectional(workspace.bottomShownProperty());
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

    /** How the panes stand now. */
    PaneMemory panes() {
        return new PaneMemory(
                workspace.paletteWidthProperty().get(),
                workspace.inspectorWidthProperty().get(),
                workspace.bottomHeightProperty().get(),
                workspace.paletteShownProperty().get(),
                workspace.inspectorShownProperty().get(),
                workspace.bottomShownProperty().get(),
                bottom.selectedProperty().get(),
                open.workbench().lookBack().offeredProperty().get());
    }

    /** Lets the panes stand as those of another tab did. */
    void adopt(PaneMemory panes) {
        workspace.paletteWidthProperty().set(panes.paletteWidth());
        workspace.inspectorWidthProperty().set(panes.inspectorWidth());
        workspace.bottomHeightProperty().set(panes.bottomHeight());
        workspace.paletteShownProperty().set(panes.paletteShown());
        workspace.inspectorShownProperty().set(panes.inspectorShown());
        workspace.bottomShownProperty().set(panes.bottomShown());
        open.workbench().lookBack().offeredProperty().set(panes.timelineShown());
        bottom.selectedProperty().set(Math.min(panes.bottomTab(), bottom.count() - 1));
    }

    CanvasPane canvas() {
        return canvas;
    }

    void focusCanvas() {
        canvas.requestFocus();
    }

    /** Looks there instead of at the whole drawing; to be called before the view is first shown. */
    void lookFirst(Viewport wanted) {
        canvas.camera().lookFirst(wanted);
    }

    /** Where the person has chosen to look; null while the whole drawing is shown. */
    @Nullable
    Viewport chosenViewport() {
        return canvas.camera().chosenViewport();
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
    void goTo(String node) {
        open.editor().selectNodes(List.of(node));
        canvas.camera().reveal(node);
        canvas.requestFocus();
    }

    private void goTo(String node, @Nullable String place) {
        open.editor().selectNodes(List.of(node));
        canvas.camera().reveal(node);
        if (place != null) {
            // With a collapsed group all that is in it was selected; the setting is of the one.
            open.editor().selectNodes(List.of(node));
            workspace.inspectorShownProperty().set(true);
            inspector.focusSetting(place);
        }
    }

    @Override
    public void close() {
        runs.stop();
        tests.cancel();
        canvas.dispose();
        timer.close();
        pins.close();
        toolbar.close();
    }

    private void addProblems() {
        ProblemsPane problems = new ProblemsPane(open.workbench(), this::goTo);
        Label count = bottom.add(texts.get("designer.window.tab-problems"), "mdi2a-alert-circle-outline", problems);
        Runnable tell = () -> {
            int found = problems.countProperty().get();
            count.setText(found == 0 ? "" : String.valueOf(found));
            boolean warnings = open.editor().checked().problems().stream().noneMatch(Problem::isError);
            count.getStyleClass().setAll("badge", warnings ? "warn" : "err");
        };
        problems.countProperty().addListener(change -> tell.run());
        tell.run();
    }

    private void addTests() {
        Label failed = bottom.add(texts.get("designer.window.tab-tests"), "mdi2c-check-all", new TestsPane(tests));
        failed.getStyleClass().add("err");
        tests.marksProperty()
                .addListener(change -> failed.setText(tests.failed() == 0 ? "" : String.valueOf(tests.failed())));
    }

    private void showPalette() {
        workspace.paletteShownProperty().set(true);
        finding.side().showOperators();
    }
}
