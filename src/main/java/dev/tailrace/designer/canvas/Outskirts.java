package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.pen.FxPen;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * What lies around the part of a drawing that a canvas shows: while the view is moved, the canvas moves as it is, and
 * beside it come squares that are painted once, when they come into view. Where a run has told new figures meanwhile,
 * squares come also over the canvas, a few in each frame. On the JavaFX thread.
 */
final class Outskirts {
    /** Paints a scene on another canvas. */
    interface Painting {
        FxPen penOf(Canvas canvas);

        void paint(FxPen pen, Scene scene, Viewport viewport, double width, double height);
    }

    private record Cell(int column, int row) {}

    private static final class Square {
        private final Canvas canvas = new Canvas(SIDE, SIDE);
        private final FxPen pen;
        private @Nullable Scene scene;

        Square(Painting painting) {
            canvas.setManaged(false);
            pen = painting.penOf(canvas);
        }
    }

    /** Of a square, in pixels: smaller ones cut more of what is drawn, larger ones take longer in the frame they come in. */
    private static final int SIDE = 256;

    /** Squares that are painted anew in a frame; all of a large window are so within a quarter of a second. */
    private static final int RENEWED = 2;

    private final Canvas middle;
    private final Painting painting;
    private final Pane view = new Pane();
    private final Map<Cell, Square> squares = new HashMap<>();
    private final Deque<Square> spare = new ArrayDeque<>();
    private @Nullable Scene inMiddle;
    private @Nullable Scene latest;
    private boolean isCurrent = true;

    /** @param middle a canvas as large as the view */
    Outskirts(Canvas middle, Painting painting) {
        this.middle = middle;
        this.painting = painting;
        Rectangle edge = new Rectangle();
        edge.widthProperty().bind(view.widthProperty());
        edge.heightProperty().bind(view.heightProperty());
        view.setClip(edge);
        view.setMouseTransparent(true);
        view.getChildren().add(middle);
    }

    /** What is to be laid out with the size of the canvas. */
    Region view() {
        return view;
    }

    /** The canvas alone is seen, in its place, with this scene. */
    void leave(Scene painted) {
        inMiddle = painted;
        latest = painted;
        isCurrent = true;
        middle.setTranslateX(0);
        middle.setTranslateY(0);
        squares.values().forEach(this::hide);
        squares.clear();
    }

    /**
     * The same drawing with newer figures, to be shown with the next frames.
     *
     * @return whether it will be: not before all that is seen has the figures before
     */
    boolean renew(Scene newer) {
        boolean taken = isCurrent;
        if (taken) {
            latest = newer;
            isCurrent = false;
        }
        return taken;
    }

    /**
     * Shows what is seen from elsewhere, whole pixels away.
     *
     * @param painted where the canvas was painted
     */
    void show(Viewport painted, Viewport now) {
        double dx = Math.rint(now.dx() - painted.dx());
        double dy = Math.rint(now.dy() - painted.dy());
        middle.setTranslateX(dx);
        middle.setTranslateY(dy);
        int left = (int) Math.floor(-dx / SIDE);
        int top = (int) Math.floor(-dy / SIDE);
        int right = (int) Math.ceil((middle.getWidth() - dx) / SIDE);
        int bottom = (int) Math.ceil((middle.getHeight() - dy) / SIDE);
        hideBeyond(left, top, right, bottom);
        int mayRenew = RENEWED;
        isCurrent = true;
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                Cell cell = new Cell(column, row);
                Scene shown = shownIn(cell);
                if (shown == null) {
                    paint(cell, painted);
                } else if (shown != latest && mayRenew > 0) {
                    mayRenew--;
                    paint(cell, painted);
                } else if (shown != latest) {
                    isCurrent = false;
                }
            }
        }
        squares.forEach((cell, square) -> {
            square.canvas.setTranslateX(cell.column() * SIDE + dx);
            square.canvas.setTranslateY(cell.row() * SIDE + dy);
        });
    }

    private void hideBeyond(int left, int top, int right, int bottom) {
        for (Iterator<Map.Entry<Cell, Square>> all = squares.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Cell, Square> next = all.next();
            Cell cell = next.getKey();
            if (cell.column() < left || cell.column() >= right || cell.row() < top || cell.row() >= bottom) {
                hide(next.getValue());
                all.remove();
            }
        }
    }

    private void hide(Square square) {
        square.canvas.setVisible(false);
        square.scene = null;
        spare.push(square);
    }

    /** What a cell shows now, or null if nothing has been painted there. */
    private @Nullable Scene shownIn(Cell cell) {
        Square square = squares.get(cell);
        if (square != null) {
            return square.scene;
        }
        boolean isInMiddle = cell.column() >= 0
                && cell.row() >= 0
                && (cell.column() + 1) * SIDE <= middle.getWidth()
                && (cell.row() + 1) * SIDE <= middle.getHeight();
        return isInMiddle ? inMiddle : null;
    }

    private void paint(Cell cell, Viewport painted) {
        Scene scene = latest;
        if (scene == null) {
            return;
        }
        Square square = squares.computeIfAbsent(cell, any -> spare.isEmpty() ? make() : spare.pop());
        painting.paint(square.pen, scene, painted.panned(-cell.column() * SIDE, -cell.row() * SIDE), SIDE, SIDE);
        square.scene = scene;
        square.canvas.setVisible(true);
    }

    private Square make() {
        Square square = new Square(painting);
        view.getChildren().add(square.canvas);
        return square;
    }
}
