package dev.tailrace.designer.charts;

import dev.tailrace.designer.theme.PaneSheet;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.ChartView.Point;
import dev.tailrace.operator.view.ChartView.Series;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** A line or bar chart drawn in immediate mode; its colours are style properties. Used on the JavaFX thread. */
public final class ChartCanvas extends Region {
    /** How many colours series take turns in. */
    static final int COLOURS = 6;

    /** Dashes of the first series, the second and so on, so that no series is told by colour alone. */
    static final double[][] DASHES = {{}, {7, 4}, {2, 3}, {9, 3, 2, 3}, {4, 2}, {12, 4, 2, 4, 2, 4}};

    private static final StyleablePropertyFactory<ChartCanvas> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final Font SMALL = Font.font("Inter", 11);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final double DOT = 3.5;
    private static final double BAR_SHARE = 0.72;
    private static final double READOUT_LINE = 17;

    private final List<StyleableProperty<Color>> series = new ArrayList<>();
    private final StyleableProperty<Color> grid;
    private final StyleableProperty<Color> text;
    private final StyleableProperty<Color> strong;
    private final StyleableProperty<Color> panel;
    private final Canvas canvas = new Canvas();
    private final ZoneId zone;
    private final Locale locale;
    private @Nullable ChartData data;
    private @Nullable ChartFrame frame;
    private double hoverX = Double.NaN;

    /** @param zone of the time axis */
    public ChartCanvas(ZoneId zone, Locale locale) {
        this.zone = zone;
        this.locale = locale;
        getStyleClass().add("chart-canvas");
        PaneSheet.dress(this);
        for (int i = 1; i <= COLOURS; i++) {
            series.add(colour("series" + i, "-chart-series-" + i));
        }
        grid = colour("grid", "-chart-grid");
        text = colour("text", "-chart-text");
        strong = colour("strong", "-chart-strong");
        panel = colour("panel", "-chart-panel");
        canvas.setManaged(false);
        getChildren().add(canvas);
        setMinSize(120, 80);
        setOnMouseMoved(move -> hover(move.getX()));
        setOnMouseExited(exit -> hover(Double.NaN));
    }

    private StyleableProperty<Color> colour(String name, String css) {
        StyleableProperty<Color> property =
                FACTORY.createStyleableColorProperty(this, name, css, chart -> chart.propertyOf(css));
        ((ObservableValue<?>) property).addListener((changed, before, after) -> draw());
        return property;
    }

    private StyleableProperty<Color> propertyOf(String css) {
        return switch (css) {
            case "-chart-grid" -> grid;
            case "-chart-text" -> text;
            case "-chart-strong" -> strong;
            case "-chart-panel" -> panel;
            default -> series.get(Integer.parseInt(css.substring(css.length() - 1)) - 1);
        };
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }

    /** Draws the points as they are now. */
    public void show(ChartView view) {
        data = ChartData.of(view);
        draw();
    }

    /** The colour of a series, for its legend. */
    Color colourOf(int index) {
        Color colour = series.get(index % COLOURS).getValue();
        return colour == null ? Color.GRAY : colour;
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
    }

    private void hover(double x) {
        hoverX = x;
        draw();
    }

    private void draw() {
        GraphicsContext pen = canvas.getGraphicsContext2D();
        pen.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        ChartData shown = data;
        if (shown == null || shown.isEmpty() || canvas.getWidth() < 1 || canvas.getHeight() < 1) {
            return;
        }
        ChartFrame laid = ChartFrame.of(shown, canvas.getWidth(), canvas.getHeight(), zone, locale);
        frame = laid;
        drawAxes(pen, laid);
        if (shown.kind() == ChartView.Kind.BAR) {
            drawBars(pen, shown, laid);
        } else {
            drawLines(pen, shown, laid);
        }
        if (hoverX >= laid.left() && hoverX <= laid.left() + laid.width()) {
            drawReadout(pen, shown, laid);
        }
    }

    private void drawAxes(GraphicsContext pen, ChartFrame laid) {
        pen.setFont(SMALL);
        pen.setLineDashes();
        pen.setLineWidth(1);
        pen.setTextBaseline(VPos.CENTER);
        pen.setTextAlign(TextAlignment.RIGHT);
        for (Ticks.Tick tick : laid.yTicks()) {
            double y = Math.round(laid.y(tick.value())) + 0.5;
            pen.setStroke(grid.getValue());
            pen.strokeLine(laid.left(), y, laid.left() + laid.width(), y);
            pen.setFill(text.getValue());
            pen.fillText(tick.label(), laid.left() - 8, y);
        }
        pen.setTextBaseline(VPos.TOP);
        pen.setTextAlign(TextAlignment.CENTER);
        for (Ticks.Tick tick : laid.xTicks()) {
            pen.setFill(text.getValue());
            pen.fillText(tick.label(), laid.x(tick.value()), laid.bottom() + 7);
        }
    }

    private void drawLines(GraphicsContext pen, ChartData shown, ChartFrame laid) {
        for (int i = 0; i < shown.series().size(); i++) {
            List<Point> points = Decimation.of(
                    shown.series().get(i).points(), laid.fromX(), laid.toX(), (int) Math.ceil(laid.width()));
            if (points.isEmpty()) {
                continue;
            }
            pen.setStroke(colourOf(i));
            pen.setLineWidth(1.75);
            pen.setLineDashes(DASHES[i % DASHES.length]);
            pen.beginPath();
            boolean down = false;
            for (Point point : points) {
                if (Double.isNaN(point.y())) {
                    down = false;
                } else if (down) {
                    pen.lineTo(laid.x(point.x()), laid.y(point.y()));
                } else {
                    pen.moveTo(laid.x(point.x()), laid.y(point.y()));
                    down = true;
                }
            }
            pen.stroke();
            Point last = points.get(points.size() - 1);
            pen.setFill(colourOf(i));
            pen.fillOval(laid.x(last.x()) - DOT, laid.y(last.y()) - DOT, 2 * DOT, 2 * DOT);
        }
        pen.setLineDashes();
    }

    private void drawBars(GraphicsContext pen, ChartData shown, ChartFrame laid) {
        double gap = shown.leastGap() == 0 ? 1 : shown.leastGap();
        double place = gap / (laid.toX() - laid.fromX()) * laid.width();
        double bar = Math.max(1, place * BAR_SHARE / Math.max(1, shown.series().size()));
        for (int i = 0; i < shown.series().size(); i++) {
            pen.setFill(colourOf(i));
            for (Point point : shown.series().get(i).points()) {
                double left = laid.x(point.x()) - place * BAR_SHARE / 2 + i * bar;
                double y = laid.y(point.y());
                double zero = laid.y(Math.max(laid.fromY(), Math.min(laid.toY(), 0)));
                pen.fillRect(left, Math.min(y, zero), Math.max(1, bar - (bar > 4 ? 1 : 0)), Math.abs(zero - y));
            }
        }
    }

    /** A line through the nearest place, and what the series have there. */
    private void drawReadout(GraphicsContext pen, ChartData shown, ChartFrame laid) {
        double value = laid.valueAt(hoverX);
        double nearest = Double.NaN;
        for (Series one : shown.series()) {
            for (Point point : one.points()) {
                if (Double.isNaN(nearest) || Math.abs(point.x() - value) < Math.abs(nearest - value)) {
                    nearest = point.x();
                }
            }
        }
        List<String> lines = new ArrayList<>();
        List<Integer> colours = new ArrayList<>();
        lines.add(place(shown, nearest));
        colours.add(-1);
        for (int i = 0; i < shown.series().size(); i++) {
            for (Point point : shown.series().get(i).points()) {
                if (point.x() == nearest) {
                    String name = shown.series().get(i).name();
                    lines.add((name.isEmpty() ? "" : name + "  ") + plain(point.y()));
                    colours.add(i);
                    break;
                }
            }
        }
        double x = Math.round(laid.x(nearest)) + 0.5;
        pen.setStroke(text.getValue());
        pen.setLineWidth(1);
        pen.strokeLine(x, laid.top(), x, laid.bottom());
        double width = lines.stream().mapToInt(String::length).max().orElse(1) * 6.4 + 28;
        double height = lines.size() * READOUT_LINE + 10;
        double left = x + 10 + width > canvas.getWidth() ? x - 10 - width : x + 10;
        pen.setFill(panel.getValue());
        pen.fillRoundRect(left, laid.top(), width, height, 12, 12);
        pen.setStroke(grid.getValue());
        pen.strokeRoundRect(left + 0.5, laid.top() + 0.5, width - 1, height - 1, 12, 12);
        pen.setTextAlign(TextAlignment.LEFT);
        pen.setTextBaseline(VPos.CENTER);
        for (int i = 0; i < lines.size(); i++) {
            double y = laid.top() + 5 + READOUT_LINE * (i + 0.5);
            int colour = colours.get(i);
            if (colour >= 0) {
                pen.setFill(colourOf(colour));
                pen.fillOval(left + 9, y - 3, 6, 6);
            }
            pen.setFill(colour < 0 ? text.getValue() : strong.getValue());
            pen.fillText(lines.get(i), left + (colour < 0 ? 9 : 20), y);
        }
    }

    private String place(ChartData shown, double x) {
        return switch (shown.axis()) {
            case TIME -> MOMENT.format(Instant.ofEpochMilli((long) x).atZone(zone));
            case NUMBER -> plain(x);
            case LABEL -> x >= 0 && x < shown.labels().size() ? shown.labels().get((int) x) : "";
        };
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(Math.round(value * 1e6) / 1e6);
    }
}
