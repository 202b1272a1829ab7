package dev.tailrace.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.language.TypeGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting as read from a record component.
 *
 * @param name of the component and of the field in files
 * @param key of its texts: {@code key + ".label"}, {@code key + ".hint"}, {@code key + "." + choice}
 * @param defaultValue or null
 * @param choices of a CHOICE in files' spelling, or the ids of the formats of a FORMAT
 * @param types of which a COLUMN or the COLUMNS should be; empty where all are as likely
 * @param shownWhen where it has a meaning, or null for everywhere
 * @param children fields of one entry of a LIST
 */
public record FormField(
        String name,
        String key,
        Setting.Kind kind,
        boolean required,
        @Nullable JsonNode defaultValue,
        double min,
        double max,
        boolean whole,
        boolean advanced,
        String port,
        List<TypeGroup> types,
        @Nullable ShownWhen shownWhen,
        List<String> choices,
        List<FormField> children) {
    public FormField {
        types = List.copyOf(types);
        choices = List.copyOf(choices);
        children = List.copyOf(children);
    }

    /**
     * Whether the setting has a meaning beside others.
     *
     * @param settings of its record, as in files
     * @param fields of its record
     */
    public boolean isShown(JsonNode settings, List<FormField> fields) {
        return shownWhen == null || shownWhen.holds(settings, fields);
    }
}
