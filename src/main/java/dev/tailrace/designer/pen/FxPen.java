package dev.tailrace.designer.pen;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/** Draws on a JavaFX canvas, on the JavaFX thread. Fonts and colours are made once and kept. */
public final class FxPen implements Pen {
    /** Nothing above and below a row of dots: where a screen is scaled, an image of one line reads what lies beside it. */
    private static final int DOTS_EDGE = 1;

    private record DotsKey(double step, double width, int argb) {}

    /** Where a point of the drawing comes to lie on the canvas. */
    private record Place(double scale, double dx, double dy) {}

    /** Sizes of fonts are rounded to this part of a pixel, so that there are few of them. */
    private static final double SIZES_A_PIXEL = 8;

    /** Corners that are seen in haste, in pixels. */
    private static final double LEAST_ROUND = 2.5;

    private final GraphicsContext gc;
    private final Glyphs glyphs;
    private final Typefaces faces;
    private final @Nullable String hanFamily = HanFont.family().orElse(null);
    private final Map<Face, Map<Double, Font>> hanFonts = new EnumMap<>(Face.class);
    private final Map<Face, String> names = new EnumMap<>(Face.class);
    private final Map<Face, Map<Double, Font>> fonts = new EnumMap<>(Face.class);
    private final Map<Double, Font> glyphFonts = new HashMap<>();
    private final Map<Integer, Color> colours = new HashMap<>();
    private final String glyphFontName;
    private double[] xs = new double[8];
    private double[] ys = new double[8];
    private final Deque<Place> places = new ArrayDeque<>();
    private Place place = new Place(1, 0, 0);
    private boolean hasty;
    private @Nullable DotsKey dotsKey;
    private @Nullable Image dots;

    /** With a measure of its own, for where nothing else measures. */
    public FxPen(GraphicsContext gc, Glyphs glyphs) {
        this(gc, glyphs, new Typefaces());
    }

    /** @param faces tells where Latin goes on after Chinese */
    public FxPen(GraphicsContext gc, Glyphs glyphs, Typefaces faces) {
        this.gc = gc;
        this.glyphs = glyphs;
        this.faces = faces;
        for (Face face : Face.values()) {
            names.put(face, LoadedFaces.name(face));
            fonts.put(face, new HashMap<>());
        }
        glyphFontName = LoadedFaces.icons();
        gc.setLineJoin(StrokeLineJoin.ROUND);
        gc.setLineCap(StrokeLineCap.BUTT);
    }

    /**
     * Whether a scaled drawing may be a little coarser, as while it moves: letters up to half a pixel beside their places,
     * and the smallest corners square. Letters are then written in a font of the size that they come to: only so does
     * software rendering take letters that it has drawn before; else it fills the outline of each.
     */
    public void setHasty(boolean wanted) {
        hasty = wanted;
    }

    @Override
    public void save() {
        places.push(place);
        gc.save();
    }

    @Override
    public void restore() {
        place = places.pop();
        gc.restore();
    }

    @Override
    public void translate(double dx, double dy) {
        place = new Place(place.scale(), place.dx() + dx * place.scale(), place.dy() + dy * place.scale());
        gc.translate(dx, dy);
    }

    @Override
    public void scale(double factor) {
        place = new Place(place.scale() * factor, place.dx(), place.dy());
        gc.scale(factor, factor);
    }

    @Override
    public void fade(double alpha) {
        gc.setGlobalAlpha(gc.getGlobalAlpha() * alpha);
    }

    @Override
    public void clip(double x, double y, double width, double height, double radius) {
        gc.beginPath();
        if (radius <= 0) {
            gc.rect(x, y, width, height);
            gc.clip();
            return;
        }
        gc.moveTo(x + radius, y);
        gc.arcTo(x + width, y, x + width, y + height, radius);
        gc.arcTo(x + width, y + height, x, y + height, radius);
        gc.arcTo(x, y + height, x, y, radius);
        gc.arcTo(x, y, x + width, y, radius);
        gc.closePath();
        gc.clip();
    }

    @Override
    public void dashes(double offset, double... lengths) {
        gc.setLineDashes(lengths);
        gc.setLineDashOffset(offset);
    }

    @Override
    public void solid() {
        gc.setLineDashes((double[]) null);
    }

    @Override
    public void fillRect(double x, double y, double width, double height, double radius, int argb) {
        gc.setFill(colour(argb));
        if (radius <= 0 || hasty && radius * place.scale() < LEAST_ROUND) {
            gc.fillRect(x, y, width, height);
        } else {
            gc.fillRoundRect(x, y, width, height, 2 * radius, 2 * radius);
        }
    }

    @Override
    public void strokeRect(double x, double y, double width, double height, double radius, double thickness, int argb) {
        gc.setStroke(colour(argb));
        gc.setLineWidth(thickness);
        if (radius <= 0) {
            gc.strokeRect(x, y, width, height);
        } else {
            gc.strokeRoundRect(x, y, width, height, 2 * radius, 2 * radius);
        }
    }

    @Override
    public void fillCircle(double x, double y, double radius, int argb) {
        gc.setFill(colour(argb));
        gc.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    @Override
    public void strokeCircle(double x, double y, double radius, double thickness, int argb) {
        gc.setStroke(colour(argb));
        gc.setLineWidth(thickness);
        gc.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    @Override
    public void fillPolygon(double[] points, int argb) {
        gc.setFill(colour(argb));
        gc.fillPolygon(xs(points), ys(points), points.length / 2);
    }

    @Override
    public void strokePolygon(double[] points, double thickness, int argb) {
        gc.setStroke(colour(argb));
        gc.setLineWidth(thickness);
        gc.strokePolygon(xs(points), ys(points), points.length / 2);
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, double thickness, int argb) {
        gc.setStroke(colour(argb));
        gc.setLineWidth(thickness);
        gc.strokeLine(x1, y1, x2, y2);
    }

    @Override
    public void polyline(double[] points, double thickness, int argb) {
        gc.setStroke(colour(argb));
        gc.setLineWidth(thickness);
        gc.strokePolyline(xs(points), ys(points), points.length / 2);
    }

    @Override
    public void curve(
            double x1,
            double y1,
            double x2,
            double y2,
            double x3,
            double y3,
            double x4,
            double y4,
            double thickness,
            int argb) {
        gc.setStroke(colour(argb));
        gc.setLineWidth(thickness);
        gc.beginPath();
        gc.moveTo(x1, y1);
        gc.bezierCurveTo(x2, y2, x3, y3, x4, y4);
        gc.stroke();
    }

    /** A row of dots is an image, drawn anew only when their step changes; whole fields of them would cost frames. */
    @Override
    public void dots(double x, double y, double step, double width, double height, int argb) {
        DotsKey key = new DotsKey(step, Math.ceil(width), argb);
        Image row = dots;
        if (row == null || !key.equals(dotsKey)) {
            row = dots(key);
            dots = row;
            dotsKey = key;
        }
        double left = Math.floor(x - step);
        double top = Math.floor(y - step);
        for (double down = 0; down < height + 2 * step; down += step) {
            gc.drawImage(row, left, top + Math.floor(down) - DOTS_EDGE);
        }
    }

    private static Image dots(DotsKey key) {
        int width = (int) (key.width() + 2 * key.step());
        int[] row = new int[width];
        for (double x = 0; x < width; x += key.step()) {
            row[(int) x] = key.argb();
        }
        WritableImage image = new WritableImage(width, 1 + 2 * DOTS_EDGE);
        image.getPixelWriter().setPixels(0, DOTS_EDGE, width, 1, PixelFormat.getIntArgbInstance(), row, 0, width);
        return image;
    }

    @Override
    public void text(String text, double x, double baseline, Face face, double size, int argb) {
        gc.setFill(colour(argb));
        double scale = place.scale();
        if (!hasty || scale == 1) {
            write(text, x, baseline, face, size, 1);
            return;
        }
        gc.setTransform(1, 0, 0, 1, 0, 0);
        double comesTo = Math.max(1, Math.rint(size * scale * SIZES_A_PIXEL)) / SIZES_A_PIXEL;
        write(text, x * scale + place.dx(), baseline * scale + place.dy(), face, comesTo, size * scale / comesTo);
        gc.setTransform(scale, 0, 0, scale, place.dx(), place.dy());
    }

    /** @param stretched how much wider the text is than its font, by what the font's size was rounded */
    private void write(String text, double x, double baseline, Face face, double size, double stretched) {
        if (hanFamily == null || !HanFont.isWide(text)) {
            gc.setFont(font(face, size));
            gc.fillText(text, x, baseline);
            return;
        }
        double at = x;
        for (HanFont.Run run : HanFont.runs(text)) {
            gc.setFont(run.wide() ? hanFont(hanFamily, face, size) : font(face, size));
            gc.fillText(run.text(), at, baseline);
            at += faces.width(run.text(), face, size) * stretched;
        }
    }

    private Font hanFont(String family, Face face, double size) {
        return hanFonts.computeIfAbsent(face, made -> new HashMap<>())
                .computeIfAbsent(size, wanted -> HanFont.font(family, face, wanted));
    }

    @Override
    public void glyph(String literal, double centreX, double centreY, double size, int argb) {
        gc.setFont(glyphFonts.computeIfAbsent(size, wanted -> new Font(glyphFontName, wanted)));
        gc.setFill(colour(argb));
        gc.fillText(glyphs.text(literal), centreX - size / 2, centreY + (Glyphs.BASELINE - 0.5) * size);
    }

    private Font font(Face face, double size) {
        Map<Double, Font> sizes = fonts.get(face);
        if (sizes == null) {
            throw new IllegalStateException(face.name());
        }
        return sizes.computeIfAbsent(size, wanted -> new Font(names.get(face), wanted));
    }

    private Color colour(int argb) {
        return colours.computeIfAbsent(argb, FxPen::toColor);
    }

    /** The colour as the pens take it. */
    public static int toArgb(Color colour) {
        return channel(colour.getOpacity()) << 24
                | channel(colour.getRed()) << 16
                | channel(colour.getGreen()) << 8
                | channel(colour.getBlue());
    }

    private static int channel(double share) {
        return (int) Math.round(255 * share);
    }

    /** The colour as JavaFX has it. */
    public static Color toColor(int argb) {
        return Color.rgb(argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF, (argb >>> 24) / 255.0);
    }

    private double[] xs(double[] points) {
        if (xs.length < points.length / 2) {
            xs = new double[points.length / 2];
        }
        for (int i = 0; i < points.length / 2; i++) {
            xs[i] = points[2 * i];
        }
        return xs;
    }

    private double[] ys(double[] points) {
        if (ys.length < points.length / 2) {
            ys = new double[points.length / 2];
        }
        for (int i = 0; i < points.length / 2; i++) {
            ys[i] = points[2 * i + 1];
        }
        return ys;
    }
}
