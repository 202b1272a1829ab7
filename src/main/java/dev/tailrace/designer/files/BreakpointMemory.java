package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.JsonNode;
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
public final class BreakpointMemory {
    /** Files; what was changed longest ago goes first. */
    private static final int KEPT = 200;

    private final Path file;

    public BreakpointMemory(Folders folders) {
        file = folders.state().resolve("breakpoints.json");
    }

    /** What was written for a pipeline file; empty if nothing was. */
    public Map<String, Mark> read(Path pipeline) {
        Map<String, Mark> marks = new LinkedHashMap<>();
        JsonFile.read(file)
                .path(key(pipeline))
                .properties()
                .forEach(entry -> marks.put(entry.getKey(), mark(entry.getValue())));
        return marks;
    }

    /** Writes those of a pipeline file, instead of what there was. */
    public void write(Path pipeline, Map<String, Mark> marks) throws IOException {
        ObjectNode tree = JsonFile.read(file);
        boolean had = tree.remove(key(pipeline)) != null;
        if (marks.isEmpty() && !had) {
            return;
        }
        if (!marks.isEmpty()) {
            ObjectNode wires = tree.putObject(key(pipeline));
            marks.forEach((wire, mark) -> wires.putObject(wire)
                    .put("condition", mark.breakpoint().condition())
                    .put("everyHits", mark.breakpoint().everyHits())
                    .put("on", mark.on()));
        }
        while (tree.size() > KEPT) {
            tree.remove(tree.fieldNames().next());
        }
        JsonFile.write(file, tree);
    }

    private static Mark mark(JsonNode wire) {
        return new Mark(
                new Breakpoint(
                        wire.path("condition").asText(),
                        Math.max(1, wire.path("everyHits").asLong(1))),
                wire.path("on").asBoolean(true));
    }

    private static String key(Path pipeline) {
        return pipeline.toAbsolutePath().normalize().toString();
    }
}
