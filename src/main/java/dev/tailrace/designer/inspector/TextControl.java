package dev.tailrace.designer.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.data.json.JsonText;
import dev.tailrace.operator.FormField;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import org.jspecify.annotations.Nullable;

/** Text, numbers and durations: whatever is typed into one field. What cannot be read is kept, and the check says so. */
final class TextControl implements SettingControl {
    private static final int LONG_TEXT_ROWS = 4;

    private final TextInputControl input;
    private final Function<String, JsonNode> read;
    private boolean showing;

    private TextControl(TextInputControl input, FormField field, Function<String, JsonNode> read, Edit edit) {
        this.input = input;
        this.read = read;
        JsonNode byDefault = field.defaultValue();
        if (byDefault != null && !byDefault.isNull()) {
            input.setPromptText(byDefault.asText());
        }
        input.textProperty().addListener((property, before, after) -> {
            if (!showing) {
                edit.to(valueOf(after));
            }
        });
    }

    static TextControl line(FormField field, Edit edit) {
        return new TextControl(new TextField(), field, TextNode::valueOf, edit);
    }

    static TextControl lines(FormField field, Edit edit) {
        TextArea area = new TextArea();
        area.setPrefRowCount(LONG_TEXT_ROWS);
        area.setWrapText(true);
        return new TextControl(area, field, TextNode::valueOf, edit);
    }

    static TextControl number(FormField field, Edit edit) {
        TextControl control = new TextControl(new TextField(), field, TextControl::number, edit);
        control.input.getStyleClass().add("inspector-code");
        return control;
    }

    static TextControl duration(FormField field, Edit edit) {
        TextControl control = new TextControl(new TextField(), field, text -> TextNode.valueOf(text.strip()), edit);
        control.input.getStyleClass().add("inspector-code");
        return control;
    }

    private static JsonNode number(String text) {
        try {
            BigDecimal number = new BigDecimal(text.strip());
            boolean whole = number.scale() <= 0 && number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
            return JsonText.number(whole ? number.toBigIntegerExact().toString() : number.toString());
        } catch (NumberFormatException notYetANumber) {
            // Kept as typed: the check says what is wrong with it, and undo and the file have it too.
            return TextNode.valueOf(text);
        }
    }

    private @Nullable JsonNode valueOf(String text) {
        return text.isEmpty() ? null : read.apply(text);
    }

    @Override
    public Node view() {
        return input;
    }

    @Override
    public void show(@Nullable JsonNode value) {
        if (says(value)) {
            return;
        }
        int caret = input.getCaretPosition();
        showing = true;
        input.setText(value == null ? "" : value.isValueNode() ? value.asText() : value.toString());
        showing = false;
        input.positionCaret(Math.min(caret, input.getLength()));
    }

    private boolean says(@Nullable JsonNode value) {
        JsonNode typed = valueOf(input.getText());
        if (typed == null || value == null) {
            return Objects.equals(typed, value);
        }
        return typed.equals(value)
                || (typed.isNumber() && value.isNumber() && typed.decimalValue().compareTo(value.decimalValue()) == 0);
    }
}
