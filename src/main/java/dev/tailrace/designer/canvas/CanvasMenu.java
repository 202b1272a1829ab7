package dev.tailrace.designer.canvas;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.geometry.Hit;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.NoteBox;
import dev.tailrace.designer.gestures.PickRequest;
import dev.tailrace.designer.gestures.Pointer;
import dev.tailrace.designer.notes.NoteText;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.jspecify.annotations.Nullable;

/** What can be done with the node, the wire or the empty place under the pointer. On the JavaFX thread. */
final class CanvasMenu {
    private final CanvasPane pane;
    private final Texts texts;
    private final ContextMenu menu = new ContextMenu();

    CanvasMenu(CanvasPane pane) {
        this.pane = pane;
        this.texts = pane.workbench().texts();
        menu.setId("canvas-menu");
    }

    /** The node that is meant by a place: also its ports and its badge. */
    static @Nullable String nodeUnder(Hit hit) {
        if (hit instanceof Hit.OfNode of) {
            return of.box().id();
        } else if (hit instanceof Hit.OfBadge of) {
            return of.box().id();
        }
        return hit instanceof Hit.OfPort of ? of.spot().ref().node() : null;
    }

    /** Opens the menu of what is under the pointer, which is selected by now. */
    void show(Hit hit, Pointer pointer, double screenX, double screenY) {
        if (hit instanceof Hit.OfWire wire) {
            open(ofWire(wire.wire(), pointer.x(), pointer.y()), screenX, screenY);
        } else if (hit instanceof Hit.OfBend) {
            open(List.of(action("delete")), screenX, screenY);
        } else if (hit instanceof Hit.OfNote note) {
            open(ofNote(note.note()), screenX, screenY);
        } else if (hit instanceof Hit.OfFrame) {
            open(ofNodes(), screenX, screenY);
        } else {
            open(nodeUnder(hit) == null ? ofCanvas(pointer) : ofNodes(), screenX, screenY);
        }
    }

    /** Opens the menu of what is selected, beside it. */
    void showForSelection() {
        Wire wire = pane.editor().selectedWire();
        String id = pane.editor().selectedNodes().stream().findFirst().orElse(null);
        NodeBox node = id == null ? null : pane.model().node(id);
        double x = pane.getWidth() / 2;
        double y = pane.getHeight() / 2;
        if (node != null) {
            x = pane.viewport().toScreenX(node.box().centreX());
            y = pane.viewport().toScreenY(node.box().centreY());
        }
        Pointer pointer = Pointer.at(x, y, pane.viewport());
        Point2D screen = pane.localToScreen(x, y);
        Hit hit = node != null ? new Hit.OfNode(node) : wire != null ? new Hit.OfWire(wire) : Hit.NOTHING;
        show(hit, pointer, screen.getX(), screen.getY());
    }

    void hide() {
        menu.hide();
    }

    private void open(List<MenuItem> items, double screenX, double screenY) {
        menu.getItems().setAll(items);
        // Not by the node: a press on it would leave the menu open.
        menu.show(pane.getScene().getWindow(), screenX, screenY);
    }

    private List<MenuItem> ofWire(Wire wire, double x, double y) {
        List<MenuItem> items = new ArrayList<>();
        items.add(action("insert", () -> pane.pick(PickRequest.into(wire, x, y))));
        items.add(action("bend", () -> pane.bend(wire, x, y)));
        items.add(item("show-rows", () -> pane.elsewhere().showRows()));
        items.add(item("chart", () -> pane.elsewhere().chart(wire)));
        items.add(action("breakpoint"));
        items.add(action("edit-breakpoint"));
        items.add(action("pin"));
        items.add(new SeparatorMenuItem());
        if (!pane.elsewhere().wireActions().isEmpty()) {
            pane.elsewhere().wireActions().forEach(action -> items.add(item(action)));
            items.add(new SeparatorMenuItem());
        }
        items.add(action("delete"));
        return items;
    }

    private List<MenuItem> ofNodes() {
        List<MenuItem> items = new ArrayList<>(actions("rename", "cut", "copy", "duplicate"));
        items.add(new SeparatorMenuItem());
        items.addAll(actions("mute", "breakpoint", "edit-breakpoint", "pin", "fix", "wire", "pull-out", "explode"));
        items.add(new SeparatorMenuItem());
        items.addAll(actions("group", "ungroup", "fold"));
        Menu align = new Menu(texts.get("designer.canvas.menu.align"));
        align.setId("menu-align");
        align.getItems().addAll(actions("align-left", "align-column", "align-right"));
        align.getItems().add(new SeparatorMenuItem());
        align.getItems().addAll(actions("align-top", "align-middle", "align-bottom", "align-row"));
        align.getItems().add(new SeparatorMenuItem());
        align.getItems().addAll(actions("align-across", "align-down"));
        align.getItems().add(new SeparatorMenuItem());
        align.getItems().add(action("autolayout"));
        items.add(align);
        items.add(new SeparatorMenuItem());
        items.addAll(actions("delete", "delete-heal"));
        return items;
    }

    /** Links are shown and can be copied; nothing is opened. */
    private List<MenuItem> ofNote(NoteBox note) {
        List<MenuItem> items = new ArrayList<>(actions("rename", "cut", "copy", "duplicate"));
        List<String> links = NoteText.of(note.note().text(), note.box().width(), pane.faces())
                .links();
        if (!links.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        for (String link : links) {
            MenuItem copy = new MenuItem(texts.get("designer.canvas.menu.copy-link", link));
            copy.setMnemonicParsing(false);
            copy.setOnAction(event -> {
                ClipboardContent content = new ClipboardContent();
                content.putString(link);
                Clipboard.getSystemClipboard().setContent(content);
            });
            items.add(copy);
        }
        items.add(new SeparatorMenuItem());
        items.add(action("delete"));
        return items;
    }

    private List<MenuItem> ofCanvas(Pointer pointer) {
        return List.of(
                action("add", () -> pane.pick(PickRequest.at(pointer.x(), pointer.y()))),
                action("note", () -> pane.layer().newNote(pointer.x(), pointer.y())),
                action("paste"),
                action("select-all"),
                new SeparatorMenuItem(),
                action("fit"),
                action("autolayout"),
                action("flow-down"),
                action("flow-right"));
    }

    private List<MenuItem> actions(String... ids) {
        return Stream.of(ids).map(this::action).toList();
    }

    private MenuItem item(String id, Runnable run) {
        MenuItem item = new MenuItem(texts.get("designer.canvas.menu." + id));
        item.setId("menu-" + id);
        item.setOnAction(event -> run.run());
        return item;
    }

    /** @param here what it does at the pointer, instead of where keys do it */
    private MenuItem action(String id, Runnable here) {
        MenuItem item = action(id);
        item.setOnAction(event -> here.run());
        return item;
    }

    private MenuItem action(String id) {
        CanvasAction action = pane.commands().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow();
        return item(action);
    }

    private MenuItem item(CanvasAction action) {
        MenuItem item = new MenuItem(texts.get(action.titleKey()));
        item.setId("menu-" + action.id());
        // Shown only: while the canvas has the focus it listens for its keys itself.
        action.keys().stream().findFirst().ifPresent(item::setAccelerator);
        item.setDisable(!action.enabled().getAsBoolean());
        item.setOnAction(event -> action.run().run());
        return item;
    }
}
