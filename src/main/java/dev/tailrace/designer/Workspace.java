package dev.tailrace.designer;

import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Where the panes of an open pipeline stand: palette left, canvas in the middle, the bottom pane under it, inspector right.
 * The sizes that are wished for are kept while a narrow window grants less: first the panes shrink to their least size,
 * then the palette gives way to its rail, then the bottom pane to its tabs.
 */
final class Workspace extends Region {
    private static final double CANVAS_WIDTH = 480;
    private static final double CANVAS_HEIGHT = 320;
    private static final double PALETTE_LEAST = 176;
    private static final double RAIL = 48;
    private static final double INSPECTOR_LEAST = 272;
    private static final double BOTTOM_LEAST = 160;
    private static final double TABS = 40;
    private static final double LINE = 1;

    private final Region palette;
    private final Region rail;
    private final Region canvas;
    private final Region inspector;
    private final Region bottom;
    private final Splitter paletteEdge;
    private final Splitter inspectorEdge;
    private final Splitter bottomEdge;
    private final DoubleProperty paletteWidth = size(224);
    private final DoubleProperty inspectorWidth = size(312);
    private final DoubleProperty bottomHeight = size(272);
    private double inspectorNeeds;
    private final BooleanProperty paletteShown = shown();
    private final BooleanProperty inspectorShown = shown();
    private final BooleanProperty bottomShown = shown();

    /** @param names what the three edges are called: palette's, inspector's, bottom's */
    Workspace(Region palette, Region rail, Region canvas, Region inspector, Region bottom, String... names) {
        this.palette = palette;
        this.rail = rail;
        this.canvas = canvas;
        this.inspector = inspector;
        this.bottom = bottom;
        paletteEdge = new Splitter(true, names[0], by -> resize(paletteWidth, palette.getWidth() + by));
        inspectorEdge = new Splitter(true, names[1], by -> resize(inspectorWidth, inspector.getWidth() - by));
        bottomEdge = new Splitter(false, names[2], by -> resize(bottomHeight, bottom.getHeight() - by));
        getStyleClass().add("workspace");
        getChildren().addAll(palette, rail, canvas, bottom, inspector, paletteEdge, inspectorEdge, bottomEdge);
    }

    DoubleProperty paletteWidthProperty() {
        return paletteWidth;
    }

    DoubleProperty inspectorWidthProperty() {
        return inspectorWidth;
    }

    /** Gives the inspector at least this width, if there is room, without changing what is wished for; 0 for no more. */
    void widenInspector(double atLeast) {
        inspectorNeeds = atLeast;
        requestLayout();
    }

    DoubleProperty bottomHeightProperty() {
        return bottomHeight;
    }

    BooleanProperty paletteShownProperty() {
        return paletteShown;
    }

    BooleanProperty inspectorShownProperty() {
        return inspectorShown;
    }

    BooleanProperty bottomShownProperty() {
        return bottomShown;
    }

    /**
     * Moves the focus into the next pane that is to be seen: palette, canvas, the bottom pane, inspector, and round again.
     *
     * @param step 1 for the next, -1 for the one before
     */
    void focusPane(int step) {
        List<Region> panes = Stream.of(palette, rail, canvas, bottom, inspector)
                .filter(pane -> pane.isVisible() && firstIn(pane) != null)
                .toList();
        Node owner = getScene().getFocusOwner();
        int now = -1;
        for (int i = 0; i < panes.size(); i++) {
            if (isIn(owner, panes.get(i))) {
                now = i;
            }
        }
        int next = now < 0 ? panes.indexOf(canvas) : Math.floorMod(now + step, panes.size());
        Node first = firstIn(panes.get(next));
        if (first != null) {
            first.requestFocus();
        }
    }

    private static boolean isIn(@Nullable Node node, Node pane) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == pane) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Node firstIn(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return null;
        }
        if (node.isFocusTraversable()) {
            return node;
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Node found = firstIn(child);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private DoubleProperty size(double first) {
        DoubleProperty size = new SimpleDoubleProperty(first);
        size.addListener(change -> requestLayout());
        return size;
    }

    private BooleanProperty shown() {
        BooleanProperty shown = new SimpleBooleanProperty(true);
        shown.addListener(change -> requestLayout());
        return shown;
    }

    private void resize(DoubleProperty size, double wanted) {
        double least = size == paletteWidth ? PALETTE_LEAST : size == inspectorWidth ? INSPECTOR_LEAST : BOTTOM_LEAST;
        double room = size == bottomHeight
                ? getHeight() - CANVAS_HEIGHT - LINE
                : getWidth() - CANVAS_WIDTH - 2 * LINE - (size == paletteWidth ? inspectorRoom() : palette.getWidth());
        size.set(Math.max(least, Math.min(wanted, room)));
    }

    private double inspectorRoom() {
        return inspectorShown.get() ? Math.max(INSPECTOR_LEAST, inspectorWished()) + LINE : 0;
    }

    private double inspectorWished() {
        return Math.max(inspectorNeeds, inspectorWidth.get());
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        double right = inspectorShown.get()
                ? Math.max(INSPECTOR_LEAST, Math.min(inspectorWished(), width - CANVAS_WIDTH - RAIL - 2 * LINE))
                : 0;
        double leftRoom = width - CANVAS_WIDTH - right - 2 * LINE;
        boolean wholePalette = paletteShown.get() && leftRoom >= PALETTE_LEAST;
        double left = wholePalette ? Math.max(PALETTE_LEAST, Math.min(paletteWidth.get(), leftRoom)) : RAIL;
        double bottomRoom = height - CANVAS_HEIGHT - LINE;
        boolean wholeBottom = bottomShown.get() && bottomRoom >= BOTTOM_LEAST;
        double low = wholeBottom ? Math.max(BOTTOM_LEAST, Math.min(bottomHeight.get(), bottomRoom)) : TABS;

        palette.setVisible(wholePalette);
        rail.setVisible(!wholePalette);
        inspector.setVisible(right > 0);
        inspectorEdge.setVisible(right > 0);
        place(wholePalette ? palette : rail, 0, 0, left, height);
        double middleX = left + LINE;
        double middleWidth = width - middleX - (right > 0 ? right + LINE : 0);
        double canvasHeight = height - low - LINE;
        place(canvas, middleX, 0, middleWidth, canvasHeight);
        place(bottom, middleX, canvasHeight + LINE, middleWidth, low);
        place(inspector, width - right, 0, right, height);
        double half = (Splitter.HIT - LINE) / 2;
        place(paletteEdge, left - half, 0, Splitter.HIT, height);
        place(inspectorEdge, width - right - LINE - half, 0, Splitter.HIT, height);
        place(bottomEdge, middleX, canvasHeight - half, middleWidth, Splitter.HIT);
        paletteEdge.setDisable(!wholePalette);
        bottomEdge.setDisable(!wholeBottom);
    }

    private static void place(Region pane, double x, double y, double width, double height) {
        pane.resizeRelocate(Math.round(x), Math.round(y), Math.round(width), Math.round(height));
    }
}
