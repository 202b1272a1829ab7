package dev.tailrace.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a setting has a meaning.
 *
 * @param setting the name of a CHOICE of the same record
 * @param choices its values, as files spell them
 */
public record ShownWhen(String setting, List<String> choices) {
    public ShownWhen {
        choices = List.copyOf(choices);
    }

    /** As {@link Setting#shownWhen()} writes it; null for everywhere. */
    static @Nullable ShownWhen parse(String text) {
        if (text.isEmpty()) {
            return null;
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no choices: " + text);
        }
        return new ShownWhen(
                text.substring(0, colon).strip(),
                Arrays.stream(text.substring(colon + 1).split(","))
                        .map(String::strip)
                        .toList());
    }

    /**
     * Whether it has a meaning in a record.
     *
     * @param settings as in files; what is missing has its default
     * @param fields of the record
     */
    public boolean holds(JsonNode settings, List<FormField> fields) {
        JsonNode value = settings.path(setting);
        if (value.isMissingNode() || value.isNull()) {
            JsonNode usual = fields.stream()
                    .filter(field -> field.name().equals(setting))
                    .findFirst()
                    .map(FormField::defaultValue)
                    .orElse(null);
            return usual != null && choices.contains(usual.asText());
        }
        // What a parameter gives is not known here.
        return choices.contains(value.asText()) || value.asText().startsWith("${");
    }
}
