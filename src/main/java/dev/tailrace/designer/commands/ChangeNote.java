package dev.tailrace.designer.commands;

import dev.tailrace.model.Note;
import dev.tailrace.model.Pipeline;
import java.util.ArrayList;
import java.util.List;

/** Changes a note's words or its size, by its id. */
public record ChangeNote(Note note) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        List<Note> notes = new ArrayList<>(before.attachments().notes());
        notes.replaceAll(old -> old.id().equals(note.id()) ? note : old);
        return before.withAttachments(before.attachments().withNotes(notes));
    }

    @Override
    public String titleKey() {
        return "designer.command.note";
    }
}
