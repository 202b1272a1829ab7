package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Detail;
import dev.tailrace.designer.geometry.Hit;
import dev.tailrace.designer.geometry.NoteBox;
import dev.tailrace.designer.notes.NoteText;
import dev.tailrace.designer.notes.NoteText.Ground;
import dev.tailrace.designer.notes.NoteText.Words;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.designer.pen.Typefaces;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Draws notes. Keeps the set words of those it has drawn. For one thread. */
final class NotePainter {
    private static final double RADIUS = 8;
    private static final int MOST_KEPT = 256;
    private static final double LEAST_WITH_WORDS = 64;

    private record Sized(String text, double width) {}

    private final Typefaces faces;
    private final Map<Sized, NoteText> texts = new HashMap<>();

    NotePainter(Typefaces faces) {
        this.faces = faces;
    }

    void notes(Pen pen, Colours colours, Scene scene, double zoom, Predicate<Box> wanted) {
        for (NoteBox note : scene.model().notes()) {
            if (wanted.test(note.box())) {
                note(pen, colours, scene, note, zoom);
            }
        }
    }

    private void note(Pen pen, Colours colours, Scene scene, NoteBox note, double zoom) {
        Box box = note.box();
        boolean selected = scene.selection().notes().contains(note.id());
        boolean hovered =
                scene.hover() instanceof Hit.OfNote of && of.note().id().equals(note.id());
        if (selected) {
            pen.strokeRect(
                    box.x() - 3, box.y() - 3, box.width() + 6, box.height() + 6, RADIUS + 3, 4, colours.of(Token.HALO));
        }
        pen.fillRect(box.x(), box.y(), box.width(), box.height(), RADIUS, colours.of(Token.PANEL));
        double line = Math.max(1, 1 / zoom);
        Token outline = selected ? Token.ACCENT : hovered ? Token.FG_SUBTLE : Token.LINE_STRONG;
        pen.strokeRect(
                box.x() + 0.5,
                box.y() + 0.5,
                box.width() - 1,
                box.height() - 1,
                RADIUS,
                selected ? 2 * line : line,
                colours.of(outline));
        if (Detail.at(zoom).hasPorts()) {
            pen.save();
            pen.clip(box.x(), box.y(), box.width(), box.height(), RADIUS);
            pen.translate(box.x() + NoteBox.PADDING, box.y() + NoteBox.PADDING);
            text(pen, colours, text(note));
            pen.restore();
        } else if (!text(note).words().isEmpty()) {
            far(pen, colours, box, text(note).words().get(0).text(), zoom);
        }
        if (selected || hovered) {
            corner(pen, colours, box);
        }
    }

    /** Its first words, in the size of a screen. */
    private void far(Pen pen, Colours colours, Box box, String words, double zoom) {
        double size = NoteBox.PADDING / zoom;
        if (box.width() * zoom >= LEAST_WITH_WORDS) {
            pen.text(
                    faces.fitted(words, Face.TEXT_STRONG, size, box.width() - size),
                    box.x() + size / 2,
                    box.y() + size * 1.4,
                    Face.TEXT_STRONG,
                    size,
                    colours.of(Token.FG_MUTED));
        }
    }

    private NoteText text(NoteBox note) {
        if (texts.size() > MOST_KEPT) {
            texts.clear();
        }
        double width = note.box().width() - 2 * NoteBox.PADDING;
        return texts.computeIfAbsent(
                new Sized(note.note().text(), width), sized -> NoteText.of(sized.text(), sized.width(), faces));
    }

    private static void text(Pen pen, Colours colours, NoteText text) {
        for (Ground ground : text.grounds()) {
            switch (ground.kind()) {
                case CODE ->
                    pen.fillRect(ground.x(), ground.y(), ground.width(), ground.height(), 6, colours.of(Token.INSET));
                case QUOTE ->
                    pen.fillRect(ground.x(), ground.y(), 3, ground.height(), 1.5, colours.of(Token.LINE_STRONG));
                case RULE -> pen.fillRect(ground.x(), ground.y(), ground.width(), 1, 0, colours.of(Token.LINE_STRONG));
            }
        }
        for (Words words : text.words()) {
            int colour = colours.of(words.link() != null ? Token.ACCENT : Token.FG);
            pen.text(words.text(), words.x(), words.baseline(), words.face(), words.size(), colour);
            if (words.link() != null) {
                double y = words.baseline() + 2;
                pen.line(words.x(), y, words.x() + words.width(), y, 1, Colours.faded(colour, 0.6));
            }
        }
    }

    /** What can be pulled to change the size. */
    private static void corner(Pen pen, Colours colours, Box box) {
        int colour = colours.of(Token.FG_SUBTLE);
        for (int i = 1; i <= 2; i++) {
            double reach = 4.0 * i + 1;
            pen.line(
                    box.right() - 4 - reach + 1,
                    box.bottom() - 4,
                    box.right() - 4,
                    box.bottom() - 4 - reach + 1,
                    1,
                    colour);
        }
    }
}
