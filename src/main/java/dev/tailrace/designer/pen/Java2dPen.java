package dev.tailrace.designer.pen;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws into a picture without a screen. */
public final class Java2dPen implements Pen, AutoCloseable {
    private record State(
            AffineTransform transform,
            @Nullable Shape clip,
            Composite composite,
            float @Nullable [] dashes,
            float offset,
            float alpha) {}

    private final Graphics2D graphics;
    private final Glyphs glyphs;
    private final Map<Face, Font> fonts = new EnumMap<>(Face.class);
    private final Font glyphFont;
    private final Deque<State> states = new ArrayDeque<>();
    private float @Nullable [] dashes;
    private float dashOffset;
    private float alpha = 1;

    public Java2dPen(BufferedImage image, Glyphs glyphs) {
        this.glyphs = glyphs;
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        try (InputStream icons = glyphs.font().openStream()) {
            glyphFont = Font.createFont(Font.TRUETYPE_FONT, icons);
            for (Face face : Face.values()) {
                try (InputStream file = face.open()) {
                    fonts.put(face, Font.createFont(Font.TRUETYPE_FONT, file));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (FontFormatException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() {
        graphics.dispose();
    }

    @Override
    public void save() {
        states.push(new State(
                graphics.getTransform(), graphics.getClip(), graphics.getComposite(), dashes, dashOffset, alpha));
    }

    @Override
    public void restore() {
        State state = states.pop();
        graphics.setTransform(state.transform());
        graphics.setClip(state.clip());
        graphics.setComposite(state.composite());
        dashes = state.dashes();
        dashOffset = state.offset();
        alpha = state.alpha();
    }

    @Override
    public void translate(double dx, double dy) {
        graphics.translate(dx, dy);
    }

    @Override
    public void scale(double factor) {
        graphics.scale(factor, factor);
    }

    @Override
    public void fade(double factor) {
        alpha *= (float) factor;
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, alpha));
    }

    @Override
    public void clip(double x, double y, double width, double height, double radius) {
        graphics.clip(
                radius <= 0
                        ? new Rectangle2D.Double(x, y, width, height)
                        : new RoundRectangle2D.Double(x, y, width, height, 2 * radius, 2 * radius));
    }

    @Override
    public void dashes(double offset, double... lengths) {
        dashes = new float[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            dashes[i] = (float) lengths[i];
        }
        double period = 0;
        for (double length : lengths) {
            period += length;
        }
        // Java2D refuses negative offsets.
        dashOffset = (float) (offset - Math.floor(offset / period) * period);
    }

    @Override
    public void solid() {
        dashes = null;
    }

    @Override
    public void fillRect(double x, double y, double width, double height, double radius, int argb) {
        fill(rectangle(x, y, width, height, radius), argb);
    }

    @Override
    public void strokeRect(double x, double y, double width, double height, double radius, double thickness, int argb) {
        stroke(rectangle(x, y, width, height, radius), thickness, argb);
    }

    @Override
    public void fillCircle(double x, double y, double radius, int argb) {
        fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), argb);
    }

    @Override
    public void strokeCircle(double x, double y, double radius, double thickness, int argb) {
        stroke(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), thickness, argb);
    }

    @Override
    public void fillPolygon(double[] points, int argb) {
        fill(polygon(points), argb);
    }

    @Override
    public void strokePolygon(double[] points, double thickness, int argb) {
        stroke(polygon(points), thickness, argb);
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, double thickness, int argb) {
        stroke(new Line2D.Double(x1, y1, x2, y2), thickness, argb);
    }

    @Override
    public void polyline(double[] points, double thickness, int argb) {
        stroke(path(points), thickness, argb);
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
        stroke(new CubicCurve2D.Double(x1, y1, x2, y2, x3, y3, x4, y4), thickness, argb);
    }

    @Override
    public void text(String text, double x, double baseline, Face face, double size, int argb) {
        Font font = fonts.get(face);
        if (font == null) {
            throw new IllegalStateException(face.name());
        }
        graphics.setColor(new Color(argb, true));
        Font sized = font.deriveFont((float) size);
        int style = face.weight() >= HanFont.STRONG ? Font.BOLD : Font.PLAIN;
        Font other = new Font(Font.SANS_SERIF, style, 1).deriveFont((float) size);
        double at = x;
        for (HanFont.Run run : HanFont.runs(text)) {
            Font fitting = sized.canDisplayUpTo(run.text()) < 0 ? sized : other;
            graphics.setFont(fitting);
            graphics.drawString(run.text(), (float) at, (float) baseline);
            at += fitting.getStringBounds(run.text(), graphics.getFontRenderContext())
                    .getWidth();
        }
    }

    @Override
    public void glyph(String literal, double centreX, double centreY, double size, int argb) {
        graphics.setFont(glyphFont.deriveFont((float) size));
        graphics.setColor(new Color(argb, true));
        graphics.drawString(
                glyphs.text(literal), (float) (centreX - size / 2), (float) (centreY + (Glyphs.BASELINE - 0.5) * size));
    }

    private void fill(Shape shape, int argb) {
        graphics.setColor(new Color(argb, true));
        graphics.fill(shape);
    }

    private void stroke(Shape shape, double thickness, int argb) {
        graphics.setColor(new Color(argb, true));
        graphics.setStroke(
                dashes == null
                        ? new BasicStroke((float) thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                        : new BasicStroke(
                                (float) thickness,
                                BasicStroke.CAP_BUTT,
                                BasicStroke.JOIN_ROUND,
                                1,
                                dashes,
                                dashOffset));
        graphics.draw(shape);
    }

    private static Shape rectangle(double x, double y, double width, double height, double radius) {
        return radius <= 0
                ? new Rectangle2D.Double(x, y, width, height)
                : new RoundRectangle2D.Double(x, y, width, height, 2 * radius, 2 * radius);
    }

    private static Shape polygon(double[] points) {
        Path2D path = path(points);
        path.closePath();
        return path;
    }

    private static Path2D path(double[] points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        return path;
    }
}
