package dev.tailrace.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value that a run may set: {@code :name} in expressions, {@code ${name}} in text settings.
 *
 * @param type a Flink SQL type as text, such as {@code INT} or {@code STRING}
 * @param defaultValue as JSON, or null if every run must give one
 */
public record Parameter(String name, String type, @Nullable JsonNode defaultValue, Map<String, JsonNode> extra) {
    public Parameter {
        extra = Extras.copy(extra);
    }
}
