package dev.tailrace.designer.versions;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.data.Texts;
import dev.tailrace.model.Node;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.FormField;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.SettingsForm;
import dev.tailrace.operator.format.Format;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the words that the inspector has for the settings of a node. No toolkit. */
public final class SettingLabels {
    private static final String SETTINGS = "settings";

    private final Catalogue catalogue;
    private final Texts texts;

    public SettingLabels(Catalogue catalogue, Texts texts) {
        this.catalogue = catalogue;
        this.texts = texts;
    }

    /**
     * The label of a field of a node, with those of what encloses it: {@code Columns › mag › Type}. What the catalogue
     * does not know keeps its name in the file.
     *
     * @param pointer from the node, such as {@code /settings/format/columns/2/type}
     */
    public String of(Node node, String pointer) {
        JsonPointer at = JsonPointer.compile(pointer);
        if (!at.getMatchingProperty().equals(SETTINGS) || at.tail().matches()) {
            return own(at.getMatchingProperty());
        }
        Operator<?> operator = catalogue.operator(node.operator());
        List<FormField> fields = operator == null ? List.of() : SettingsForm.fields(operator, catalogue);
        List<String> labels = new ArrayList<>();
        walk(at.tail(), node.settings(), fields, labels);
        return String.join(" \u203a ", labels);
    }

    /** The label of a setting. */
    public String of(FormField field) {
        String words = texts.find(field.key() + ".label");
        return words == null ? field.name() : words;
    }

    /** The fields of the format that a setting has chosen; none if it is not known. */
    public List<FormField> ofFormat(JsonNode chosen) {
        Format<?> format = catalogue.format(chosen.path("type").asText());
        return format == null ? List.of() : SettingsForm.fields(format, catalogue);
    }

    /** The name of an operator as the palette has it, or its id if the catalogue does not know it. */
    public String operator(String id) {
        Operator<?> operator = catalogue.operator(id);
        return operator == null ? id : texts.get(operator.spec().key("name"));
    }

    private String own(String name) {
        String words = texts.find("designer.versions.field." + name);
        return words == null ? name : words;
    }

    private void walk(JsonPointer at, JsonNode value, List<FormField> fields, List<String> labels) {
        if (at.matches()) {
            return;
        }
        String name = at.getMatchingProperty();
        if (value.isArray()) {
            JsonNode entry = value.path(at.getMatchingIndex());
            String called = entry.path("name").asText("");
            labels.add(called.isEmpty() ? "#" + (at.getMatchingIndex() + 1) : called);
            walk(at.tail(), entry, fields, labels);
            return;
        }
        FormField field = find(fields, name);
        labels.add(field == null ? name : of(field));
        JsonNode inner = value.path(name);
        boolean format = field != null && field.kind() == Setting.Kind.FORMAT;
        walk(at.tail(), inner, field == null ? List.of() : format ? ofFormat(inner) : field.children(), labels);
    }

    private static @Nullable FormField find(List<FormField> fields, String name) {
        for (FormField field : fields) {
            if (field.name().equals(name)) {
                return field;
            }
        }
        return null;
    }
}
