package dev.tailrace.designer.gestures;

import dev.tailrace.designer.Selection;
import dev.tailrace.designer.commands.ChangeNote;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.NoteBox;
import dev.tailrace.designer.geometry.Snap;

/** Pulls a note's lower right corner, on the grid unless Alt is held. */
final class ResizeNote implements Gesture {
    private final Surface surface;
    private final NoteBox note;
    private final Pointer start;
    private NoteBox now;

    ResizeNote(Surface surface, NoteBox note, Pointer start) {
        this.surface = surface;
        this.note = note;
        this.start = start;
        this.now = note;
        surface.editor().select(Selection.ofNote(note.id()));
    }

    @Override
    public void drag(Pointer pointer) {
        double width = note.box().width() + pointer.x() - start.x();
        double height = note.box().height() + pointer.y() - start.y();
        Box box = new Box(
                note.box().x(),
                note.box().y(),
                Math.max(NoteBox.LEAST_WIDTH, pointer.alt() ? Math.rint(width) : Snap.toGrid(width)),
                Math.max(NoteBox.LEAST_HEIGHT, pointer.alt() ? Math.rint(height) : Snap.toGrid(height)));
        now = new NoteBox(note.note().withSize(box.width(), box.height()), box);
    }

    @Override
    public void release(Pointer pointer) {
        if (pointer.x() != start.x() || pointer.y() != start.y()) {
            drag(pointer);
            surface.editor().apply(new ChangeNote(now.note()));
        }
        now = note;
    }

    @Override
    public void cancel() {
        now = note;
    }

    @Override
    public Overlay overlay() {
        return now.equals(note) ? Overlay.NONE : Overlay.resizing(now);
    }
}
