package dev.tailrace.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A connection from an output port to an input port; its two ends identify it.
 *
 * @param extra fields of the file that this version does not know, kept as they were
 */
public record Wire(PortRef from, PortRef to, Map<String, JsonNode> extra) {
    public Wire {
        extra = Extras.copy(extra);
    }

    public static Wire of(String from, String to) {
        return new Wire(PortRef.parse(from), PortRef.parse(to), Map.of());
    }

    /** The wire's identity wherever only text fits, such as {@code flights.out -> delayed.in}. */
    public String id() {
        return from + " -> " + to;
    }
}
