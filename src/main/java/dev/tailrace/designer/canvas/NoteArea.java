package dev.tailrace.designer.canvas;

import dev.tailrace.designer.Selection;
import dev.tailrace.designer.commands.AddNote;
import dev.tailrace.designer.commands.ChangeNote;
import dev.tailrace.designer.commands.DeleteSelected;
import dev.tailrace.designer.commands.Fresh;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.NoteBox;
import dev.tailrace.designer.geometry.Snap;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.model.Note;
import dev.tailrace.model.Pipeline.Point;
import java.util.Set;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * Edits a note's Markdown where the note stands. Ctrl+Enter and leaving keep it, Esc does not; a note that is left
 * without words goes, a new one does not come.
 */
final class NoteArea extends TextArea {
    private static final double LEAST_WIDTH = 160;
    private static final double LEAST_HEIGHT = 72;

    private final CanvasPane pane;
    private @Nullable Note note;
    private @Nullable Point place;

    NoteArea(CanvasPane pane) {
        this.pane = pane;
        setId("canvas-note");
        getStyleClass().add("canvas-note");
        setWrapText(true);
        setManaged(false);
        setVisible(false);
        setPromptText(pane.workbench().texts().get("designer.canvas.note-prompt"));
        setAccessibleText(getPromptText());
        focusedProperty().addListener((property, was, is) -> {
            if (!is) {
                end(true);
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE || event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
                end(event.getCode() == KeyCode.ENTER);
                event.consume();
            }
        });
    }

    /** A note that is there. */
    void edit(String id) {
        NoteBox box = pane.model().note(id);
        if (box != null) {
            pane.editor().select(Selection.ofNote(id));
            begin(box.note(), null, box.box());
        }
    }

    /** A new note, which comes with its words. */
    void editNew(double x, double y) {
        Note fresh = Note.of(Fresh.id(pane.editor().pipeline(), "note"), "", NoteBox.WIDTH, NoteBox.HEIGHT);
        Point at = new Point(Snap.toGrid(x), Snap.toGrid(y));
        begin(fresh, at, new Box(at.x(), at.y(), fresh.width(), fresh.height()));
    }

    private void begin(Note edited, @Nullable Point at, Box box) {
        note = edited;
        place = at;
        Viewport viewport = pane.viewport();
        setText(edited.text());
        setVisible(true);
        toFront();
        resizeRelocate(
                viewport.toScreenX(box.x()),
                viewport.toScreenY(box.y()),
                Math.max(LEAST_WIDTH, box.width() * viewport.zoom()),
                Math.max(LEAST_HEIGHT, box.height() * viewport.zoom()));
        requestFocus();
        positionCaret(getLength());
    }

    private void end(boolean keep) {
        Note edited = note;
        Point at = place;
        note = null;
        if (edited == null) {
            return;
        }
        setVisible(false);
        Note now = edited.withText(getText());
        if (keep && at != null && !getText().isBlank()) {
            pane.editor().apply(new AddNote(now, at));
        } else if (keep && at == null && getText().isBlank()) {
            pane.editor().apply(new DeleteSelected(Set.of(), Set.of(edited.id()), Set.of()));
        } else if (keep && at == null) {
            pane.editor().apply(new ChangeNote(now));
        }
        pane.requestFocus();
    }
}
