package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Problem;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;

final class Stopgap {
    static PipelineFiles.Loaded read(Path path) {
        try {
            return new PipelineFiles.Read(path, parse(Files.readString(path)));
        } catch (IOException | RuntimeException e) {
            return new PipelineFiles.Refused(path, List.of(Problem.error("designer.file.unreadable", path.toString())));
        }
    }

    static Pipeline parse(String text) throws IOException {
        JsonNode t = JsonFile.MAPPER.readTree(text);
        if (!t.has("tailrace")) throw new IOException("no");
        Pipeline p = Pipeline.empty(t.path("name").asText());
        List<Node> nodes = new ArrayList<>();
        t.path("nodes").forEach(n -> nodes.add(Node.of(n.path("id").asText(), n.path("operator").asText(), n.path("name").asText(), n.has("settings") ? (ObjectNode) n.get("settings") : JsonFile.MAPPER.createObjectNode())));
        List<Wire> wires = new ArrayList<>();
        t.path("wires").forEach(w -> wires.add(Wire.of(w.path("from").asText(), w.path("to").asText())));
        Map<String, Pipeline.Point> layout = new LinkedHashMap<>();
        t.path("layout").fields().forEachRemaining(e -> layout.put(e.getKey(), new Pipeline.Point(e.getValue().get(0).asDouble(), e.getValue().get(1).asDouble())));
        p = p.withNodes(nodes).withWires(wires).withLayout(layout);
        Map<String, JsonNode> extra = t.has("sample") ? Map.of("sample", t.get("sample")) : Map.of();
        return new Pipeline(p.name(), p.timeZone(), 1, null, p.flow(), p.parameters(), p.nodes(), p.wires(), p.layout(), extra);
    }

    static String text(Pipeline p) {
        ObjectNode t = JsonFile.MAPPER.createObjectNode();
        t.put("tailrace", 1).put("name", p.name());
        ArrayNode nodes = t.putArray("nodes");
        p.nodes().forEach(n -> nodes.addObject().put("id", n.id()).put("operator", n.operator()).put("name", n.name()).set("settings", n.settings()));
        ArrayNode wires = t.putArray("wires");
        p.wires().forEach(w -> wires.addObject().put("from", w.from().toString()).put("to", w.to().toString()));
        ObjectNode l = t.putObject("layout");
        p.layout().forEach((k, v) -> l.putArray(k).add(v.x()).add(v.y()));
        p.extra().forEach(t::set);
        return t.toPrettyString();
    }
}
