package dev.tailrace.designer.canvas;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.commands.RenameNode;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Hit;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.gestures.PickRequest;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.graph.CheckedNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
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
    private final VBox hint;
    private final Picker picker;
    private final ProblemCard card;
    private final WireFloats wires;
    private final TextField name = new TextField();
    private final Tooltip tooltip = new Tooltip();
    private PickRequest request = PickRequest.at(0, 0);
    private @Nullable String renamed;
    private @Nullable String cardNode;

    FloatLayer(CanvasPane pane, Pane layer) {
        this.pane = pane;
        this.layer = layer;
        this.texts = pane.workbench().texts();
        zoom = new ZoomCluster(pane, new CanvasActions(pane), texts);
        minimap = new Minimap(pane);
        hint = hint();
        picker = new Picker(pane.editor().catalogue(), texts);
        picker.setId("canvas-picker");
        picker.setOnCancelled(this::close);
        picker.setOnChosen(this::chosen);
        card = new ProblemCard(pane.editor(), texts, this::close);
        card.setId("canvas-card");
        wires = new WireFloats(pane, layer);
        name.setId("canvas-rename");
        name.getStyleClass().add("canvas-rename");
        name.setOnAction(event -> endRename(true));
        name.focusedProperty().addListener((property, was, is) -> {
            if (!is) {
                endRename(true);
            }
        });
        name.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                endRename(false);
                event.consume();
            }
        });
        layer.getChildren().addAll(hint, zoom, minimap, card, picker, name);
        for (Node part : List.of(card, picker, name)) {
            part.setManaged(false);
            part.setVisible(false);
        }
        showHint();
    }

    private VBox hint() {
        Label title = new Label(texts.get("designer.canvas.empty"));
        title.getStyleClass().add("canvas-hint-title");
        VBox box = new VBox(6, title, new Label(texts.get("designer.canvas.empty-search")));
        box.getStyleClass().add("canvas-hint");
        box.setAlignment(Pos.CENTER);
        box.setMouseTransparent(true);
        return box;
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
        hint.autosize();
        hint.relocate((width - hint.getWidth()) / 2, (height - hint.getHeight()) / 2);
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
        }
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
        }
        if (change == PipelineEditor.Change.CHECK && card.isVisible() && cardNode != null) {
            showProblems(cardNode);
        }
    }

    private void showHint() {
        boolean empty = pane.editor().pipeline().nodes().isEmpty();
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
        picker.begin(chip, fits);
        picker.autosize();
        Viewport viewport = pane.viewport();
        double tall = picker.getHeight();
        place(picker, viewport.toScreenX(wish.x()) - 24, viewport.toScreenY(wish.y()) - 24, Picker.WIDTH, tall);
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
        CheckedNode checked = pane.editor().checked().nodes().get(node);
        List<Problem> problems = checked == null ? List.of() : checked.problems();
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
        NodeBox box = pane.model().node(node);
        if (box == null) {
            return;
        }
        close();
        pane.editor().selectNodes(List.of(node));
        renamed = node;
        Viewport viewport = pane.viewport();
        Box area = box.box();
        double scale = Math.max(1, viewport.zoom());
        name.setText(box.node().name());
        show(name);
        name.resizeRelocate(
                viewport.toScreenX(area.x() + NodeBox.TEXT_X) - 8,
                viewport.toScreenY(area.y() + 8),
                Math.max(140, (area.width() - NodeBox.TEXT_X) * scale),
                26);
        name.requestFocus();
        name.selectAll();
    }

    private void endRename(boolean keep) {
        String node = renamed;
        renamed = null;
        if (node != null) {
            hide(name);
            if (keep) {
                pane.editor().apply(new RenameNode(node, name.getText()));
            }
            pane.requestFocus();
        }
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

    void marksChanged() {
        wires.marksChanged();
    }

    /** @return whether something was open */
    boolean close() {
        boolean open = picker.isVisible() || card.isVisible() | wires.close();
        boolean hadFocus = picker.isVisible();
        hide(picker);
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
