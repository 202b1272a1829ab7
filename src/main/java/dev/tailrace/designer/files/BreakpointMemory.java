package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.designer.breakpoints.Mark;
import dev.tailrace.runtime.Breakpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The breakpoints of pipeline files by the ids of their wires, in {@code breakpoints.json} of the state folder. For one
 * thread.
 */
public final class BreakpointMemory implements WireMemory<Mark> {
    private final JsonByFile file;

    public BreakpointMemory(Folders folders) {
        file = new JsonByFile(folders.state().resolve("breakpoints.json"));
    }

    @Override
    public Map<String, Mark> read(Path pipeline) {
        Map<String, Mark> marks = new LinkedHashMap<>();
        file.read(pipeline).properties().forEach(entry -> marks.put(entry.getKey(), mark(entry.getValue())));
        return marks;
    }

    @Override
    public void write(Path pipeline, Map<String, Mark> marks) throws IOException {
        ObjectNode wires = JsonNodeFactory.instance.objectNode();
        marks.forEach((wire, mark) -> wires.putObject(wire)
                .put("condition", mark.breakpoint().condition())
                .put("everyHits", mark.breakpoint().everyHits())
                .put("on", mark.on()));
        file.write(pipeline, wires.isEmpty() ? null : wires);
    }

    private static Mark mark(JsonNode wire) {
        return new Mark(
                new Breakpoint(
                        wire.path("condition").asText(),
                        Math.max(1, wire.path("everyHits").asLong(1))),
                wire.path("on").asBoolean(true));
    }
}
