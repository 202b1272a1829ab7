package dev.tailrace.designer;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoticeBar.Kind;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.canvas.CanvasAction;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.charts.ChartsPane;
import dev.tailrace.designer.commands.Command;
import dev.tailrace.designer.files.WindowMemory;
import dev.tailrace.designer.inspector.InspectorPane;
import dev.tailrace.designer.palette.OperatorSearch;
import dev.tailrace.designer.palette.PalettePane;
import dev.tailrace.designer.palette.PaletteRail;
import dev.tailrace.designer.watch.DataPane;
import dev.tailrace.designer.watch.LiveTimer;
import dev.tailrace.designer.watch.ProblemsPane;
import dev.tailrace.model.Node;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One open pipeline: toolbar, palette, canvas, inspector, the panes below and the status bar. */
final class EditingView extends BorderPane implements AutoCloseable {
    private static final int DATA = 0;
    private static final int PROBLEMS = 2;

    /** Commands of the canvas that the window has too, for all panes. */
    private static final Set<String> ALSO_OF_THE_WINDOW = Set.of("add", "undo", "redo");

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
    private final Map<CanvasAction, BooleanProperty> canvasActions = new LinkedHashMap<>();
    private final LiveTimer timer;
    private final BooleanProperty undoable = new SimpleBooleanProperty();
    private final BooleanProperty redoable = new SimpleBooleanProperty();

    /**
     * @param actions gets what can be done with an open pipeline
     * @param mayRun asks, if need be, before the first run of a file from elsewhere, and goes on if the answer is yes
     * @param ended hears of each run that has ended
     */
    EditingView(OpenPipeline open, Actions actions, WindowMemory memory, MayRun mayRun, Consumer<Run> ended) {
        this.open = open;
        this.texts = open.workbench().texts();
        notice = new NoticeBar(texts.get("designer.window.close-notice"));
        runs = new RunControl(open.workbench(), new RunListener(ended));
        timer = new LiveTimer(open.workbench());
        canvas = new CanvasPane(open.workbench());
        inspector = new InspectorPane(open.workbench());
        bottom = bottomPane();
        declare(actions, mayRun);
        palette = new PalettePane(
                new OperatorSearch(open.editor().catalogue(), texts),
                canvas.placing(),
                texts,
                actions.get("add-operator").keyText());
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
        canvas.setOnShowRows(() -> bottom.reveal(DATA));
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
        toolbar = Toolbar.load(open, runs, actions);
        status = StatusBar.load(open.workbench(), () -> bottom.reveal(PROBLEMS));
        setTop(new VBox(toolbar.region(), notice));
        setCenter(workspace);
        setBottom(status.region());
        getStyleClass().add("editing");
        restore(memory);
        open.editor().addListener(change -> edited());
        edited();
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
                bottom.selectedProperty().get());
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
        pane.add(texts.get("designer.window.tab-data"), "mdi2t-table", new DataPane(open.workbench()));
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

    private void declare(Actions actions, MayRun mayRun) {
        actions.add(action("run", () -> mayRun.ask(open, runs::start))
                .on("F8")
                .withIcon("mdi2p-play")
                .when(runs.running().not()));
        actions.add(
                action("finish", runs::finish).withIcon("mdi2f-flag-checkered").when(runs.finishable()));
        actions.add(
                action("stop", runs::stop).on("Shift+F8").withIcon("mdi2s-stop").when(runs.running()));
        actions.add(action("check", this::check).on("F7").withIcon("mdi2c-check-circle-outline"));
        actions.add(edit("undo", () -> open.editor().nextUndo(), open.editor()::undo)
                .on("Shortcut+Z")
                .withIcon("mdi2u-undo")
                .when(undoable));
        actions.add(edit("redo", () -> open.editor().nextRedo(), open.editor()::redo)
                .on("Shortcut+Shift+Z", "Shortcut+Y")
                .withIcon("mdi2r-redo")
                .when(redoable));
        actions.add(
                action("add-operator", canvas::openPicker).on("Shortcut+PERIOD").withIcon("mdi2p-plus"));
        actions.add(action("palette", () -> toggle(workspace.paletteShownProperty()))
                .on("Shortcut+B")
                .withIcon("mdi2d-dock-left"));
        actions.add(action("bottom", () -> toggle(workspace.bottomShownProperty()))
                .on("Shortcut+J")
                .withIcon("mdi2d-dock-bottom"));
        actions.add(action("inspector", () -> toggle(workspace.inspectorShownProperty()))
                .on("Shortcut+I")
                .withIcon("mdi2d-dock-right"));
        declareCanvas(actions);
        String[] tabs = {"tab-data", "tab-charts", "tab-problems"};
        for (int i = 0; i < tabs.length; i++) {
            int index = i;
            actions.add(action(tabs[i], () -> bottom.reveal(index)).on("Shortcut+DIGIT" + (i + 1)));
        }
    }

    /** What the canvas can do; it listens for its keys itself. */
    private void declareCanvas(Actions actions) {
        for (CanvasAction command : canvas.commands()) {
            if (!ALSO_OF_THE_WINDOW.contains(command.id())) {
                BooleanProperty enabled = new SimpleBooleanProperty();
                canvasActions.put(command, enabled);
                actions.add(Action.of(command.id(), () -> texts.get(command.titleKey()), command.run())
                        .heardElsewhere(command.keys())
                        .when(enabled));
            }
        }
    }

    private Action action(String id, Runnable handler) {
        return Action.of(id, () -> texts.get("designer.action." + id), handler);
    }

    private Action edit(String id, Supplier<Optional<Command>> next, Runnable handler) {
        return Action.of(
                id,
                () -> next.get()
                        .map(command -> texts.get("designer.action." + id + "-edit", title(command)))
                        .orElseGet(() -> texts.get("designer.action." + id)),
                handler);
    }

    private String title(Command command) {
        return texts.get(command.titleKey(), command.titleArguments().toArray());
    }

    private static void toggle(BooleanProperty shown) {
        shown.set(!shown.get());
    }

    private void showPalette() {
        workspace.paletteShownProperty().set(true);
    }

    private void check() {
        bottom.reveal(PROBLEMS);
    }

    private void edited() {
        undoable.set(open.editor().nextUndo().isPresent());
        redoable.set(open.editor().nextRedo().isPresent());
        canvasActions.forEach(
                (command, enabled) -> enabled.set(command.enabled().getAsBoolean()));
    }

    private final class RunListener implements RunControl.Listener {
        private final Consumer<Run> ended;

        RunListener(Consumer<Run> ended) {
            this.ended = ended;
        }

        @Override
        public void hasErrors(CheckedPipeline checked) {
            int errors =
                    (int) checked.problems().stream().filter(Problem::isError).count();
            bottom.reveal(PROBLEMS);
            notice.tell(Kind.ERROR, texts.get("designer.window.not-run", errors), null);
        }

        @Override
        public void started() {
            notice.clear();
            bottom.reveal(DATA);
        }

        @Override
        public void ended(Run run, @Nullable Problem problem) {
            ended.accept(run);
            if (problem == null) {
                return;
            }
            String node = problem.node();
            Optional<Node> at =
                    node == null ? Optional.empty() : run.pipeline().pipeline().node(node);
            String message = texts.message(problem);
            notice.tell(
                    Kind.ERROR,
                    at.map(where -> texts.get("designer.window.failed-at", where.name(), message))
                            .orElse(message),
                    texts.remedy(problem));
            at.ifPresent(
                    where -> notice.offer("show-failure", texts.get("designer.window.show"), () -> goTo(where.id())));
        }
    }
}
