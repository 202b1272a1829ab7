package dev.tailrace.designer.inspector;

import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.commands.SetNotes;
import dev.tailrace.model.Node;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The notes of a node. What is typed without leaving the field is one step of undo. */
final class NotesTab extends VBox {
    private final TextArea notes = new TextArea();
    private @Nullable String node;
    private boolean showing;

    NotesTab(Workbench workbench) {
        getStyleClass().add("inspector-tab");
        notes.setWrapText(true);
        notes.setPromptText(workbench.texts().get("designer.inspector.notes-prompt"));
        notes.setAccessibleText(notes.getPromptText());
        notes.textProperty().addListener((property, before, text) -> {
            if (!showing && node != null) {
                workbench.editor().apply(new SetNotes(node, text));
            }
        });
        notes.focusedProperty().addListener((property, before, focused) -> {
            if (!focused) {
                workbench.editor().endMerge();
            }
        });
        VBox.setVgrow(notes, Priority.ALWAYS);
        getChildren().add(notes);
    }

    void show(Node shown) {
        node = shown.id();
        showing = true;
        if (!notes.getText().equals(shown.notes())) {
            notes.setText(shown.notes());
        }
        showing = false;
    }
}
