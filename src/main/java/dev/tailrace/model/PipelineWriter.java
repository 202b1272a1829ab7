package dev.tailrace.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.json.JsonText;
import dev.tailrace.model.Pipeline.FlowDirection;
import dev.tailrace.model.Pipeline.Point;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a pipeline so that diffs are small: fields in a fixed order, each node a block, each wire and each place of the
 * layout a line; what fits a line is not broken.
 */
final class PipelineWriter {
    private static final int LINE_WIDTH = 110;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final StringBuilder out = new StringBuilder();

    private PipelineWriter() {}

    static String write(Pipeline pipeline) {
        PipelineWriter writer = new PipelineWriter();
        writer.entries(tree(pipeline), 0, 1);
        return writer.out.append('\n').toString();
    }

    static ObjectNode tree(Pipeline pipeline) {
        ObjectNode root = NODES.objectNode();
        root.put("tailrace", Pipeline.FORMAT_VERSION);
        root.put("name", pipeline.name());
        if (!pipeline.timeZone().equals("UTC")) {
            root.put("timeZone", pipeline.timeZone());
        }
        if (pipeline.parallelism() != 1) {
            root.put("parallelism", pipeline.parallelism());
        }
        if (pipeline.checkpointInterval() != null) {
            root.put("checkpointInterval", pipeline.checkpointInterval());
        }
        if (pipeline.flow() != FlowDirection.DOWN) {
            root.put("flow", pipeline.flow().name().toLowerCase(Locale.ROOT));
        }
        pipeline.extra().forEach(root::set);
        if (!pipeline.parameters().isEmpty()) {
            ArrayNode parameters = root.putArray("parameters");
            pipeline.parameters().forEach(parameter -> parameters.add(tree(parameter)));
        }
        ArrayNode nodes = root.putArray("nodes");
        pipeline.nodes().forEach(node -> nodes.add(tree(node)));
        ArrayNode wires = root.putArray("wires");
        for (Wire wire : pipeline.wires()) {
            ObjectNode object = wires.addObject();
            object.put("from", wire.from().toString());
            object.put("to", wire.to().toString());
            wire.extra().forEach(object::set);
        }
        ObjectNode layout = root.putObject("layout");
        pipeline.layout().forEach((id, point) -> layout.set(id, tree(point)));
        AttachmentsWriter.write(pipeline.attachments(), root);
        return root;
    }

    private static ObjectNode tree(Parameter parameter) {
        ObjectNode object = NODES.objectNode();
        object.put("name", parameter.name());
        object.put("type", parameter.type());
        if (parameter.defaultValue() != null) {
            object.set("default", parameter.defaultValue());
        }
        parameter.extra().forEach(object::set);
        return object;
    }

    private static ObjectNode tree(Node node) {
        ObjectNode object = NODES.objectNode();
        object.put("id", node.id());
        object.put("operator", node.operator());
        object.put("name", node.name());
        if (node.parallelism() != null) {
            object.put("parallelism", node.parallelism());
        }
        if (node.muted()) {
            object.put("muted", true);
        }
        if (!node.notes().isEmpty()) {
            object.put("notes", node.notes());
        }
        node.extra().forEach(object::set);
        object.set("settings", node.settings());
        return object;
    }

    static ArrayNode tree(Point point) {
        return NODES.arrayNode().add(number(point.x())).add(number(point.y()));
    }

    static JsonNode number(double coordinate) {
        return coordinate == Math.rint(coordinate) ? NODES.numberNode((long) coordinate) : NODES.numberNode(coordinate);
    }

    /** @param broken how many levels of containers are written one entry a line even if they would fit a line */
    private void value(JsonNode node, int indent, int column, int broken) {
        String line = JsonText.spaced(node);
        boolean scalar = !node.isContainerNode() || node.isEmpty();
        if (scalar || (broken <= 0 && column + line.length() <= LINE_WIDTH)) {
            out.append(line);
        } else {
            entries(node, indent, broken);
        }
    }

    private void entries(JsonNode node, int indent, int broken) {
        boolean object = node.isObject();
        out.append(object ? '{' : '[');
        String margin = "\n" + "  ".repeat(indent + 1);
        Iterator<Map.Entry<String, JsonNode>> fields = node.fields();
        Iterator<JsonNode> elements = node.elements();
        boolean first = true;
        while (elements.hasNext()) {
            out.append(first ? margin : "," + margin);
            first = false;
            int column = 2 * (indent + 1);
            JsonNode element = elements.next();
            int levels = broken - 1;
            if (object) {
                String name = JsonText.quoted(fields.next().getKey()) + ": ";
                out.append(name);
                column += name.length();
                levels = indent == 0 ? brokenLevels(name) : levels;
            }
            value(element, indent + 1, column, levels);
        }
        out.append("\n").append("  ".repeat(indent)).append(object ? '}' : ']');
    }

    private static int brokenLevels(String name) {
        return switch (name) {
            case "\"nodes\": ", "\"environments\": " -> 2;
            case "\"tests\": " -> 4;
            case "\"wires\": ", "\"layout\": ", "\"parameters\": ", "\"groups\": ", "\"notes\": ", "\"bends\": " -> 1;
            default -> 0;
        };
    }
}
