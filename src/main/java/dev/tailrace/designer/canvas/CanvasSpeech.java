package dev.tailrace.designer.canvas;

import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.breakpoints.Mark;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.NoteBox;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.speech.FlowOrder;
import dev.tailrace.designer.speech.Part;
import dev.tailrace.designer.speech.Spoken;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.designer.watch.LivePicture.LiveWire;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Operator;
import dev.tailrace.runtime.Held;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.collections.FXCollections;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The canvas to assistive technology: a list of its nodes and wires in flow order, whose focus is where the selection is.
 * On the JavaFX thread.
 *
 * <p>The drawing is one JavaFX canvas, so each part has an invisible node that stands for it. It is made when it is first
 * asked for, or selected, and tells its words and its place at that moment: a drawing of a thousand nodes costs nothing
 * while nobody listens.
 */
final class CanvasSpeech {
    private final CanvasPane pane;
    private final Spoken spoken;
    private final Pane stage = new Pane();
    private final Map<Part, Item> items = new HashMap<>();
    private @Nullable CanvasModel listed;
    private List<Part> parts = List.of();
    private @Nullable Part focused;
    private String gist = "";

    CanvasSpeech(CanvasPane pane) {
        this.pane = pane;
        this.spoken = new Spoken(pane.workbench().texts());
        stage.setManaged(false);
        stage.setMouseTransparent(true);
        pane.hold(stage);
        pane.workbench().pictureProperty().addListener(change -> pictureChanged());
        selectionChanged();
    }

    /** @return what the canvas answers as a list, or null if others have to answer */
    @Nullable
    Object tell(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case ITEM_COUNT -> parts().size();
            case ITEM_AT_INDEX -> {
                int index = (Integer) parameters[0];
                yield index < 0 || index >= parts().size() ? null : item(parts().get(index));
            }
            case FOCUS_ITEM -> focused == null ? null : item(focused);
            case MULTIPLE_SELECTION -> true;
            case SELECTED_ITEMS ->
                FXCollections.observableArrayList(parts().stream()
                        .filter(part -> part.isIn(editor().selection()))
                        .map(this::item)
                        .toList());
            default -> null;
        };
    }

    void editorChanged(PipelineEditor.Change change) {
        switch (change) {
            case PIPELINE -> {
                items.entrySet().removeIf(entry -> {
                    boolean gone = !parts().contains(entry.getKey());
                    if (gone) {
                        stage.getChildren().remove(entry.getValue());
                    }
                    return gone;
                });
                selectionChanged();
                pane.notifyAccessibleAttributeChanged(AccessibleAttribute.ITEM_COUNT);
            }
            case SELECTION -> selectionChanged();
            case CHECK -> pictureChanged();
            case SAVED -> {}
        }
    }

    private void selectionChanged() {
        focused = Part.selected(pane.model(), editor());
        gist = gist();
        pane.setAccessibleText(focused == null ? spoken.drawing(editor().pipeline()) : words(focused));
        pane.notifyAccessibleAttributeChanged(AccessibleAttribute.FOCUS_ITEM);
        pane.notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTED_ITEMS);
    }

    /** Rates change all the time; only what a person would look up for is told of itself. */
    private void pictureChanged() {
        Part now = focused;
        String changed = gist();
        if (now != null && !changed.equals(gist)) {
            gist = changed;
            pane.setAccessibleText(words(now));
            item(now).notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        }
    }

    private String gist() {
        if (focused instanceof Part.OfBox node) {
            NodeBox box = pane.model().node(node.id());
            return box == null ? "" : box.errors() + " " + box.warnings() + " " + isBottleneck(node.id());
        }
        LiveWire live = focused instanceof Part.OfWire wire ? live(wire.wire()) : null;
        return live == null ? "" : live.state() + " " + live.ended();
    }

    private List<Part> parts() {
        if (listed != pane.model()) {
            listed = pane.model();
            parts = FlowOrder.of(listed);
        }
        return parts;
    }

    private Item item(Part part) {
        return items.computeIfAbsent(part, wanted -> {
            Item made = new Item(wanted);
            stage.getChildren().add(made);
            return made;
        });
    }

    private String words(Part part) {
        if (part instanceof Part.OfWire ofWire) {
            return words(ofWire.wire());
        }
        if (part instanceof Part.OfNote ofNote) {
            NoteBox note = pane.model().note(ofNote.id());
            return note == null ? "" : spoken.note(note.note().text());
        }
        NodeBox box = pane.model().node(((Part.OfBox) part).id());
        if (box == null) {
            return "";
        }
        if (box.isBlock()) {
            return spoken.group(box.node().name(), box.members().size(), box.errors(), box.warnings());
        }
        Operator<?> operator = editor().catalogue().operator(box.node().operator());
        LivePicture picture = picture();
        String said = spoken.node(new Spoken.NodeFacts(
                box.node().name(),
                operator == null
                        ? box.node().operator()
                        : pane.workbench().texts().get(operator.spec().key("name")),
                box.node().muted(),
                isBottleneck(box.id()),
                box.errors(),
                box.warnings(),
                picture == null ? null : picture.nodes().get(box.id())));
        return said + pinned(box.id());
    }

    private String pinned(String node) {
        StringBuilder words = new StringBuilder();
        pane.pinnedProperty().get().forEach((pin, value) -> {
            if (pin.wire().from().node().equals(node)) {
                words.append(pane.workbench().texts().get("designer.speech.pinned", pin.text(), value.text()));
            }
        });
        return words.toString();
    }

    private String words(Wire wire) {
        Mark mark = pane.workbench().marks().of(wire);
        Held held = pane.workbench().holds().heldProperty().get();
        return spoken.wire(new Spoken.WireFacts(
                name(wire.from().node()),
                name(wire.to().node()),
                mark != null && mark.on(),
                held != null && held.wire().id().equals(wire.id()),
                live(wire),
                editor().checked().environment().zone()));
    }

    private String name(String node) {
        return editor().pipeline().node(node).map(found -> found.name()).orElse(node);
    }

    private @Nullable LivePicture picture() {
        return pane.workbench().pictureProperty().get();
    }

    private @Nullable LiveWire live(Wire wire) {
        LivePicture picture = picture();
        return picture == null ? null : picture.wires().get(wire);
    }

    private boolean isBottleneck(String node) {
        LivePicture picture = picture();
        return picture != null && node.equals(picture.bottleneck());
    }

    private PipelineEditor editor() {
        return pane.editor();
    }

    private Bounds place(Part part) {
        Box box = part instanceof Part.OfNote note ? boxOf(note) : boxOf(part);
        Viewport view = pane.viewport();
        return box == null
                ? new BoundingBox(0, 0, 0, 0)
                : new BoundingBox(
                        view.toScreenX(box.x()),
                        view.toScreenY(box.y()),
                        box.width() * view.zoom(),
                        box.height() * view.zoom());
    }

    private @Nullable Box boxOf(Part.OfNote note) {
        NoteBox found = pane.model().note(note.id());
        return found == null ? null : found.box();
    }

    /** That of a node; of a wire, that of the node which writes to it. */
    private @Nullable Box boxOf(Part part) {
        List<String> nodes = part instanceof Part.OfWire wire
                ? List.of(wire.wire().from().node())
                : List.copyOf(part.selection().nodes());
        return pane.model().bounds(nodes);
    }

    /** Stands for a part, without being seen. */
    private final class Item extends Region {
        private final Part part;

        Item(Part part) {
            this.part = part;
            setAccessibleRole(AccessibleRole.LIST_ITEM);
            setManaged(false);
        }

        @Override
        public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
            return switch (attribute) {
                case TEXT -> words(part);
                case INDEX -> parts().indexOf(part);
                case SELECTED -> part.isIn(editor().selection());
                case FOCUSED -> pane.isFocused() && Objects.equals(part, focused);
                case BOUNDS -> pane.localToScreen(place(part));
                default -> super.queryAccessibleAttribute(attribute, parameters);
            };
        }

        @Override
        public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
            if (action == AccessibleAction.REQUEST_FOCUS || action == AccessibleAction.FIRE) {
                pane.requestFocus();
                editor().select(part.selection());
            } else {
                super.executeAccessibleAction(action, parameters);
            }
        }
    }
}
