package dev.tailrace.designer.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.json.JsonText;
import dev.tailrace.model.Node;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.FormField;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.SettingsForm;
import dev.tailrace.operator.format.Format;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that stands in the settings of a node, of whatever kind: an expression, a column's name, a path, a number.
 *
 * @param path such as {@code columns[2].expression}
 * @param siblings fields of the list's entry that it stands in, itself among them; empty outside lists
 */
public record SettingText(String node, String path, FormField field, List<FormField> siblings, String text) {
    public SettingText {
        siblings = List.copyOf(siblings);
    }

    /** All that a node's file says, in the order of its form; nothing where the operator is not known. */
    public static List<SettingText> of(Node node, Catalogue catalogue) {
        Operator<?> operator = catalogue.operator(node.operator());
        List<SettingText> found = new ArrayList<>();
        if (operator != null) {
            collect(
                    node.id(),
                    "",
                    SettingsForm.fields(operator, catalogue),
                    List.of(),
                    node.settings(),
                    catalogue,
                    found);
        }
        return found;
    }

    /** Whether a text may be written there: a choice, a switch and a secret take what they offer only. */
    public boolean takes(String other) {
        return switch (field.kind()) {
            case TEXT,
                    LONG_TEXT,
                    EXPRESSION,
                    QUERY,
                    COLUMN,
                    COLUMNS,
                    FILE,
                    SAVE_FILE,
                    URL,
                    TYPE,
                    DURATION,
                    SIGNED_DURATION -> true;
            case NUMBER -> other.startsWith("${") || number(other) != null;
            case SWITCH, CHOICE, SECRET, FORMAT, LIST -> false;
        };
    }

    /** A number as files have it, or null if the text is none. */
    static @Nullable JsonNode number(String text) {
        try {
            return JsonText.number(new BigDecimal(text.strip()).toString());
        } catch (NumberFormatException none) {
            return null;
        }
    }

    private static void collect(
            String node,
            String prefix,
            List<FormField> fields,
            List<FormField> siblings,
            JsonNode settings,
            Catalogue catalogue,
            List<SettingText> found) {
        for (FormField field : fields) {
            JsonNode value = settings.path(field.name());
            String path = prefix + field.name();
            if (field.kind() == Setting.Kind.LIST) {
                for (int i = 0; i < value.size(); i++) {
                    String entry = path + "[" + i + "].";
                    collect(node, entry, field.children(), field.children(), value.path(i), catalogue, found);
                }
            } else if (field.kind() == Setting.Kind.COLUMNS) {
                for (int i = 0; i < value.size(); i++) {
                    add(node, path + "[" + i + "]", field, siblings, value.path(i), found);
                }
            } else if (field.kind() == Setting.Kind.FORMAT && value instanceof ObjectNode chosen) {
                Format<?> format = catalogue.format(chosen.path("type").asText());
                if (format != null) {
                    collect(
                            node,
                            path + ".",
                            SettingsForm.fields(format, catalogue),
                            List.of(),
                            chosen,
                            catalogue,
                            found);
                }
            } else {
                add(node, path, field, siblings, value, found);
            }
        }
    }

    private static void add(
            String node,
            String path,
            FormField field,
            List<FormField> siblings,
            JsonNode value,
            List<SettingText> found) {
        if (value.isTextual() || value.isNumber()) {
            found.add(new SettingText(node, path, field, siblings, value.asText()));
        }
    }
}
