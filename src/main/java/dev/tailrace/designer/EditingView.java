package dev.tailrace.designer;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoticeBar.Kind;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.commands.AddNode;
import dev.tailrace.designer.commands.Command;
import dev.tailrace.designer.commands.Fresh;
import dev.tailrace.designer.files.WindowMemory;
import dev.tailrace.designer.palette.OperatorSearch;
import dev.tailrace.designer.palette.PaletteDrag;
import dev.tailrace.designer.palette.PalettePane;
import dev.tailrace.designer.palette.PaletteRail;
import dev.tailrace.designer.watch.LiveTimer;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One open pipeline: toolbar, palette, canvas, inspector, the panes below and the status bar. */
final class EditingView extends BorderPane implements AutoCloseable {
    private static final int DATA = 0;
    private static final int PROBLEMS = 2;

    private final OpenPipeline open;
    private final Texts texts;
    private final RunControl runs;
    private final Toolbar toolbar;
    private final StatusBar status;
    private final NoticeBar notice;
    private final Workspace workspace;
    private final PalettePane palette;
    private final BottomPane bottom;
    private final Region canvas = new Region();
    private final LiveTimer timer;
    private final BooleanProperty undoable = new SimpleBooleanProperty();
    private final BooleanProperty redoable = new SimpleBooleanProperty();

    /**
     * @param actions gets what can be done with an open pipeline
     * @param mayRun asks, if need be, before the first run of a file from elsewhere, and goes on if the answer is yes
     * @param ended hears of each run that has ended
     */
    EditingView(
            OpenPipeline open, Actions actions, WindowMemory memory, MayRun mayRun, Consumer<Run> ended) {
        this.open = open;
        this.texts = open.workbench().texts();
        notice = new NoticeBar(texts.get("designer.window.close-notice"));
        runs = new RunControl(open.workbench(), new RunListener(ended));
        timer = new LiveTimer(open.workbench());
        bottom = bottomPane();
        declare(actions, mayRun);
        palette = new PalettePane(
                new OperatorSearch(open.editor().catalogue(), texts),
                new Drops(),
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
        Region inspector = new VBox();
        inspector.getStyleClass().add("inspector");
        canvas.getStyleClass().add("canvas-ground");
        canvas.setId("canvas");
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
            Action action = Action.of(
                    "node-" + node.id(),
                    () -> node.name(),
                    () -> open.editor().selectNodes(List.of(node.id())));
            found.add(operator == null ? action : action.withIcon(operator.spec().icon()));
        }
        return found;
    }

    @Override
    public void close() {
        runs.stop();
        timer.close();
        toolbar.close();
        status.close();
    }

    private BottomPane bottomPane() {
        BottomPane pane = new BottomPane(texts.get("designer.action.bottom"));
        pane.add(texts.get("designer.window.tab-data"), "mdi2t-table", new Region());
        pane.add(texts.get("designer.window.tab-charts"), "mdi2c-chart-line", new Region());
        Label count = pane.add(texts.get("designer.window.tab-problems"), "mdi2a-alert-circle-outline", new Region());
        open.editor().addListener(change -> {
            if (change == PipelineEditor.Change.CHECK) {
                List<Problem> problems = open.editor().checked().problems();
                boolean errors = problems.stream().anyMatch(Problem::isError);
                count.setText(problems.isEmpty() ? "" : String.valueOf(problems.size()));
                count.getStyleClass().setAll("badge", errors ? "err" : "warn");
            }
        });
        return pane;
    }

    private void declare(Actions actions, MayRun mayRun) {
        actions.add(action("run", () -> mayRun.ask(open, runs::start))
                .on("F8")
                .withIcon("mdi2p-play")
                .when(runs.running().not()));
        actions.add(action("finish", runs::finish).withIcon("mdi2f-flag-checkered").when(runs.finishable()));
        actions.add(action("stop", runs::stop)
                .on("Shift+F8")
                .withIcon("mdi2s-stop")
                .when(runs.running()));
        actions.add(action("check", this::check).on("F7").withIcon("mdi2c-check-circle-outline"));
        actions.add(edit("undo", () -> open.editor().nextUndo(), open.editor()::undo)
                .on("Shortcut+Z")
                .withIcon("mdi2u-undo")
                .when(undoable));
        actions.add(edit("redo", () -> open.editor().nextRedo(), open.editor()::redo)
                .on("Shortcut+Shift+Z", "Shortcut+Y")
                .withIcon("mdi2r-redo")
                .when(redoable));
        actions.add(action("add-operator", this::addOperator).on("Shortcut+PERIOD").withIcon("mdi2p-plus"));
        actions.add(action("palette", () -> toggle(workspace.paletteShownProperty()))
                .on("Shortcut+B")
                .withIcon("mdi2d-dock-left"));
        actions.add(action("bottom", () -> toggle(workspace.bottomShownProperty()))
                .on("Shortcut+J")
                .withIcon("mdi2d-dock-bottom"));
        actions.add(action("inspector", () -> toggle(workspace.inspectorShownProperty()))
                .on("Shortcut+I")
                .withIcon("mdi2d-dock-right"));
        String[] tabs = {"tab-data", "tab-charts", "tab-problems"};
        for (int i = 0; i < tabs.length; i++) {
            int index = i;
            actions.add(action(tabs[i], () -> bottom.reveal(index)).on("Shortcut+DIGIT" + (i + 1)));
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

    private void addOperator() {
        showPalette();
        palette.focusSearch();
    }

    private void check() {
        bottom.reveal(PROBLEMS);
    }

    private void edited() {
        undoable.set(open.editor().nextUndo().isPresent());
        redoable.set(open.editor().nextRedo().isPresent());
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
            Optional<Node> at = node == null
                    ? Optional.empty()
                    : run.pipeline().pipeline().node(node);
            String message = texts.message(problem);
            notice.tell(
                    Kind.ERROR,
                    at.map(where -> texts.get("designer.window.failed-at", where.name(), message))
                            .orElse(message),
                    texts.remedy(problem));
            at.ifPresent(where -> notice.offer(
                    "show-failure",
                    texts.get("designer.window.show"),
                    () -> open.editor().selectNodes(List.of(where.id()))));
        }
    }

    /** Where operators of the palette go. */
    private final class Drops implements PaletteDrag {
        @Override
        public void moved(String operator, double sceneX, double sceneY) {}

        @Override
        public void dropped(String operator, double sceneX, double sceneY) {
            Point2D at = canvas.sceneToLocal(sceneX, sceneY);
            if (canvas.contains(at)) {
                add(operator, new Pipeline.Point(at.getX(), at.getY()));
            }
        }

        @Override
        public void cancelled() {}

        @Override
        public void added(String operator) {
            add(operator, new Pipeline.Point(48, 48 + 108.0 * open.editor().pipeline().nodes().size()));
        }

        private void add(String operator, Pipeline.Point at) {
            Operator<?> known = open.editor().catalogue().operator(operator);
            if (known != null) {
                Node node = Fresh.node(
                        open.editor().pipeline(), known.spec(), texts.get(known.spec().key("name")));
                open.editor().apply(new AddNode(node, at));
            }
        }
    }
}
