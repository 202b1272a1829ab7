package dev.tailrace.designer.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.data.Texts;
import dev.tailrace.operator.FormField;
import org.jspecify.annotations.Nullable;

/** Which control edits which kind of setting, and the words at it. */
final class SettingControls {
    private SettingControls() {}

    /** @param roomy whether the control has a place of its own, not a cell of a list */
    static SettingControl of(FormField field, FormScope scope, boolean roomy, SettingControl.Edit edit) {
        return switch (field.kind()) {
            case TEXT, URL, SECRET -> TextControl.line(field, edit);
            case LONG_TEXT -> TextControl.lines(field, edit);
            case NUMBER -> TextControl.number(field, edit);
            case DURATION, SIGNED_DURATION -> TextControl.duration(field, edit);
            case EXPRESSION -> new ExpressionControl(field, scope, roomy, edit);
            case QUERY -> new QueryControl(scope, edit);
            case COLUMN -> new ColumnControl(field, scope, edit);
            case COLUMNS -> new ColumnsControl(field, scope, edit);
            case SWITCH -> new SwitchControl(field, edit);
            case CHOICE -> ChoiceControl.of(field, scope.texts(), roomy, edit);
            case FILE, SAVE_FILE -> new FileControl(field, scope, edit);
            case TYPE -> new TypeControl(field, edit);
            case FORMAT -> new FormatControl(field, scope, edit);
            case LIST -> new ListControl(field, scope, edit);
        };
    }

    static String label(FormField field, Texts texts) {
        String words = texts.find(field.key() + ".label");
        return words == null ? field.name() : words;
    }

    static @Nullable String hint(FormField field, Texts texts) {
        return texts.find(field.key() + ".hint");
    }

    /** A value of a settings object, null where it is absent or JSON's null. */
    static @Nullable JsonNode present(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value;
    }
}
