package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Frame;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.NoteBox;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.FxPen;
import dev.tailrace.designer.pen.Token;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiPredicate;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * The whole drawing, small, and which part of it is seen; a press or drag goes there. Gone where all of it is seen.
 *
 * <p>The blocks are painted when they change, what is seen lies as rectangles below and above them: painting a thousand
 * blocks takes a third of a frame, and the view moves with each.
 */
final class Minimap extends StackPane {
    private static final double WIDTH = 172;
    private static final double HEIGHT = 112;
    private static final double MARGIN = 8;
    private static final double CORNER = 3;

    /** The corners of smaller blocks are not to be seen, and take most of the time. */
    private static final double LEAST_ROUND = 8;

    private final CanvasPane pane;
    private final Canvas canvas = new Canvas(WIDTH - 6, HEIGHT - 6);
    private final Rectangle ground = new Rectangle();
    private final Rectangle outline = new Rectangle();
    private double scale = 1;
    private double left;
    private double top;
    private @Nullable Viewport shown;
    private @Nullable CanvasModel paintedModel;
    private @Nullable Box paintedWhole;
    private @Nullable Colours paintedColours;

    Minimap(CanvasPane pane) {
        this.pane = pane;
        setId("canvas-minimap");
        getStyleClass().add("canvas-float");
        setMinSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        Pane layers = new Pane(ground, canvas, outline);
        layers.setMaxSize(canvas.getWidth(), canvas.getHeight());
        layers.setPickOnBounds(false);
        getChildren().add(layers);
        for (Rectangle part : List.of(ground, outline)) {
            part.setManaged(false);
            part.setMouseTransparent(true);
        }
        outline.setFill(null);
        canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::go);
        canvas.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::go);
    }

    private void go(MouseEvent event) {
        double x = event.getX() / scale + left;
        double y = event.getY() / scale + top;
        Viewport now = pane.viewport();
        pane.look(now.panned(pane.getWidth() / 2 - now.toScreenX(x), pane.getHeight() / 2 - now.toScreenY(y)));
        event.consume();
    }

    /** Draws anew what has changed of the drawing, the view and the colours. */
    void paint() {
        CanvasModel model = pane.model();
        Viewport viewport = pane.viewport();
        Colours colours = pane.inks().colours();
        boolean same = colours == paintedColours && paintedModel != null && blocksOf(model, paintedModel);
        if (same && viewport.equals(shown)) {
            return;
        }
        shown = viewport;
        Box seen = viewport.visible(pane.getWidth(), pane.getHeight());
        Box drawing = model.bounds();
        setVisible(drawing != null && !seen.contains(drawing));
        Box whole = (drawing == null ? seen : drawing.with(seen)).grown(24);
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        scale = Math.min((width - MARGIN) / whole.width(), (height - MARGIN) / whole.height());
        left = whole.centreX() - width / scale / 2;
        top = whole.centreY() - height / scale / 2;
        ground.setFill(FxPen.toColor(colours.of(Token.ACCENT_SOFT)));
        outline.setStroke(FxPen.toColor(colours.of(Token.ACCENT)));
        lay(ground, seen);
        lay(outline, seen);
        if (!same || !whole.equals(paintedWhole)) {
            blocks(model, colours);
            paintedModel = model;
            paintedWhole = whole;
            paintedColours = colours;
        }
    }

    /** Whether two drawings have the same blocks here: what is written on them is not seen. */
    private static boolean blocksOf(CanvasModel one, CanvasModel other) {
        return one == other
                || areAlike(one.nodes(), other.nodes(), Minimap::isAlike)
                        && areAlike(
                                one.frames(), other.frames(), (a, b) -> a.box().equals(b.box()))
                        && areAlike(
                                one.notes(), other.notes(), (a, b) -> a.box().equals(b.box()));
    }

    private static boolean isAlike(NodeBox one, NodeBox other) {
        return one == other
                || one.box().equals(other.box()) && one.family() == other.family() && one.isBlock() == other.isBlock();
    }

    private static <T> boolean areAlike(Collection<T> some, Collection<T> others, BiPredicate<T, T> alike) {
        if (some.size() != others.size()) {
            return false;
        }
        Iterator<T> other = others.iterator();
        for (T one : some) {
            if (!alike.test(one, other.next())) {
                return false;
            }
        }
        return true;
    }

    private void blocks(CanvasModel model, Colours colours) {
        GraphicsContext gc = canvas.getGraphicsContext2D();
        gc.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        for (Frame frame : model.frames()) {
            gc.setFill(FxPen.toColor(Colours.faded(colours.of(Token.FG_SUBTLE), 0.2)));
            block(gc, frame.box());
        }
        for (NoteBox note : model.notes()) {
            gc.setFill(FxPen.toColor(colours.of(Token.LINE_STRONG)));
            block(gc, note.box());
        }
        for (NodeBox node : model.nodes()) {
            Token token = node.isBlock() ? Token.FG_SUBTLE : Token.family(node.family());
            gc.setFill(FxPen.toColor(Colours.faded(colours.of(token), 0.85)));
            block(gc, node.box());
        }
    }

    private void block(GraphicsContext gc, Box box) {
        double x = (box.x() - left) * scale;
        double y = (box.y() - top) * scale;
        double width = Math.max(2, box.width() * scale);
        double height = Math.max(2, box.height() * scale);
        if (width < LEAST_ROUND) {
            gc.fillRect(x, y, width, height);
        } else {
            gc.fillRoundRect(x, y, width, height, CORNER, CORNER);
        }
    }

    private void lay(Rectangle part, Box box) {
        part.setX(Math.round((box.x() - left) * scale) + 0.5);
        part.setY(Math.round((box.y() - top) * scale) + 0.5);
        part.setWidth(Math.round(box.width() * scale) - 1);
        part.setHeight(Math.round(box.height() * scale) - 1);
    }
}
