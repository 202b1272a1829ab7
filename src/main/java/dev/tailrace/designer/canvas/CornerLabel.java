package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Detail;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Typefaces;

/** A number in a pill inside a node, at its right: beside the name, and as large on the screen as can be read. */
final class CornerLabel {
    private static final double TEXT = 11;
    private static final double HEIGHT = 18;
    private static final double PADDING = 6;
    private static final double FROM_EDGE = 10;
    private static final double NAME_LINE = 20;
    private static final double NAME_ALONE = 28;

    /** Beyond this a name would have no room beside it. */
    private static final double MOST_GROWN = 1.35;

    private CornerLabel() {}

    /** Returns the width that it takes from the name. */
    static double paint(Pen pen, Box node, String text, int ground, int ink, double zoom, Typefaces faces) {
        boolean full = Detail.at(zoom) == Detail.FULL;
        double grown = full ? 1 : Math.min(1 / zoom, MOST_GROWN);
        double width = (faces.numbersWidth(text, Face.TEXT_STRONG, TEXT) + 2 * PADDING) * grown;
        double height = HEIGHT * grown;
        double x = node.right() - FROM_EDGE - width;
        double y = node.y() + (full ? NAME_LINE : NAME_ALONE) - height / 2;
        pen.fillRect(x, y, width, height, height / 2, ground);
        double baseline = y + height / 2 + TEXT * grown * 0.36;
        pen.numbers(text, x + PADDING * grown, baseline, Face.TEXT_STRONG, TEXT * grown, ink, faces);
        return width;
    }
}
