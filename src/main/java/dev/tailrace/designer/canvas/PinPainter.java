package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.designer.pins.PinSpots;
import dev.tailrace.designer.pins.PinValue;
import java.util.function.Predicate;

/** Draws the values that are pinned beside nodes. */
final class PinPainter {
    private static final double BASELINE = 15;
    private static final double GLYPH_SIZE = 12;

    private PinPainter() {}

    static void pins(Pen pen, Colours colours, Scene scene, Predicate<Box> wanted) {
        for (PinSpots.Spot spot : scene.pins()) {
            if (wanted.test(spot.box())) {
                pin(pen, colours, spot);
            }
        }
    }

    private static void pin(Pen pen, Colours colours, PinSpots.Spot spot) {
        Box box = spot.box();
        double radius = PinSpots.HEIGHT / 2;
        boolean wrong = spot.kind() == PinValue.Kind.WRONG;
        pen.fillRect(
                box.x(), box.y(), box.width(), box.height(), radius, colours.of(wrong ? Token.ERR_SOFT : Token.PANEL));
        pen.strokeRect(
                box.x() + 0.5,
                box.y() + 0.5,
                box.width() - 1,
                box.height() - 1,
                radius,
                1,
                colours.of(wrong ? Token.ERR : Token.LINE_STRONG));
        double middle = box.y() + radius;
        pen.glyph(
                glyph(spot.kind()),
                box.x() + PinSpots.PADDING + GLYPH_SIZE / 2,
                middle,
                GLYPH_SIZE,
                colours.of(wrong ? Token.ERR : Token.FG_SUBTLE));
        pen.text(
                spot.text(),
                box.x() + PinSpots.PADDING + PinSpots.GLYPH,
                box.y() + BASELINE,
                Face.TEXT,
                PinSpots.TEXT_SIZE,
                colours.of(Token.FG_MUTED));
        Token ink =
                switch (spot.kind()) {
                    case LIVE -> Token.FG;
                    case SAMPLE -> Token.FG_MUTED;
                    case NONE -> Token.FG_SUBTLE;
                    case WRONG -> Token.ERR;
                };
        pen.text(
                spot.value(),
                box.x() + spot.valueX(),
                box.y() + BASELINE,
                Face.CODE_MEDIUM,
                PinSpots.TEXT_SIZE,
                colours.of(ink));
    }

    /** A value of sample rows is told from one of a run by more than its colour. */
    private static String glyph(PinValue.Kind kind) {
        return switch (kind) {
            case SAMPLE -> "mdi2e-eyedropper";
            case WRONG -> "mdi2a-alert-circle-outline";
            default -> "mdi2p-pin-outline";
        };
    }
}
