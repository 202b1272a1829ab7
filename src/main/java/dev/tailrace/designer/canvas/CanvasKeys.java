package dev.tailrace.designer.canvas;

import dev.tailrace.designer.Selection;
import dev.tailrace.designer.commands.Arrange.Order;
import dev.tailrace.designer.geometry.Edge;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.WirePath;
import dev.tailrace.designer.gestures.PickRequest;
import dev.tailrace.designer.gestures.Pointer;
import dev.tailrace.model.Group;
import dev.tailrace.model.Pipeline.FlowDirection;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The canvas' actions and the keys that run them while it has the focus. */
final class CanvasKeys {
    private static final BooleanSupplier ALWAYS = () -> true;

    /** The parameter of a wire's curve. */
    private static final double MIDDLE = 0.5;

    private final CanvasPane pane;
    private final CanvasActions edits;
    private final CanvasClipboard clipboard;
    private final GroupActions groups;
    private final ArrangeActions arranging;
    private final KeyboardWiring wiring;
    private final List<CanvasAction> actions = new ArrayList<>();
    private final List<CanvasAction> moves = new ArrayList<>();
    private boolean ran;

    CanvasKeys(CanvasPane pane) {
        this.pane = pane;
        this.edits = new CanvasActions(pane);
        this.clipboard = new CanvasClipboard(pane, edits);
        this.groups = new GroupActions(pane, pane.workbench().texts());
        this.arranging = new ArrangeActions(pane);
        this.wiring = new KeyboardWiring(pane, edits);
        edit();
        breakpoints(new BreakpointActions(pane));
        look();
        move();
        pane.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        pane.addEventHandler(KeyEvent.KEY_RELEASED, this::released);
        swallowLettersOfKeys();
    }

    List<CanvasAction> actions() {
        return List.copyOf(actions);
    }

    private void edit() {
        add("add", ALWAYS, pane::openPicker, "Shortcut+PERIOD", "Shift+A");
        add("note", ALWAYS, this::addNote, "Shift+N");
        add("rename", this::canRename, this::rename, "F2");
        add("undo", () -> pane.editor().nextUndo().isPresent(), pane.editor()::undo, "Shortcut+Z");
        add("redo", () -> pane.editor().nextRedo().isPresent(), pane.editor()::redo, "Shortcut+Shift+Z", "Shortcut+Y");
        add("cut", edits::hasParts, clipboard::cut, "Shortcut+X");
        add("copy", edits::hasParts, clipboard::copy, "Shortcut+C");
        add("paste", ALWAYS, clipboard::paste, "Shortcut+V");
        add("duplicate", edits::hasParts, edits::duplicate, "Shortcut+D");
        add("select-all", () -> !pane.model().isEmpty(), edits::selectAll, "Shortcut+A");
        add("delete", edits::hasSelection, edits::delete, "DELETE", "BACK_SPACE");
        add("delete-heal", edits::hasSelection, edits::deleteAndHeal, "Shortcut+DELETE", "Shortcut+BACK_SPACE");
        add("explode", edits::canExplode, edits::explode, "Shortcut+Shift+E");
        add("mute", edits::hasNodes, edits::toggleMuted, "Shortcut+M");
        add("fix", this::isOneNode, this::showProblems, "Alt+ENTER");
        add("wire", this::isOneNode, wiring::begin, "W");
        add("pull-out", edits::canPullOut, edits::pullOut, "Shift+P");
        add("insert", this::isWire, () -> alongWire(this::insert), "Shift+W");
        add("bend", this::isWire, () -> alongWire(pane::bend), "Shift+B");
        add("keep-selected", edits::isOnNode, edits::keepSelected, "SPACE");
        arrange();
    }

    private void arrange() {
        add("group", groups::canGroup, groups::group, "Shortcut+G");
        add("ungroup", groups::canUngroup, groups::ungroup, "Shortcut+Shift+G");
        add("fold", groups::canUngroup, groups::fold, "Shift+G");
        align(Order.ROW, "Shift+H");
        align(Order.COLUMN, "Shift+V");
        align(Order.LEFT, "Alt+Shift+LEFT");
        align(Order.RIGHT, "Alt+Shift+RIGHT");
        align(Order.TOP, "Alt+Shift+UP");
        align(Order.BOTTOM, "Alt+Shift+DOWN");
        align(Order.MIDDLE, "Alt+Shift+M");
        align(Order.ACROSS, "Alt+Shift+H");
        align(Order.DOWN, "Alt+Shift+V");
        add("autolayout", () -> !pane.model().isEmpty(), pane::autolayout, "Shortcut+Shift+L");
        add("flow-down", () -> !flows(FlowDirection.DOWN), () -> pane.turn(FlowDirection.DOWN), "Shift+DOWN");
        add("flow-right", () -> !flows(FlowDirection.RIGHT), () -> pane.turn(FlowDirection.RIGHT), "Shift+RIGHT");
    }

    private void align(Order order, String key) {
        boolean gaps = order == Order.ACROSS || order == Order.DOWN;
        add(
                "align-" + order.id(),
                gaps ? arranging::canDistribute : arranging::canAlign,
                () -> arranging.arrange(order),
                key);
    }

    private boolean flows(FlowDirection flow) {
        return pane.editor().pipeline().flow() == flow;
    }

    private void breakpoints(BreakpointActions breakpoints) {
        add("breakpoint", breakpoints::hasWire, breakpoints::toggle, "F9");
        add("edit-breakpoint", breakpoints::hasWire, breakpoints::edit, "Shortcut+F9");
        add("pin", breakpoints::hasWire, breakpoints::pin, "P");
    }

    private void look() {
        add("fit", ALWAYS, pane.camera()::fit, "HOME");
        add("fit-selection", edits::hasNodes, pane.camera()::fitSelection, "Shift+HOME");
        add("zoom-in", ALWAYS, pane.camera()::zoomIn, "Shortcut+PLUS", "Shortcut+EQUALS", "Shortcut+ADD");
        add("zoom-out", ALWAYS, pane.camera()::zoomOut, "Shortcut+MINUS", "Shortcut+SUBTRACT");
        add("zoom-100", ALWAYS, pane.camera()::zoom100, "Shortcut+DIGIT0", "Shortcut+NUMPAD0");
    }

    private void move() {
        arrow("UP", Edge.TOP);
        arrow("DOWN", Edge.BOTTOM);
        arrow("LEFT", Edge.LEFT);
        arrow("RIGHT", Edge.RIGHT);
        on("TAB", () -> tab(false));
        on("Shift+TAB", () -> tab(true));
        on("ENTER", this::enter);
        on("ESCAPE", this::escape);
    }

    private void arrow(String key, Edge way) {
        on(key, () -> {
            if (!wiring.step(way)) {
                edits.step(way);
                revealSelected();
            }
        });
        on("Alt+" + key, () -> {
            edits.follow(way);
            revealSelected();
        });
        on("Shortcut+" + key, () -> edits.nudge(way, false));
        on("Shortcut+Shift+" + key, () -> edits.nudge(way, true));
    }

    private void tab(boolean backwards) {
        if (!wiring.tab(backwards)) {
            edits.tab(backwards);
            revealSelected();
        }
    }

    /** A selection made by keys is brought into sight; a wire is in sight with its node. */
    private void revealSelected() {
        String node = pane.editor().selectedNode();
        if (node != null) {
            pane.camera().reveal(node);
        }
    }

    private void add(String id, BooleanSupplier enabled, Runnable run, String... keys) {
        List<KeyCombination> combinations = new ArrayList<>();
        for (String key : keys) {
            combinations.add(combination(key));
        }
        actions.add(new CanvasAction(id, "designer.canvas.action." + id, combinations, enabled, run));
    }

    private void on(String key, Runnable run) {
        moves.add(new CanvasAction(key, "", List.of(combination(key)), ALWAYS, run));
    }

    private static KeyCombination combination(String text) {
        List<KeyCombination.Modifier> modifiers = new ArrayList<>();
        String[] parts = text.split("\\+");
        for (String part : parts) {
            switch (part) {
                case "Shortcut" -> modifiers.add(KeyCombination.SHORTCUT_DOWN);
                case "Shift" -> modifiers.add(KeyCombination.SHIFT_DOWN);
                case "Alt" -> modifiers.add(KeyCombination.ALT_DOWN);
                default -> {}
            }
        }
        return new KeyCodeCombination(
                KeyCode.valueOf(parts[parts.length - 1]), modifiers.toArray(KeyCombination.Modifier[]::new));
    }

    /** Space held while dragging pans, so it does what it does alone when it is let go. */
    private void released(KeyEvent event) {
        if (event.getTarget() == pane
                && event.getCode() == KeyCode.SPACE
                && !pane.input().hasPanned()) {
            edits.keepSelected();
            event.consume();
        }
    }

    private void pressed(KeyEvent event) {
        if (event.getTarget() != pane || event.getCode() == KeyCode.SPACE) {
            return;
        }
        for (List<CanvasAction> some : List.of(moves, actions)) {
            for (CanvasAction action : some) {
                if (action.keys().stream().anyMatch(key -> key.match(event))) {
                    if (action.enabled().getAsBoolean()) {
                        ran = true;
                        action.run().run();
                    }
                    event.consume();
                    return;
                }
            }
        }
    }

    /** A key that opens a field is no letter in it: the letter comes after the press, when the field has the focus. */
    private void swallowLettersOfKeys() {
        pane.addEventFilter(KeyEvent.KEY_PRESSED, event -> ran = false);
        pane.addEventFilter(KeyEvent.KEY_RELEASED, event -> ran = false);
        pane.addEventFilter(KeyEvent.KEY_TYPED, event -> {
            if (ran) {
                event.consume();
            }
        });
    }

    private boolean isWire() {
        return pane.editor().selectedWire() != null;
    }

    private interface AtPlace {
        void of(Wire wire, double x, double y);
    }

    /** Does something in the middle of the selected wire. */
    private void alongWire(AtPlace work) {
        Wire wire = pane.editor().selectedWire();
        WirePath path = wire == null ? null : pane.model().wire(wire);
        if (wire != null && path != null) {
            work.of(wire, path.curve().x(MIDDLE), path.curve().y(MIDDLE));
        }
    }

    private void insert(Wire wire, double x, double y) {
        pane.pick(PickRequest.into(wire, x, y));
    }

    /** Ends a wire that is drawn by keys at an operator that is chosen now; false if none is being drawn. */
    boolean pickForWire() {
        return wiring.pick();
    }

    private boolean isOneNode() {
        return pane.editor().selectedNode() != null;
    }

    private boolean canRename() {
        return pane.model().only(pane.editor().selectedNodes()) != null
                || groups.renamed() != null
                || selectedNote() != null;
    }

    private @Nullable String selectedNote() {
        Selection selection = pane.editor().selection();
        return selection.notes().size() == 1 && selection.nodes().isEmpty()
                ? selection.notes().iterator().next()
                : null;
    }

    private void addNote() {
        Pointer pointer = pane.input().lastPointer();
        Pointer at = pointer == null ? Pointer.at(pane.getWidth() / 2, pane.getHeight() / 3, pane.viewport()) : pointer;
        pane.layer().newNote(at.x(), at.y());
    }

    private void rename() {
        Group group = groups.renamed();
        NodeBox box = pane.model().only(pane.editor().selectedNodes());
        String note = selectedNote();
        if (group != null) {
            pane.layer().renameGroup(group.id());
        } else if (box != null) {
            pane.layer().rename(box.id());
        } else if (note != null) {
            pane.layer().editNote(note);
        }
    }

    private void enter() {
        if (!wiring.finish()) {
            NodeBox box = pane.model().only(pane.editor().selectedNodes());
            String note = selectedNote();
            if (box != null) {
                if (box.isBlock()) {
                    pane.layer().showProblems(box.id());
                } else if (!pane.elsewhere().opens(box.id())) {
                    pane.elsewhere().inspect();
                }
            } else if (note != null) {
                pane.layer().editNote(note);
            } else if (pane.editor().selectedWire() != null) {
                pane.elsewhere().showRows();
            }
        }
    }

    private void showProblems() {
        NodeBox box = pane.model().only(pane.editor().selectedNodes());
        if (box != null) {
            pane.layer().showProblems(box.id());
        }
    }

    private void escape() {
        if (wiring.cancel() || pane.input().cancel() || pane.layer().close()) {
            return;
        }
        pane.editor().select(Selection.NONE);
    }
}
