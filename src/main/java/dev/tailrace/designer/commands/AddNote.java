package dev.tailrace.designer.commands;

import dev.tailrace.model.Note;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts a note on the canvas. */
public record AddNote(Note note, Point at) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        List<Note> notes = new ArrayList<>(before.attachments().notes());
        notes.add(note);
        return Edits.moving(before.withAttachments(before.attachments().withNotes(notes)), Map.of(note.id(), at));
    }

    @Override
    public String titleKey() {
        return "designer.command.add-note";
    }

    @Override
    public List<String> selectAfter() {
        return List.of(note.id());
    }
}
