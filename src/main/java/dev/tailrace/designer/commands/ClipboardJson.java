package dev.tailrace.designer.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.model.Attachments;
import dev.tailrace.model.Group;
import dev.tailrace.model.Node;
import dev.tailrace.model.Note;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Parts of drawings as text: JSON with {@code nodes}, {@code wires}, {@code layout}, groups, notes and bends as in files, so that they can be
 * sent in a chat and pasted again, and a whole file can be pasted too.
 */
public final class ClipboardJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MARKS = List.of("groups", "notes", "bends");

    private ClipboardJson() {}

    public static String write(Fragment part) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode nodes = root.putArray("nodes");
        for (Node node : part.nodes()) {
            ObjectNode out = nodes.addObject();
            out.put("id", node.id()).put("operator", node.operator()).put("name", node.name());
            out.set("settings", node.settings());
            if (node.parallelism() != null) {
                out.put("parallelism", node.parallelism());
            }
            if (node.muted()) {
                out.put("muted", true);
            }
            if (!node.notes().isEmpty()) {
                out.put("notes", node.notes());
            }
            out.setAll(node.extra());
        }
        ArrayNode wires = root.putArray("wires");
        for (Wire wire : part.wires()) {
            ObjectNode out = wires.addObject();
            out.put("from", wire.from().toString()).put("to", wire.to().toString());
            out.setAll(wire.extra());
        }
        ObjectNode layout = root.putObject("layout");
        for (Node node : part.nodes()) {
            Point point = part.layout().get(node.id());
            if (point != null) {
                layout.putArray(node.id()).add(point.x()).add(point.y());
            }
        }
        for (String place : places(part.marks())) {
            Point point = part.layout().get(place);
            if (point != null) {
                layout.putArray(place).add(point.x()).add(point.y());
            }
        }
        Pipeline drawing = Pipeline.empty("").withNodes(part.nodes()).withWires(part.wires());
        JsonNode file = tree(PipelineJson.write(drawing.withAttachments(part.marks())));
        for (String marks : MARKS) {
            if (file.has(marks)) {
                root.set(marks, file.get(marks));
            }
        }
        return root.toPrettyString();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException own) {
            throw new IllegalStateException(own);
        }
    }

    private static List<String> places(Attachments marks) {
        return Stream.concat(
                        marks.groups().stream().map(Group::id),
                        marks.notes().stream().map(Note::id))
                .toList();
    }

    /** Nothing if the text is something else. */
    public static Optional<Fragment> read(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            if (root == null
                    || !root.path("nodes").isArray()
                    || root.path("nodes").isEmpty() && root.path("notes").isEmpty()) {
                return Optional.empty();
            }
            List<Node> nodes = new ArrayList<>();
            for (JsonNode in : root.path("nodes")) {
                nodes.add(node(in));
            }
            List<Wire> wires = new ArrayList<>();
            for (JsonNode in : root.path("wires")) {
                wires.add(new Wire(
                        PortRef.parse(in.path("from").asText()),
                        PortRef.parse(in.path("to").asText()),
                        rest(in, List.of("from", "to"))));
            }
            Map<String, Point> layout = new HashMap<>();
            root.path("layout")
                    .properties()
                    .forEach(entry -> layout.put(
                            entry.getKey(),
                            new Point(
                                    entry.getValue().path(0).asDouble(),
                                    entry.getValue().path(1).asDouble())));
            return Optional.of(new Fragment(nodes, wires, layout, marks(root, nodes, wires)));
        } catch (JsonProcessingException | IllegalArgumentException somethingElse) {
            return Optional.empty();
        }
    }

    /** The groups, notes and bends, as files have them; none of them if one is not well written. */
    private static Attachments marks(JsonNode root, List<Node> nodes, List<Wire> wires) {
        ObjectNode file = JSON.createObjectNode();
        file.put("tailrace", Pipeline.FORMAT_VERSION).put("name", "");
        for (String marks : MARKS) {
            if (root.has(marks)) {
                file.set(marks, root.get(marks));
            }
        }
        Pipeline drawing = Pipeline.empty("").withNodes(nodes).withWires(wires);
        file.set("nodes", tree(PipelineJson.write(drawing)).path("nodes"));
        file.set("wires", tree(PipelineJson.write(drawing)).path("wires"));
        Pipeline read = PipelineJson.parse(file.toString()).pipeline();
        return read == null
                ? Attachments.NONE
                : read.attachments().withEnvironments(List.of()).withTests(List.of());
    }

    private static Node node(JsonNode in) {
        String id = in.path("id").asText();
        String operator = in.path("operator").asText();
        if (id.isBlank() || operator.isBlank()) {
            throw new IllegalArgumentException("a node without id or operator");
        }
        return new Node(
                id,
                operator,
                in.path("name").asText(id),
                in.path("settings") instanceof ObjectNode settings ? settings : JsonNodeFactory.instance.objectNode(),
                in.path("parallelism").isInt() ? in.path("parallelism").intValue() : null,
                in.path("muted").asBoolean(),
                in.path("notes").asText(""),
                rest(in, List.of("id", "operator", "name", "settings", "parallelism", "muted", "notes")));
    }

    private static Map<String, JsonNode> rest(JsonNode in, List<String> known) {
        Map<String, JsonNode> extra = new LinkedHashMap<>();
        in.properties().forEach(field -> {
            if (!known.contains(field.getKey())) {
                extra.put(field.getKey(), field.getValue());
            }
        });
        return extra;
    }
}
