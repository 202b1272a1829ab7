package dev.tailrace.designer.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.operator.FormField;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import org.jspecify.annotations.Nullable;

/** A type as Flink SQL writes it: chosen, or typed where it has a precision of its own. */
final class TypeControl implements SettingControl {
    private final ComboBox<String> combo = new ComboBox<>();
    private boolean showing;

    TypeControl(FormField field, Edit edit) {
        combo.getItems()
                .setAll(
                        "BOOLEAN",
                        "INT",
                        "BIGINT",
                        "DOUBLE",
                        "DECIMAL(10, 2)",
                        "STRING",
                        "DATE",
                        "TIMESTAMP(3)",
                        "TIMESTAMP_LTZ(3)");
        combo.setEditable(true);
        combo.setVisibleRowCount(combo.getItems().size());
        combo.setMaxWidth(Double.MAX_VALUE);
        combo.getStyleClass().add("inspector-code");
        JsonNode byDefault = field.defaultValue();
        if (byDefault != null) {
            combo.setPromptText(byDefault.asText());
        }
        combo.getEditor().textProperty().addListener((property, before, text) -> {
            if (!showing) {
                edit.to(text == null || text.isBlank() ? null : TextNode.valueOf(text.strip()));
            }
        });
    }

    @Override
    public Node view() {
        return combo;
    }

    @Override
    public void show(@Nullable JsonNode value) {
        String wanted = value == null ? "" : value.asText();
        if (!Objects.equals(wanted, combo.getEditor().getText().strip())) {
            int caret = combo.getEditor().getCaretPosition();
            showing = true;
            combo.setValue(wanted);
            combo.getEditor().setText(wanted);
            showing = false;
            combo.getEditor().positionCaret(Math.min(caret, wanted.length()));
        }
    }

    @Override
    public void focus(String insidePlace) {
        combo.getEditor().requestFocus();
    }
}
