package dev.tailrace.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that go in and the rows that should come out. Rows are JSON objects by column name.
 *
 * @param parameters values of parameters for this test, by name
 * @param inputs rows that stand in for what a port gives, by port, such as {@code flights.out}; the part of the drawing
 *     above such a port does not run
 * @param expected rows that a port should give, or that should reach a sink's input, by port
 * @param extra fields of the file that this version does not know, kept as they were
 */
public record PipelineTest(
        String name,
        Map<String, JsonNode> parameters,
        Map<String, List<ObjectNode>> inputs,
        Map<String, List<ObjectNode>> expected,
        Map<String, JsonNode> extra) {
    public PipelineTest {
        parameters = Extras.copy(parameters);
        inputs = rows(inputs);
        expected = rows(expected);
        extra = Extras.copy(extra);
    }

    private static Map<String, List<ObjectNode>> rows(Map<String, List<ObjectNode>> byPort) {
        Map<String, List<ObjectNode>> copy = new LinkedHashMap<>();
        byPort.forEach((port, rows) -> copy.put(port, List.copyOf(rows)));
        return Extras.copy(copy);
    }
}
