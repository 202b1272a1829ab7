package dev.tailrace.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.model.Pipeline.FlowDirection;
import dev.tailrace.model.Pipeline.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Edits of drawings as people make them, at random, sensible and not: settings that are typed letter by letter most of
 * all, then nodes, wires, parameters, groups and places. Now and then an edit is taken back.
 */
public final class RandomEdits {
    private static final String[] PORTS = {"in", "out", "error", "late", "left", "right", "table", "rest", "nowhere"};
    private static final String[] ZONES = {"UTC", "Europe/Berlin", "Asia/Shanghai", "Nowhere/None"};
    private static final String[] TEXTS = {"", "x", "a > 1", "TRUE", "1 h", "count", "${size}", ":size", "'", "price"};

    private final SplittableRandom random;
    private final List<String> operators;
    private final List<Pipeline> earlier = new ArrayList<>();
    private int made;

    /** @param operators ids that nodes may be given */
    public RandomEdits(long seed, List<String> operators) {
        this.random = new SplittableRandom(seed);
        this.operators = List.copyOf(operators);
    }

    /** The drawing after an edit, or as it was some edits ago. */
    public Pipeline edit(Pipeline pipeline) {
        if (!earlier.isEmpty() && random.nextInt(8) == 0) {
            return one(earlier);
        }
        earlier.add(pipeline);
        if (earlier.size() > 6) {
            earlier.remove(0);
        }
        if (pipeline.nodes().isEmpty()) {
            return withNode(pipeline, Node.of("first", one(operators), "First", settings()));
        }
        return switch (random.nextInt(24)) {
            case 0 -> changed(pipeline, one(pipeline.nodes()), node -> node.withName(node.name() + "'"));
            case 1 -> without(pipeline, one(pipeline.nodes()));
            case 2, 3, 4 -> wired(pipeline);
            case 5, 6 -> unwired(pipeline);
            case 7 -> withNode(pipeline, one(pipeline.nodes()).withId("copy-" + made++));
            case 8 -> withNode(pipeline, one(pipeline.nodes()));
            case 9 -> changed(pipeline, one(pipeline.nodes()), node -> node.withMuted(!node.muted()));
            case 10 -> moved(pipeline);
            case 11 -> pipeline.withTimeZone(ZONES[random.nextInt(ZONES.length)]);
            case 12 -> parametrised(pipeline);
            case 13 -> replaced(pipeline, one(pipeline.nodes()));
            case 14 -> swapped(pipeline);
            case 15 -> grouped(pipeline);
            case 16 -> bent(pipeline);
            case 17 -> turned(pipeline);
            default -> typed(pipeline, one(pipeline.nodes()));
        };
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static ObjectNode settings() {
        return JsonNodeFactory.instance.objectNode();
    }

    private interface Change {
        Node of(Node node);
    }

    private static Pipeline changed(Pipeline pipeline, Node node, Change change) {
        return pipeline.replacing(change.of(node));
    }

    private Pipeline withNode(Pipeline pipeline, Node node) {
        List<Node> nodes = new ArrayList<>(pipeline.nodes());
        nodes.add(random.nextInt(nodes.size() + 1), node);
        return pipeline.withNodes(nodes);
    }

    /** Its wires are left hanging now and then, as a file may have them. */
    private Pipeline without(Pipeline pipeline, Node node) {
        List<Node> nodes = new ArrayList<>(pipeline.nodes());
        nodes.remove(node);
        Pipeline left = pipeline.withNodes(nodes);
        return random.nextInt(3) == 0
                ? left
                : left.withWires(left.wires().stream()
                        .filter(wire -> !wire.from().node().equals(node.id())
                                && !wire.to().node().equals(node.id()))
                        .toList());
    }

    private Pipeline wired(Pipeline pipeline) {
        List<Wire> wires = new ArrayList<>(pipeline.wires());
        Wire wire = new Wire(
                new PortRef(one(pipeline.nodes()).id(), random.nextInt(3) > 0 ? "out" : port()),
                new PortRef(one(pipeline.nodes()).id(), random.nextInt(3) > 0 ? "in" : port()),
                Map.of());
        wires.add(random.nextInt(wires.size() + 1), wire);
        return pipeline.withWires(wires);
    }

    private String port() {
        return PORTS[random.nextInt(PORTS.length)];
    }

    private Pipeline unwired(Pipeline pipeline) {
        if (pipeline.wires().isEmpty()) {
            return wired(pipeline);
        }
        List<Wire> wires = new ArrayList<>(pipeline.wires());
        wires.remove(random.nextInt(wires.size()));
        return pipeline.withWires(wires);
    }

    private Pipeline moved(Pipeline pipeline) {
        Map<String, Point> layout = new HashMap<>(pipeline.layout());
        String id = one(pipeline.nodes()).id();
        if (random.nextInt(4) == 0) {
            layout.remove(id);
        } else {
            layout.put(id, new Point(random.nextInt(-20, 60) * 24, random.nextInt(-20, 60) * 24));
        }
        return pipeline.withLayout(layout);
    }

    private Pipeline turned(Pipeline pipeline) {
        return pipeline.withFlow(pipeline.flow() == FlowDirection.DOWN ? FlowDirection.RIGHT : FlowDirection.DOWN);
    }

    private Pipeline parametrised(Pipeline pipeline) {
        List<Parameter> parameters = new ArrayList<>(pipeline.parameters());
        if (!parameters.isEmpty() && random.nextBoolean()) {
            parameters.remove(random.nextInt(parameters.size()));
        } else {
            String type = random.nextBoolean() ? "INT" : "STRING";
            parameters.add(new Parameter("size", type, IntNode.valueOf(random.nextInt(5)), Map.of()));
        }
        return pipeline.withParameters(parameters);
    }

    private Pipeline replaced(Pipeline pipeline, Node node) {
        String operator = random.nextInt(4) == 0 ? "no-such-operator" : one(operators);
        return pipeline.replacing(new Node(
                node.id(),
                operator,
                node.name(),
                node.settings(),
                node.parallelism(),
                node.muted(),
                node.notes(),
                node.extra()));
    }

    private Pipeline swapped(Pipeline pipeline) {
        List<Node> nodes = new ArrayList<>(pipeline.nodes());
        int from = random.nextInt(nodes.size());
        nodes.add(random.nextInt(nodes.size()), nodes.remove(from));
        return pipeline.withNodes(nodes);
    }

    private Pipeline grouped(Pipeline pipeline) {
        List<Group> groups = new ArrayList<>(pipeline.attachments().groups());
        if (!groups.isEmpty() && random.nextInt(3) > 0) {
            int at = random.nextInt(groups.size());
            Group group = groups.get(at);
            groups.set(at, group.withCollapsed(!group.collapsed()));
        } else {
            String id = "group-" + made++;
            groups.add(Group.of(
                    id,
                    id,
                    List.of(one(pipeline.nodes()).id(), one(pipeline.nodes()).id())));
        }
        return pipeline.withAttachments(pipeline.attachments().withGroups(groups));
    }

    private Pipeline bent(Pipeline pipeline) {
        if (pipeline.wires().isEmpty()) {
            return moved(pipeline);
        }
        Map<String, List<Point>> bends = new HashMap<>(pipeline.attachments().bends());
        String wire = one(pipeline.wires()).id();
        if (bends.remove(wire) == null) {
            bends.put(wire, List.of(new Point(random.nextInt(600), random.nextInt(600))));
        }
        return pipeline.withAttachments(pipeline.attachments().withBends(bends));
    }

    /** A letter more or less in one of the settings, or another value in its place. */
    private Pipeline typed(Pipeline pipeline, Node node) {
        ObjectNode settings = node.settings().deepCopy();
        List<Consumer<JsonNode>> places = new ArrayList<>();
        List<JsonNode> values = new ArrayList<>();
        collect(settings, places, values);
        if (places.isEmpty() || random.nextInt(12) == 0) {
            settings.set(random.nextBoolean() ? "condition" : "unheard-of", TextNode.valueOf(text()));
        } else {
            int at = random.nextInt(places.size());
            places.get(at).accept(other(values.get(at)));
        }
        return pipeline.replacing(node.withSettings(settings));
    }

    private static void collect(JsonNode in, List<Consumer<JsonNode>> places, List<JsonNode> values) {
        if (in instanceof ObjectNode object) {
            for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                places.add(value -> object.set(name, value));
                values.add(object.get(name));
                collect(object.get(name), places, values);
            }
        } else if (in instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(value -> array.set(index, value));
                values.add(array.get(index));
                collect(array.get(index), places, values);
            }
        }
    }

    private JsonNode other(JsonNode value) {
        if (!value.isTextual() || random.nextInt(5) == 0) {
            return random.nextInt(3) == 0 ? IntNode.valueOf(random.nextInt(-1, 100)) : TextNode.valueOf(text());
        }
        String text = value.textValue();
        return TextNode.valueOf(
                random.nextBoolean() || text.isEmpty()
                        ? text + "0123 'xa".charAt(random.nextInt(8))
                        : text.substring(0, text.length() - 1));
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }
}
