package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.designer.preview.SampleChoices.OfNode;
import dev.tailrace.designer.preview.SampleChoices.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The rows that the person previews nodes on, by pipeline file. For one thread. */
public final class SampleRows {
    private static final int KEPT = 200;

    private final Path file;

    public SampleRows(Folders folders) {
        file = folders.state().resolve("sample-rows.json");
    }

    /** By node; empty for a pipeline that nothing is kept of. */
    public Map<String, OfNode> read(Path pipeline) {
        Map<String, OfNode> choices = new LinkedHashMap<>();
        JsonFile.read(file).path(key(pipeline)).fields().forEachRemaining(entry -> {
            Map<String, String> typed = new LinkedHashMap<>();
            entry.getValue()
                    .path("rows")
                    .fields()
                    .forEachRemaining(
                            port -> typed.put(port.getKey(), port.getValue().asText()));
            choices.put(entry.getKey(), new OfNode(origin(entry.getValue().path("from")), typed));
        });
        return choices;
    }

    public void write(Path pipeline, Map<String, OfNode> choices) throws IOException {
        ObjectNode tree = JsonFile.read(file);
        // What was touched last stands last, so that what nobody has opened for long is dropped first.
        tree.remove(key(pipeline));
        ObjectNode nodes = tree.putObject(key(pipeline));
        choices.forEach((node, choice) -> {
            ObjectNode entry = nodes.putObject(node);
            entry.put("from", choice.origin().name().toLowerCase(Locale.ROOT));
            ObjectNode rows = entry.putObject("rows");
            choice.typed().forEach(rows::put);
        });
        while (tree.size() > KEPT) {
            tree.remove(tree.fieldNames().next());
        }
        JsonFile.write(file, tree);
    }

    private static Origin origin(JsonNode name) {
        return Arrays.stream(Origin.values())
                .filter(origin -> origin.name().equalsIgnoreCase(name.asText()))
                .findFirst()
                .orElse(Origin.FIRST_ROWS);
    }

    private static String key(Path pipeline) {
        return pipeline.toAbsolutePath().normalize().toString();
    }
}
