package dev.tailrace.designer.rows;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

/** The field in the place of a cell that is typed into: Enter takes what was typed, as leaving it does; Escape does not. */
public final class CellEditor extends TextField {
    /**
     * @param isEditing whether the cell still is, when the field is left
     * @param take ends the editing with what was typed
     * @param cancel ends it without
     */
    public CellEditor(String text, BooleanSupplier isEditing, Consumer<String> take, Runnable cancel) {
        super(text);
        getStyleClass().add("cell-editor");
        setOnAction(done -> take.accept(getText()));
        setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                cancel.run();
                key.consume();
            }
        });
        focusedProperty().addListener((property, before, focused) -> {
            if (!focused && isEditing.getAsBoolean()) {
                take.accept(getText());
            }
        });
    }

    /** Takes the focus, once the cell shows it; all of the text is marked, to be typed over. */
    public void begin() {
        selectAll();
        requestFocus();
    }
}
