package dev.tailrace.designer.canvas;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.geometry.Hit;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.PortSpot;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.gestures.PickRequest;
import dev.tailrace.designer.gestures.RefusedWire;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.graph.CheckedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The real controls over the canvas: they come where something is edited and go afterwards. */
final class FloatLayer {
    private static final double INSET = 12;
    private static final double BESIDE = 16;

    private final CanvasPane pane;
    private final Pane layer;
    private final Texts texts;
    private final ZoomCluster zoom;
    private final Minimap minimap;
    private final EmptyHint hint;
    private final Picker picker;
    private final ProblemCard card;
    private final RefusalCard refusal;
    private final WireFloats wires;
    private final NameField name;
    private final NoteArea note;
    private final Tooltip tooltip = new Tooltip();
    private PickRequest request = PickRequest.at(0, 0);
    private @Nullable String cardNode;
    private @Nullable Region above;

    FloatLayer(CanvasPane pane, Pane layer) {
        this.pane = pane;
        this.layer = layer;
        this.texts = pane.workbench().texts();
        zoom = new ZoomCluster(pane, texts);
        minimap = new Minimap(pane);
        hint = new EmptyHint(texts, () -> pane.elsewhere().openSample());
        picker = new Picker(pane.editor().catalogue(), texts);
        picker.setId("canvas-picker");
        picker.setOnCancelled(this::close);
        picker.setOnChosen(this::chosen);
        card = new ProblemCard(pane.workbench(), this::close);
        card.setId("canvas-card");
        refusal = new RefusalCard(pane.editor(), texts, this::close);
        wires = new WireFloats(pane, layer);
        name = new NameField(pane);
        note = new NoteArea(pane);
        layer.getChildren().addAll(hint, zoom, minimap, card, refusal, picker, name, note);
        for (Node part : List.of(card, refusal, picker)) {
            part.setManaged(false);
            part.setVisible(false);
        }
        showHint();
    }

    /** Whether a node is one of these controls rather than the canvas under them. */
    boolean holds(Node target) {
        for (Node at = target; at != null; at = at.getParent()) {
            if (at == layer) {
                return target != layer;
            }
            if (at == pane) {
                return false;
            }
        }
        return false;
    }

    void layout(double width, double height) {
        zoom.autosize();
        zoom.relocate(INSET, height - zoom.getHeight() - INSET);
        minimap.autosize();
        minimap.relocate(width - minimap.getWidth() - INSET, height - minimap.getHeight() - INSET);
        if (above != null) {
            above.autosize();
            above.relocate(Math.round((width - above.getWidth()) / 2), INSET);
        }
        hint.autosize();
        hint.relocate((width - hint.getWidth()) / 2, (height - hint.getHeight()) / 2);
    }

    /** Shows a card at the upper edge in place of another, or takes it away. */
    void showAbove(@Nullable Region shown) {
        if (above != null) {
            layer.getChildren().remove(above);
        }
        above = shown;
        if (shown != null) {
            layer.getChildren().add(shown);
        }
        pane.requestLayout();
    }

    /** The lower edge of the card at the upper edge, in pixels, if it covers anything between two x; else 0. */
    double coveredTo(double left, double right) {
        return above == null || right < above.getLayoutX() || left > above.getLayoutX() + above.getWidth()
                ? 0
                : above.getLayoutY() + above.getHeight();
    }

    /** Follows the drawing after each painting. */
    void painted() {
        minimap.paint();
        placeCard();
        wires.place();
    }

    void hovered(Hit hit) {
        Tooltip.uninstall(pane, tooltip);
        if (hit instanceof Hit.OfNode node && isCut(node.box())) {
            String summary = node.box().summary();
            tooltip.setText(node.box().node().name() + (summary.isEmpty() ? "" : "\n" + summary));
            Tooltip.install(pane, tooltip);
        } else if (hit instanceof Hit.OfPort port && isOfBlock(port.spot())) {
            PortRef ref = port.spot().ref();
            String inner = pane.editor()
                    .pipeline()
                    .node(ref.node())
                    .map(dev.tailrace.model.Node::name)
                    .orElse(ref.node());
            tooltip.setText(inner + " · " + ref.port());
            Tooltip.install(pane, tooltip);
        }
    }

    private boolean isOfBlock(PortSpot spot) {
        NodeBox box = pane.model().node(spot.ref().node());
        return box != null && box.isBlock();
    }

    private boolean isCut(NodeBox box) {
        double room = box.box().width() - NodeBox.TEXT_X - NodeBox.TEXT_END;
        Face face = box.summaryIsCode() ? Face.CODE : Face.TEXT;
        return pane.faces().width(box.node().name(), Face.TEXT_STRONG, 13) > room
                || pane.faces().width(box.summary(), face, 11) > room;
    }

    void editorChanged(PipelineEditor.Change change) {
        if (change == PipelineEditor.Change.PIPELINE) {
            showHint();
            hide(card);
            hide(refusal);
        }
        if (change == PipelineEditor.Change.CHECK && card.isVisible() && cardNode != null) {
            showProblems(cardNode);
        }
    }

    private void showHint() {
        boolean empty = pane.editor().pipeline().nodes().isEmpty()
                && pane.editor().pipeline().attachments().notes().isEmpty();
        hint.setVisible(empty);
    }

    void pick(PickRequest wish) {
        close();
        request = wish;
        Port port = wish.port();
        String chip = port == null
                ? null
                : texts.get((port.isInput() ? "designer.picker.gives-" : "designer.picker.takes-")
                        + port.carries().name().toLowerCase(Locale.ROOT));
        Predicate<OperatorSpec> fits = spec -> wish.fits(spec.ports());
        Wire into = wish.into();
        if (into != null) {
            chip = texts.get("designer.picker.into-wire");
            fits = spec -> pane.placing().splice(into, spec).isPresent();
        }
        show(picker);
        picker.setRoom(pane.getHeight() - 2 * INSET);
        picker.begin(chip, fits, spec -> texts.get(wish.misfit(spec.ports())));
        picker.autosize();
        Viewport viewport = pane.viewport();
        double tall = picker.getHeight();
        place(picker, viewport.toScreenX(wish.x()) - 24, viewport.toScreenY(wish.y()) - 24, Picker.WIDTH, tall);
    }

    /** Says why a wire does not fit and offers what helps, or does the first of it. */
    void refuse(RefusedWire wire, boolean atOnce) {
        close();
        if (atOnce && refusal.applyFirst(wire)) {
            return;
        }
        refusal.begin(wire);
        show(refusal);
        refusal.resize(ProblemCard.WIDTH, refusal.prefHeight(ProblemCard.WIDTH));
        double x = pane.viewport().toScreenX(wire.x()) + BESIDE;
        double y = pane.viewport().toScreenY(wire.y()) + BESIDE;
        place(refusal, x, y, ProblemCard.WIDTH, refusal.getHeight());
        refusal.takeFocus();
    }

    private void chosen(String operatorId) {
        PickRequest wish = request;
        close();
        Operator<?> operator = pane.editor().catalogue().operator(operatorId);
        if (operator != null) {
            pane.placing().add(operatorId, wish);
        }
    }

    /** Shows what is wrong with a node, if anything is. */
    void showProblems(String node) {
        NodeBox box = pane.model().node(node);
        List<Problem> problems = new ArrayList<>();
        for (String id : box == null ? List.of(node) : box.members()) {
            CheckedNode checked = pane.editor().checked().nodes().get(id);
            problems.addAll(checked == null ? List.of() : checked.problems());
        }
        if (problems.isEmpty()) {
            hide(card);
            return;
        }
        cardNode = node;
        card.show(problems);
        show(card);
        placeCard();
    }

    private void placeCard() {
        NodeBox node = cardNode == null ? null : pane.model().node(cardNode);
        if (!card.isVisible() || node == null) {
            return;
        }
        Viewport viewport = pane.viewport();
        card.resize(ProblemCard.WIDTH, card.prefHeight(ProblemCard.WIDTH));
        double right = viewport.toScreenX(node.box().right()) + BESIDE;
        double left = viewport.toScreenX(node.box().x()) - BESIDE - ProblemCard.WIDTH;
        boolean fitsRight = right + ProblemCard.WIDTH <= pane.getWidth() || left < 0;
        place(
                card,
                fitsRight ? right : left,
                viewport.toScreenY(node.box().y()) - 4,
                ProblemCard.WIDTH,
                card.getHeight());
    }

    void rename(String node) {
        close();
        name.renameNode(node);
    }

    void renameGroup(String group) {
        close();
        name.renameGroup(group);
    }

    void editNote(String id) {
        close();
        note.edit(id);
    }

    /** Opens a new note whose upper left corner is there, in canvas units. */
    void newNote(double x, double y) {
        close();
        note.editNew(x, y);
    }

    /** The canvas was pressed beside the controls. */
    void pressedBeside() {
        close();
    }

    /** Opens what a breakpoint waits for beside its wire. */
    void editBreakpoint(Wire wire) {
        close();
        wires.edit(wire);
    }

    /** Opens what is pinned of a wire beside it. */
    void editPins(Wire wire) {
        close();
        wires.editPins(wire);
    }

    void marksChanged() {
        wires.marksChanged();
    }

    /** @return whether something was open */
    boolean close() {
        boolean hadFocus = picker.isVisible() || refusal.isVisible();
        boolean open = hadFocus || card.isVisible() | wires.close();
        hide(picker);
        hide(refusal);
        hide(card);
        cardNode = null;
        if (hadFocus) {
            pane.requestFocus();
        }
        return open;
    }

    private static void show(Node part) {
        part.setVisible(true);
        part.toFront();
        if (part instanceof Parent parent) {
            parent.applyCss();
            parent.layout();
        }
    }

    private static void hide(Node part) {
        part.setVisible(false);
    }

    private void place(Region part, double x, double y, double width, double height) {
        part.relocate(
                Math.round(Math.max(INSET, Math.min(x, pane.getWidth() - width - INSET))),
                Math.round(Math.max(INSET, Math.min(y, pane.getHeight() - height - INSET))));
    }
}
