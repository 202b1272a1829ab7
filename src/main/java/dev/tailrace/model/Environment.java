package dev.tailrace.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Values of parameters under a name, such as {@code dev} and {@code prod}. A run takes one environment or none; what it
 * does not name keeps its default.
 *
 * @param values by parameter, as JSON
 * @param extra fields of the file that this version does not know, kept as they were
 */
public record Environment(String name, Map<String, JsonNode> values, Map<String, JsonNode> extra) {
    public Environment {
        values = Extras.copy(values);
        extra = Extras.copy(extra);
    }

    public static Environment of(String name, Map<String, JsonNode> values) {
        return new Environment(name, values, Map.of());
    }
}
