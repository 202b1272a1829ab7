package dev.tailrace.designer.charts;

import dev.tailrace.designer.pen.FxPen;
import dev.tailrace.designer.pen.Glyphs;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.designer.theme.PaneSheet;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.ChartView.Kind;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * A chart on the screen: drawn in immediate mode in the colours of its style, with what stands under the pointer in
 * words. With the focus, the arrows go from point to point; a map is moved by dragging and zoomed by the wheel, plus and
 * minus. Used on the JavaFX thread.
 */
public final class ChartCanvas extends Region {
    private static final List<CssMetaData<? extends Styleable, ?>> STYLES = ChartInks.metaData();
    private static final double ZOOM_STEP = 1.2;
    private static final double WHEEL_STEP = 40;

    private final ChartInks inks;
    private final Canvas canvas = new Canvas();
    private final FxPen pen = new FxPen(canvas.getGraphicsContext2D(), new Glyphs());
    private Look look;
    private @Nullable ChartData data;
    private @Nullable ChartDrawing drawing;
    private @Nullable Readout readout;
    private double pointerX = Double.NaN;
    private double pointerY;
    private double dragX;
    private double dragY;

    /** @param zone of time axes */
    public ChartCanvas(ZoneId zone, Locale locale) {
        this(new Look(new Typefaces(), zone, locale, MapPart.WORLD));
    }

    ChartCanvas(Look look) {
        this.look = look;
        getStyleClass().add("chart-canvas");
        PaneSheet.dress(this);
        inks = new ChartInks(this, this::draw);
        canvas.setManaged(false);
        getChildren().add(canvas);
        setMinSize(120, 80);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setOnMouseMoved(move -> point(move.getX(), move.getY()));
        setOnMouseExited(exit -> point(Double.NaN, 0));
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::dragged);
        setOnMouseClicked(this::clicked);
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    ChartInks inks() {
        return inks;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return STYLES;
    }

    /** Draws all points of a chart as they are now. */
    public void show(ChartView view) {
        show(new ChartReader(view.plan()).read(view));
    }

    void show(ChartData newData) {
        data = newData;
        lay();
    }

    /** What is drawn, as a file would have it. */
    Look look() {
        return look;
    }

    @Nullable
    Readout readout() {
        return readout;
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        lay();
    }

    private void lay() {
        ChartData shown = data;
        drawing = shown == null || shown.isEmpty() || canvas.getWidth() < 1 || canvas.getHeight() < 1
                ? null
                : ChartDrawing.of(shown, canvas.getWidth(), canvas.getHeight(), look);
        draw();
    }

    private void draw() {
        canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        ChartDrawing drawn = drawing;
        Readout read = drawn == null || Double.isNaN(pointerX) ? null : drawn.readout(pointerX, pointerY);
        readout = read;
        if (drawn == null) {
            return;
        }
        drawn.paint(pen, inks.colours());
        if (read != null) {
            drawn.emphasise(pen, inks.colours(), read);
            read.paint(pen, inks.colours(), look.faces(), canvas.getWidth(), canvas.getHeight());
        }
    }

    private void point(double x, double y) {
        pointerX = x;
        pointerY = y;
        draw();
    }

    private boolean isMap() {
        return data != null && data.kind() == Kind.MAP;
    }

    private void pressed(MouseEvent press) {
        requestFocus();
        dragX = press.getX();
        dragY = press.getY();
        // The scroll pane around would take the focus.
        press.consume();
    }

    private void dragged(MouseEvent drag) {
        if (isMap()) {
            look(look.map().moved(drag.getX() - dragX, drag.getY() - dragY, getWidth(), getHeight()));
            dragX = drag.getX();
            dragY = drag.getY();
            drag.consume();
        }
    }

    private void clicked(MouseEvent click) {
        if (isMap() && click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2) {
            look(MapPart.WORLD);
        }
    }

    private void scrolled(ScrollEvent scroll) {
        if (isMap() && scroll.getDeltaY() != 0) {
            zoom(Math.pow(ZOOM_STEP, scroll.getDeltaY() / WHEEL_STEP), scroll.getX(), scroll.getY());
            scroll.consume();
        }
    }

    private void zoom(double factor, double x, double y) {
        look(look.map().zoomed(factor, x, y, getWidth(), getHeight()));
    }

    private void look(MapPart part) {
        look = look.withMap(part);
        lay();
    }

    private void keyPressed(KeyEvent key) {
        if (key.isShortcutDown() || key.isAltDown()) {
            return;
        }
        boolean taken = true;
        switch (key.getCode()) {
            case LEFT, UP -> step(-1);
            case RIGHT, DOWN -> step(1);
            case ESCAPE -> {
                taken = readout != null;
                point(Double.NaN, 0);
            }
            case PLUS, EQUALS, ADD -> zoomIfMap(ZOOM_STEP * ZOOM_STEP);
            case MINUS, SUBTRACT -> zoomIfMap(1 / (ZOOM_STEP * ZOOM_STEP));
            case HOME -> look(MapPart.WORLD);
            default -> taken = false;
        }
        if (taken) {
            key.consume();
        }
    }

    private void zoomIfMap(double factor) {
        if (isMap()) {
            Readout read = readout;
            zoom(factor, read == null ? getWidth() / 2 : read.x(), read == null ? getHeight() / 2 : read.y());
        }
    }

    /** Goes to the next place where there is something to read, from the one that is read out now. */
    private void step(int direction) {
        List<ChartDrawing.Stop> stops = drawing == null ? List.of() : drawing.stops();
        if (stops.isEmpty()) {
            return;
        }
        int at = -1;
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < stops.size() && !Double.isNaN(pointerX); i++) {
            double distance =
                    Math.hypot(stops.get(i).x() - pointerX, stops.get(i).y() - pointerY);
            if (distance < nearest) {
                nearest = distance;
                at = i;
            }
        }
        int next =
                at < 0 ? direction > 0 ? 0 : stops.size() - 1 : Math.max(0, Math.min(stops.size() - 1, at + direction));
        point(stops.get(next).x(), stops.get(next).y());
        if (readout != null) {
            setAccessibleText(readout.spoken());
        }
    }
}
