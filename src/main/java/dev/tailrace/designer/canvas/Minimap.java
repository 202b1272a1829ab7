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
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * The whole drawing, small, and which part of it is seen; a press or drag goes there. Gone where all of it is seen.
 */
final class Minimap extends StackPane {
    private static final double WIDTH = 172;
    private static final double HEIGHT = 112;
    private static final double MARGIN = 8;

    private final CanvasPane pane;
    private final Canvas canvas = new Canvas(WIDTH - 6, HEIGHT - 6);
    private double scale = 1;
    private double left;
    private double top;
    private @Nullable CanvasModel paintedModel;
    private @Nullable Viewport paintedViewport;
    private @Nullable Colours paintedColours;

    Minimap(CanvasPane pane) {
        this.pane = pane;
        getStyleClass().add("canvas-float");
        setMinSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        getChildren().add(canvas);
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

    /** Draws it anew if the drawing, the view or the colours have changed. */
    void paint() {
        CanvasModel model = pane.model();
        Viewport viewport = pane.viewport();
        Colours colours = pane.inks().colours();
        boolean same = paintedModel != null && model.looksAs(paintedModel);
        if (same && viewport.equals(paintedViewport) && colours == paintedColours) {
            return;
        }
        paintedModel = model;
        paintedViewport = viewport;
        paintedColours = colours;
        Box seen = viewport.visible(pane.getWidth(), pane.getHeight());
        Box drawing = model.bounds();
        setVisible(drawing != null && !seen.contains(drawing));
        Box whole = (drawing == null ? seen : drawing.with(seen)).grown(24);
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        scale = Math.min((width - MARGIN) / whole.width(), (height - MARGIN) / whole.height());
        left = whole.centreX() - width / scale / 2;
        top = whole.centreY() - height / scale / 2;
        GraphicsContext gc = canvas.getGraphicsContext2D();
        gc.clearRect(0, 0, width, height);
        gc.setFill(FxPen.toColor(colours.of(Token.ACCENT_SOFT)));
        rectangle(gc, seen, true);
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
        gc.setStroke(FxPen.toColor(colours.of(Token.ACCENT)));
        gc.setLineWidth(1);
        rectangle(gc, seen, false);
    }

    private void block(GraphicsContext gc, Box box) {
        gc.fillRoundRect(
                (box.x() - left) * scale,
                (box.y() - top) * scale,
                Math.max(2, box.width() * scale),
                Math.max(2, box.height() * scale),
                3,
                3);
    }

    private void rectangle(GraphicsContext gc, Box box, boolean fill) {
        double x = Math.round((box.x() - left) * scale) + 0.5;
        double y = Math.round((box.y() - top) * scale) + 0.5;
        double width = Math.round(box.width() * scale) - 1;
        double height = Math.round(box.height() * scale) - 1;
        if (fill) {
            gc.fillRect(x, y, width, height);
        } else {
            gc.strokeRect(x, y, width, height);
        }
    }
}
