package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.canvas.CanvasAction;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Course;
import dev.tailrace.designer.geometry.NodeBox;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.geometry.Point2D;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Where each key is heard: everywhere, or in one pane while it has the focus; and that it means one thing there. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class KeysTest {
    /** What the canvas hears itself and the window hears for all other panes. */
    private static final Map<String, String> SAME = Map.of("add", "add-operator");

    /** Of the keys that the window takes before any control does. */
    private static final Set<String> TAKEN_BY_THE_WINDOW = Set.of("next-tab", "previous-tab");

    /** LOOK.md, section 7, and FEATURES.md, "Editor habits". */
    private static final Map<String, String> PROMISED = Map.ofEntries(
            Map.entry("Ctrl+.", "add-operator"),
            Map.entry("Ctrl+Z", "undo"),
            Map.entry("Ctrl+Shift+Z", "redo"),
            Map.entry("Ctrl+Y", "redo"),
            Map.entry("Ctrl+C", "copy"),
            Map.entry("Ctrl+X", "cut"),
            Map.entry("Ctrl+V", "paste"),
            Map.entry("Ctrl+D", "duplicate"),
            Map.entry("Delete", "delete"),
            Map.entry("Ctrl+Delete", "delete-heal"),
            Map.entry("Ctrl+M", "mute"),
            Map.entry("F2", "rename"),
            Map.entry("Shift+H", "align-row"),
            Map.entry("Shift+V", "align-column"),
            Map.entry("Ctrl+Shift+L", "autolayout"),
            Map.entry("Home", "fit"),
            Map.entry("Shift+Home", "fit-selection"),
            Map.entry("W", "wire"),
            Map.entry("Ctrl+N", "new"),
            Map.entry("Ctrl+O", "open"),
            Map.entry("Ctrl+S", "save"),
            Map.entry("Ctrl+Shift+S", "save-as"),
            Map.entry("Ctrl+Shift+O", "import-sql"),
            Map.entry("F8", "run"),
            Map.entry("Shift+F8", "stop"),
            Map.entry("F7", "check"),
            Map.entry("F10", "step"),
            Map.entry("Shift+F10", "next-hit"),
            Map.entry("F9", "breakpoint"),
            Map.entry("Ctrl+F9", "edit-breakpoint"),
            Map.entry("Ctrl+F", "find"),
            Map.entry("Ctrl+Shift+P", "commands"),
            Map.entry("Ctrl+1", "tab-data"),
            Map.entry("Ctrl+2", "tab-charts"),
            Map.entry("Ctrl+3", "tab-problems"),
            Map.entry("Ctrl+6", "tab-tests"),
            Map.entry("Ctrl+B", "palette"),
            Map.entry("Ctrl+J", "bottom"),
            Map.entry("Ctrl+I", "inspector"),
            Map.entry("Ctrl+G", "group"),
            Map.entry("Ctrl+Shift+G", "ungroup"),
            Map.entry("Space", "keep-selected"),
            Map.entry("F12", "look-back"),
            Map.entry("Shift+F12", "heat"),
            Map.entry("F6", "next-pane"),
            Map.entry("Shift+F6", "previous-pane"));

    /** What stands in no menu: it goes from place to place, or its buttons stand where it is done. */
    private static final Set<String> IN_NO_MENU = Set.of(
            "keep-selected",
            "next-pane",
            "previous-pane",
            "tab-data",
            "tab-charts",
            "tab-problems",
            "tab-tests",
            "next-hit",
            "add-operator");

    private static final List<String> MODIFIERS = List.of("Ctrl", "Alt", "Shift");

    private TestWindow shown;
    private CanvasPane canvas;

    @Start
    void start(Stage unused) throws Exception {
        shown = new TestWindow(TestWindow.newMachine(), new NoRuntime());
        shown.window.show(
                Path.of("sample-pipelines/flights/flights.tailrace.json").toAbsolutePath());
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
    }

    @Test
    void noTwoActionsShareAKeyWhereBothAreHeard(FxRobot robot) {
        open(robot);
        Map<String, Set<String>> everywhere =
                heard(all(action -> contextOf(action).equals("window")));
        Set<String> contexts = shown.window.actions().all().stream()
                .map(this::contextOf)
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> shared = new LinkedHashMap<>();
        for (String context : contexts) {
            Map<String, Set<String>> here = new HashMap<>(everywhere);
            heard(all(action -> contextOf(action).equals(context)))
                    .forEach((key, ids) -> here.merge(key, ids, (a, b) -> {
                        Set<String> both = new TreeSet<>(a);
                        both.addAll(b);
                        return both;
                    }));
            here.forEach((key, ids) -> {
                if (ids.size() > 1) {
                    shared.put(context + ": " + key, ids.toString());
                }
            });
        }
        assertEquals(Map.of(), shared);
    }

    /** The canvas comes first while it has the focus, so what it hears itself must mean the same as in the window. */
    @Test
    void theCanvasTakesNoKeyOfTheWindowForSomethingElse(FxRobot robot) {
        open(robot);
        Map<String, Set<String>> everywhere = heard(all(Action::listens));
        Map<String, String> taken = new LinkedHashMap<>();
        for (CanvasAction command : canvas.commands()) {
            for (KeyCombination key : command.keys()) {
                Set<String> others = everywhere.getOrDefault(name(key), Set.of());
                if (!others.isEmpty() && !others.equals(Set.of(SAME.getOrDefault(command.id(), command.id())))) {
                    taken.put(name(key), command.id() + " " + others);
                }
            }
        }
        assertEquals(Map.of(), taken);
    }

    @Test
    void theKeysAreThosePromised(FxRobot robot) {
        open(robot);
        PROMISED.forEach((key, id) -> assertTrue(
                shown.window.actions().get(id).keys().stream()
                        .anyMatch(heard -> name(heard).equals(key)),
                () -> id + " is not on " + key + " but on "
                        + shown.window.actions().get(id).keys()));
    }

    @Test
    void whatIsPromisedIsInAMenuOrOnAButtonToo(FxRobot robot) {
        open(robot);
        Set<String> offered = new TreeSet<>();
        for (MenuButton button : robot.lookup((MenuButton any) -> true).queryAllAs(MenuButton.class)) {
            robot.interact(button::show);
            button.getItems().forEach(item -> collect(item, offered));
            robot.interact(button::hide);
        }
        NodeBox node = canvas.model().nodes().iterator().next();
        Course wire = canvas.model().wires().get(0).curve();
        Box whole = Objects.requireNonNull(canvas.model().bounds());
        for (Point2D place : List.of(
                new Point2D(node.box().centreX(), node.box().centreY()),
                new Point2D(wire.x(0.5), wire.y(0.5)),
                new Point2D(whole.x() - 8, whole.y() - 8))) {
            robot.rightClickOn(canvas.localToScreen(
                    canvas.viewport().toScreenX(place.getX()), canvas.viewport().toScreenY(place.getY())));
            for (Window window : Window.getWindows()) {
                if (window instanceof ContextMenu menu) {
                    menu.getItems().forEach(item -> collect(item, offered));
                }
            }
            robot.type(KeyCode.ESCAPE);
        }
        robot.lookup((ButtonBase any) -> true).queryAllAs(ButtonBase.class).stream()
                .filter(button -> button.getId() != null && button.getId().startsWith("toolbar-"))
                .forEach(button -> offered.add(button.getId().substring("toolbar-".length())));
        Set<String> missing = new TreeSet<>(PROMISED.values());
        missing.removeAll(offered);
        assertEquals(new TreeSet<>(IN_NO_MENU), missing);
    }

    private static void collect(MenuItem item, Set<String> offered) {
        if (item.getId() != null) {
            offered.add(item.getId().replaceFirst("menu-", ""));
        }
        if (item instanceof Menu menu) {
            menu.getItems().forEach(inner -> collect(inner, offered));
        }
    }

    private void open(FxRobot robot) {
        until(() -> shown.shows("#canvas"));
        canvas = robot.lookup((CanvasPane pane) -> true).query();
    }

    /** Where an action's keys are heard. A new pane with keys of its own is named here. */
    private String contextOf(Action action) {
        if (action.listens() || TAKEN_BY_THE_WINDOW.contains(action.id())) {
            return "window";
        }
        if (canvas.commands().stream().anyMatch(command -> command.id().equals(action.id()))) {
            return "canvas";
        }
        return action.id().replaceAll("-.*", "");
    }

    private List<Action> all(Predicate<Action> wanted) {
        return shown.window.actions().all().stream().filter(wanted).toList();
    }

    private static Map<String, Set<String>> heard(List<Action> actions) {
        Map<String, Set<String>> byKey = new HashMap<>();
        for (Action action : actions) {
            action.keys().forEach(key -> byKey.computeIfAbsent(name(key), first -> new TreeSet<>())
                    .add(action.id()));
        }
        return byKey;
    }

    private static String name(KeyCombination key) {
        List<String> parts = List.of(key.getName().replace("Shortcut", "Ctrl").split("\\+"));
        String modifiers = MODIFIERS.stream()
                .filter(parts::contains)
                .map(modifier -> modifier + "+")
                .collect(Collectors.joining());
        String last = parts.get(parts.size() - 1);
        return modifiers + (last.equals("Period") ? "." : last);
    }
}
