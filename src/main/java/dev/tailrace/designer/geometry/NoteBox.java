package dev.tailrace.designer.geometry;

import dev.tailrace.model.Note;

/** A note as it stands on the canvas. */
public record NoteBox(Note note, Box box) {
    public static final double WIDTH = 240;
    public static final double HEIGHT = 120;
    public static final double LEAST_WIDTH = 96;
    public static final double LEAST_HEIGHT = 40;

    /** From its edge to its words. */
    public static final double PADDING = 12;

    private static final double CORNER = 14;

    public String id() {
        return note.id();
    }

    /** Whether a point lies on the corner that changes its size. */
    public boolean cornerContains(double x, double y) {
        return new Box(box.right() - CORNER, box.bottom() - CORNER, CORNER + 3, CORNER + 3).contains(x, y);
    }

    NoteBox moved(double dx, double dy) {
        return new NoteBox(note, box.moved(dx, dy));
    }
}
