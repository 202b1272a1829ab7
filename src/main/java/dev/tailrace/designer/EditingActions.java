package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.breakpoints.HoldControl;
import dev.tailrace.designer.canvas.CanvasAction;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.commands.Command;
import dev.tailrace.runtime.Breakpoints.Step;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.input.KeyCombination;

/** What can be done with an open pipeline, beyond what the window can do with files. Used on the JavaFX thread. */
final class EditingActions {
    private static final String ADD_KEY = "Shortcut+PERIOD";

    /** Commands of the canvas that the window has too, for all panes. */
    private static final Set<String> ALSO_OF_THE_WINDOW = Set.of("add", "undo", "redo");

    private final OpenPipeline open;
    private final Texts texts;
    private final BooleanProperty undoable = new SimpleBooleanProperty();
    private final BooleanProperty redoable = new SimpleBooleanProperty();
    private final Map<CanvasAction, BooleanProperty> canvasActions = new LinkedHashMap<>();

    EditingActions(OpenPipeline open) {
        this.open = open;
        this.texts = open.workbench().texts();
    }

    /** How the key that adds an operator is written here. */
    static String addKeyText() {
        return KeyCombination.keyCombination(ADD_KEY).getDisplayText();
    }

    /** @param start what Run does: it asks first if need be */
    void declare(
            Actions actions, Runnable start, RunControl runs, CanvasPane canvas, Workspace panes, BottomPane tabs) {
        declareRunning(actions, start, runs, tabs);
        declareEdits(actions, canvas);
        declarePanes(actions, panes, tabs);
        declareCanvas(actions, canvas);
        open.editor().addListener(change -> edited());
        edited();
    }

    private void declareRunning(Actions actions, Runnable start, RunControl runs, BottomPane tabs) {
        HoldControl holds = open.workbench().holds();
        BooleanBinding atRest = holds.isAtRest();
        Supplier<String> runTitle = () -> texts.get(atRest.get() ? "designer.action.resume" : "designer.action.run");
        actions.add(Action.of("run", runTitle, () -> {
                    if (atRest.get()) {
                        holds.resume();
                    } else {
                        start.run();
                    }
                })
                .on("F8")
                .withIcon("mdi2p-play")
                .when(runs.running().not().or(atRest)));
        actions.add(action("pause", holds::pause)
                .on("PAUSE")
                .withIcon("mdi2p-pause")
                .when(holds.canPause()));
        actions.add(action("step", () -> holds.step(Step.ROW))
                .on("F10")
                .withIcon("mdi2d-debug-step-over")
                .when(holds.isHeld()));
        actions.add(action("step-batch", () -> holds.step(Step.BATCH)).when(holds.isHeld()));
        actions.add(action("next-hit", () -> holds.step(Step.NEXT_HIT))
                .on("Shift+F10")
                .withIcon("mdi2s-skip-next")
                .when(holds.isHeld()));
        actions.add(action("clear-breakpoints", open.workbench().marks()::clear));
        actions.add(
                action("finish", runs::finish).withIcon("mdi2f-flag-checkered").when(runs.finishable()));
        actions.add(
                action("stop", runs::stop).on("Shift+F8").withIcon("mdi2s-stop").when(runs.running()));
        actions.add(action("check", () -> tabs.reveal(BottomPane.PROBLEMS))
                .on("F7")
                .withIcon("mdi2c-check-circle-outline"));
    }

    private void declareEdits(Actions actions, CanvasPane canvas) {
        actions.add(edit("undo", () -> open.editor().nextUndo(), open.editor()::undo)
                .on("Shortcut+Z")
                .withIcon("mdi2u-undo")
                .when(undoable));
        actions.add(edit("redo", () -> open.editor().nextRedo(), open.editor()::redo)
                .on("Shortcut+Shift+Z", "Shortcut+Y")
                .withIcon("mdi2r-redo")
                .when(redoable));
        actions.add(action("add-operator", canvas::openPicker).on(ADD_KEY).withIcon("mdi2p-plus"));
    }

    private void declarePanes(Actions actions, Workspace panes, BottomPane tabs) {
        actions.add(toggle("palette", panes.paletteShownProperty()).on("Shortcut+B"));
        actions.add(toggle("bottom", panes.bottomShownProperty()).on("Shortcut+J"));
        actions.add(toggle("inspector", panes.inspectorShownProperty()).on("Shortcut+I"));
        actions.add(action("next-pane", () -> panes.focusPane(1)).on("F6"));
        actions.add(action("previous-pane", () -> panes.focusPane(-1)).on("Shift+F6"));
        String[] names = {"tab-data", "tab-charts", "tab-problems", "tab-state"};
        for (int i = 0; i < names.length; i++) {
            int index = i;
            actions.add(action(names[i], () -> tabs.reveal(index)).on("Shortcut+" + (i + 1)));
        }
    }

    /** What the canvas can do; it listens for its keys itself. */
    private void declareCanvas(Actions actions, CanvasPane canvas) {
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
        return Action.of(id, texts, handler);
    }

    private Action toggle(String id, BooleanProperty shown) {
        return Action.toggle(id, texts, shown);
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

    private void edited() {
        undoable.set(open.editor().nextUndo().isPresent());
        redoable.set(open.editor().nextRedo().isPresent());
        canvasActions.forEach(
                (command, enabled) -> enabled.set(command.enabled().getAsBoolean()));
    }
}
