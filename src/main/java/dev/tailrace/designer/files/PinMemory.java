package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is pinned in pipeline files, by the ids of wires, in {@code pins.json} of the state folder. For one thread. */
public final class PinMemory implements WireMemory<List<String>> {
    private final JsonByFile file;

    public PinMemory(Folders folders) {
        file = new JsonByFile(folders.state().resolve("pins.json"));
    }

    @Override
    public Map<String, List<String>> read(Path pipeline) {
        Map<String, List<String>> pins = new LinkedHashMap<>();
        file.read(pipeline).properties().forEach(entry -> {
            List<String> texts = new ArrayList<>();
            entry.getValue().forEach(text -> texts.add(text.asText()));
            if (!texts.isEmpty()) {
                pins.put(entry.getKey(), texts);
            }
        });
        return pins;
    }

    @Override
    public void write(Path pipeline, Map<String, List<String>> pins) throws IOException {
        ObjectNode wires = JsonNodeFactory.instance.objectNode();
        pins.forEach((wire, texts) -> {
            ArrayNode array = wires.putArray(wire);
            texts.forEach(array::add);
        });
        file.write(pipeline, wires.isEmpty() ? null : wires);
    }
}
