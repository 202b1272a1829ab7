package dev.tailrace.designer.pen;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes SVG. Text stays text, in the bundled families with others to stand in and its length fixed, so that it can be
 * found and fits; icons are outlines, so that no icon font is needed to see them.
 */
public final class SvgPen implements Pen {
    private static final int ICON_GRID = 24;

    private final StringBuilder body = new StringBuilder();
    private final StringBuilder symbols = new StringBuilder();
    private final Map<String, String> symbolIds = new HashMap<>();
    private final Deque<Integer> openGroups = new ArrayDeque<>();
    private final Deque<String> savedDashes = new ArrayDeque<>();
    private final Glyphs glyphs;
    private final Typefaces faces;
    private final Font glyphFont;
    private String dashes = "";
    private int groups;
    private int clips;

    public SvgPen(Glyphs glyphs, Typefaces faces) {
        this.glyphs = glyphs;
        this.faces = faces;
        try (InputStream icons = glyphs.font().openStream()) {
            glyphFont = Font.createFont(Font.TRUETYPE_FONT, icons).deriveFont((float) ICON_GRID);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (FontFormatException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The whole document of this size. */
    public String document(double width, double height) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(width) + "\" height=\"" + number(height)
                + "\" viewBox=\"0 0 " + number(width) + " " + number(height) + "\">\n<defs>\n" + symbols + "</defs>\n"
                + body + "</svg>\n";
    }

    @Override
    public void save() {
        openGroups.push(groups);
        savedDashes.push(dashes);
        groups = 0;
    }

    @Override
    public void restore() {
        body.append("</g>\n".repeat(groups));
        groups = openGroups.pop();
        dashes = savedDashes.pop();
    }

    @Override
    public void translate(double dx, double dy) {
        group("transform=\"translate(" + number(dx) + " " + number(dy) + ")\"");
    }

    @Override
    public void scale(double factor) {
        group("transform=\"scale(" + number(factor) + ")\"");
    }

    @Override
    public void fade(double alpha) {
        group("opacity=\"" + number(alpha) + "\"");
    }

    @Override
    public void clip(double x, double y, double width, double height, double radius) {
        String id = "clip" + ++clips;
        body.append("<clipPath id=\"").append(id).append("\"><rect").append(box(x, y, width, height, radius));
        body.append("/></clipPath>\n");
        group("clip-path=\"url(#" + id + ")\"");
    }

    @Override
    public void dashes(double offset, double... lengths) {
        StringBuilder pattern = new StringBuilder(" stroke-dasharray=\"");
        for (int i = 0; i < lengths.length; i++) {
            pattern.append(i == 0 ? "" : " ").append(number(lengths[i]));
        }
        dashes = pattern.append("\" stroke-dashoffset=\"")
                .append(number(offset))
                .append('"')
                .toString();
    }

    @Override
    public void solid() {
        dashes = "";
    }

    @Override
    public void fillRect(double x, double y, double width, double height, double radius, int argb) {
        body.append("<rect")
                .append(box(x, y, width, height, radius))
                .append(fill(argb))
                .append("/>\n");
    }

    @Override
    public void strokeRect(double x, double y, double width, double height, double radius, double thickness, int argb) {
        body.append("<rect")
                .append(box(x, y, width, height, radius))
                .append(stroke(thickness, argb))
                .append("/>\n");
    }

    @Override
    public void fillCircle(double x, double y, double radius, int argb) {
        body.append("<circle").append(circle(x, y, radius)).append(fill(argb)).append("/>\n");
    }

    @Override
    public void strokeCircle(double x, double y, double radius, double thickness, int argb) {
        body.append("<circle")
                .append(circle(x, y, radius))
                .append(stroke(thickness, argb))
                .append("/>\n");
    }

    @Override
    public void fillPolygon(double[] points, int argb) {
        body.append("<polygon").append(points(points)).append(fill(argb)).append("/>\n");
    }

    @Override
    public void strokePolygon(double[] points, double thickness, int argb) {
        body.append("<polygon")
                .append(points(points))
                .append(stroke(thickness, argb))
                .append("/>\n");
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, double thickness, int argb) {
        path("M" + number(x1) + " " + number(y1) + "L" + number(x2) + " " + number(y2), thickness, argb);
    }

    @Override
    public void polyline(double[] points, double thickness, int argb) {
        body.append("<polyline")
                .append(points(points))
                .append(stroke(thickness, argb))
                .append("/>\n");
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
        path(
                "M" + number(x1) + " " + number(y1) + "C" + number(x2) + " " + number(y2) + " " + number(x3) + " "
                        + number(y3) + " " + number(x4) + " " + number(y4),
                thickness,
                argb);
    }

    @Override
    public void dots(double x, double y, double step, double width, double height, int argb) {
        symbols.append("<pattern id=\"dots\" patternUnits=\"userSpaceOnUse\" width=\"")
                .append(number(step));
        symbols.append("\" height=\"").append(number(step)).append("\" x=\"").append(number(x));
        symbols.append("\" y=\"").append(number(y)).append("\"><rect width=\"1\" height=\"1\"");
        symbols.append(fill(argb)).append("/></pattern>\n");
        body.append("<rect").append(box(0, 0, width, height, 0)).append(" fill=\"url(#dots)\"/>\n");
    }

    @Override
    public void text(String text, double x, double baseline, Face face, double size, int argb) {
        if (text.isBlank()) {
            return;
        }
        body.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(baseline));
        body.append("\" font-family=\"")
                .append(face.families())
                .append("\" font-size=\"")
                .append(number(size));
        body.append("\" font-weight=\"").append(face.weight()).append("\" xml:space=\"preserve\" textLength=\"");
        body.append(number(faces.width(text, face, size))).append("\" lengthAdjust=\"spacingAndGlyphs\"");
        body.append(fill(argb)).append('>').append(escaped(text)).append("</text>\n");
    }

    @Override
    public void glyph(String literal, double centreX, double centreY, double size, int argb) {
        String id = symbolIds.computeIfAbsent(literal, this::symbol);
        double scale = size / ICON_GRID;
        body.append("<use href=\"#").append(id).append("\" transform=\"translate(");
        body.append(number(centreX - size / 2)).append(' ').append(number(centreY - size / 2));
        body.append(") scale(")
                .append(number(scale))
                .append(")\"")
                .append(fill(argb))
                .append("/>\n");
    }

    private String symbol(String literal) {
        String id = "icon-" + literal;
        PathIterator outline = glyphFont
                .createGlyphVector(new FontRenderContext(null, true, true), glyphs.text(literal))
                .getOutline(0, (float) (ICON_GRID * Glyphs.BASELINE))
                .getPathIterator(null);
        StringBuilder path = new StringBuilder();
        double[] at = new double[6];
        for (; !outline.isDone(); outline.next()) {
            int count =
                    switch (outline.currentSegment(at)) {
                        case PathIterator.SEG_MOVETO -> segment(path, 'M', 2);
                        case PathIterator.SEG_LINETO -> segment(path, 'L', 2);
                        case PathIterator.SEG_QUADTO -> segment(path, 'Q', 4);
                        case PathIterator.SEG_CUBICTO -> segment(path, 'C', 6);
                        default -> segment(path, 'Z', 0);
                    };
            for (int i = 0; i < count; i++) {
                path.append(i == 0 ? "" : " ").append(number(at[i]));
            }
        }
        symbols.append("<path id=\"").append(id).append("\" d=\"").append(path).append("\"/>\n");
        return id;
    }

    private static int segment(StringBuilder path, char letter, int numbers) {
        path.append(letter);
        return numbers;
    }

    private void path(String data, double thickness, int argb) {
        body.append("<path d=\"")
                .append(data)
                .append('"')
                .append(stroke(thickness, argb))
                .append("/>\n");
    }

    private void group(String attributes) {
        body.append("<g ").append(attributes).append(">\n");
        groups++;
    }

    private String stroke(double thickness, int argb) {
        return " fill=\"none\" stroke=\"" + hex(argb) + "\"" + opacity("stroke-opacity", argb) + " stroke-width=\""
                + number(thickness) + "\" stroke-linejoin=\"round\"" + dashes;
    }

    private static String fill(int argb) {
        return " fill=\"" + hex(argb) + "\"" + opacity("fill-opacity", argb);
    }

    private static String opacity(String name, int argb) {
        int alpha = argb >>> 24;
        return alpha == 255 ? "" : " " + name + "=\"" + number(alpha / 255.0) + "\"";
    }

    private static String box(double x, double y, double width, double height, double radius) {
        return " x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(width) + "\" height=\""
                + number(height) + "\"" + (radius > 0 ? " rx=\"" + number(radius) + "\"" : "");
    }

    private static String circle(double x, double y, double radius) {
        return " cx=\"" + number(x) + "\" cy=\"" + number(y) + "\" r=\"" + number(radius) + "\"";
    }

    private static String points(double[] points) {
        StringBuilder text = new StringBuilder(" points=\"");
        for (int i = 0; i < points.length; i++) {
            text.append(i == 0 ? "" : " ").append(number(points[i]));
        }
        return text.append('"').toString();
    }

    private static String hex(int argb) {
        String digits = Integer.toHexString(argb & 0xFFFFFF);
        return "#" + "0".repeat(6 - digits.length()) + digits;
    }

    /** At most three decimals, and none where there are none. */
    private static String number(double value) {
        long thousandths = Math.round(value * 1000);
        if (thousandths % 1000 == 0) {
            return Long.toString(thousandths / 1000);
        }
        return Double.toString(thousandths / 1000.0);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
