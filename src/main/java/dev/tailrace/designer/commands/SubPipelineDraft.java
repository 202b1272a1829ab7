package dev.tailrace.designer.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Field;
import dev.tailrace.model.Node;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.FlowDirection;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.nested.SubPipelines;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A part of a drawing as a pipeline of its own: where wires cross its border, it has an input or an output. Without a
 * toolkit and without I/O.
 */
public final class SubPipelineDraft {
    private static final double LAYER = 108;

    private final CheckedPipeline checked;
    private final Pipeline whole;
    private final Set<String> ids;
    private final Fragment part;
    private final Set<String> takenIds;
    private final Set<String> takenPorts = new HashSet<>();

    /** By the port outside from which they take rows. */
    private final Map<PortRef, Node> inputs = new LinkedHashMap<>();

    /** By the port inside whose rows they give. */
    private final Map<PortRef, Node> outputs = new LinkedHashMap<>();

    private SubPipelineDraft(CheckedPipeline checked, Set<String> ids) {
        this.checked = checked;
        this.whole = checked.pipeline();
        this.ids = Set.copyOf(ids);
        this.part = Fragment.of(whole, ids);
        this.takenIds = new HashSet<>(Fresh.ids(whole));
    }

    /**
     * The draft, or nothing if the part cannot be one: nothing crosses its border, what enters is not known or is a
     * changelog, it has inputs or outputs itself, or rows leave it and come back.
     */
    public static Optional<SubPipelineDraft> of(CheckedPipeline checked, Set<String> ids) {
        SubPipelineDraft draft = new SubPipelineDraft(checked, ids);
        return draft.isWhole() && draft.findBorder() ? Optional.of(draft) : Optional.empty();
    }

    private boolean isWhole() {
        boolean isBorder = part.nodes().stream()
                .anyMatch(node -> node.operator().equals(SubPipelines.INPUT)
                        || node.operator().equals(SubPipelines.OUTPUT));
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>();
        for (Wire wire : whole.wires()) {
            if (leaves(wire)) {
                next.add(wire.to().node());
            }
        }
        while (!next.isEmpty()) {
            String id = next.removeFirst();
            if (reached.add(id)) {
                whole.wiresFrom(id).forEach(wire -> next.add(wire.to().node()));
            }
        }
        return !isBorder && reached.stream().noneMatch(ids::contains);
    }

    private boolean enters(Wire wire) {
        return !ids.contains(wire.from().node()) && ids.contains(wire.to().node());
    }

    private boolean leaves(Wire wire) {
        return ids.contains(wire.from().node()) && !ids.contains(wire.to().node());
    }

    private boolean findBorder() {
        for (Wire wire : whole.wires()) {
            if (enters(wire) && !inputs.containsKey(wire.from())) {
                StreamType stream = checked.stream(wire);
                if (stream == null || stream.changes()) {
                    return false;
                }
                inputs.put(wire.from(), border(SubPipelines.INPUT, wire.from(), settings(stream)));
            } else if (leaves(wire) && !outputs.containsKey(wire.from())) {
                outputs.put(
                        wire.from(), border(SubPipelines.OUTPUT, wire.from(), JsonNodeFactory.instance.objectNode()));
            }
        }
        return !inputs.isEmpty() || !outputs.isEmpty();
    }

    /** Named as the node whose rows pass. */
    private Node border(String operator, PortRef from, ObjectNode settings) {
        String writer = whole.node(from.node()).map(Node::name).orElse(from.node());
        String id = Fresh.id(takenIds, operator);
        takenIds.add(id);
        Node node = Node.of(id, operator, writer, settings);
        for (int number = 2; !takenPorts.add(SubPipelines.port(node)); number++) {
            node = node.withName(writer + " " + number);
        }
        return node;
    }

    private static ObjectNode settings(StreamType stream) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        ArrayNode columns = settings.putArray("columns");
        for (Field field : stream.schema().fields()) {
            columns.addObject()
                    .put("name", field.name())
                    .put("type", field.type().toString());
        }
        if (stream.eventTime() != null) {
            settings.put("eventTime", stream.eventTime());
        }
        return settings;
    }

    /**
     * What is to stand in the file.
     *
     * @param from the folder of the drawing
     * @param to the folder of the file
     */
    public Pipeline file(String name, Catalogue catalogue, Path from, Path to) {
        List<Node> nodes = new ArrayList<>(inputs.values());
        nodes.addAll(RelativePaths.moved(part.nodes(), catalogue, from, to));
        nodes.addAll(outputs.values());
        List<Wire> wires = new ArrayList<>();
        for (Wire wire : whole.wires()) {
            Node input = inputs.get(wire.from());
            if (enters(wire) && input != null) {
                wires.add(new Wire(new PortRef(input.id(), "out"), wire.to(), wire.extra()));
            }
        }
        wires.addAll(part.wires());
        outputs.forEach((port, output) -> wires.add(new Wire(port, new PortRef(output.id(), "in"), Map.of())));
        return new Pipeline(
                name,
                whole.timeZone(),
                whole.parallelism(),
                null,
                whole.flow(),
                parameters(),
                nodes,
                wires,
                layout(),
                part.marks(),
                Map.of());
    }

    /** The parameters that the part says somewhere. */
    private List<Parameter> parameters() {
        return part.parameters();
    }

    /** The part as it stood, inputs a layer before it and outputs a layer behind. */
    private Map<String, Point> layout() {
        Map<String, Point> places = new LinkedHashMap<>(part.layout());
        boolean isDown = whole.flow() == FlowDirection.DOWN;
        double first = part.layout().values().stream()
                .mapToDouble(point -> isDown ? point.y() : point.x())
                .min()
                .orElse(0);
        double last = part.layout().values().stream()
                .mapToDouble(point -> isDown ? point.y() : point.x())
                .max()
                .orElse(0);
        double across = part.layout().values().stream()
                .mapToDouble(point -> isDown ? point.x() : point.y())
                .min()
                .orElse(0);
        line(inputs.values(), first - LAYER, across, isDown, places);
        line(outputs.values(), last + LAYER, across, isDown, places);
        return places;
    }

    private static void line(
            Iterable<Node> nodes, double along, double across, boolean isDown, Map<String, Point> places) {
        double at = across;
        for (Node node : nodes) {
            places.put(node.id(), isDown ? new Point(at, along) : new Point(along, at));
            at += isDown ? 2 * LAYER : LAYER;
        }
    }

    /**
     * The edit that puts the node in place of the part.
     *
     * @param path of the file, as the node is to say it
     */
    public MakeSubPipeline command(String name, String path) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.put(SubPipelines.PATH, path);
        ArrayNode given = settings.putArray("parameters");
        parameters()
                .forEach(parameter ->
                        given.addObject().put("name", parameter.name()).put("value", "${" + parameter.name() + "}"));
        if (given.isEmpty()) {
            settings.remove("parameters");
        }
        Node node = Node.of(Fresh.id(whole, SubPipelines.OPERATOR), SubPipelines.OPERATOR, name, settings);
        Stream<Wire> entering = inputs.entrySet().stream()
                .map(input -> new Wire(
                        input.getKey(), new PortRef(node.id(), SubPipelines.port(input.getValue())), Map.of()));
        Stream<Wire> leaving = whole.wires().stream().filter(this::leaves).flatMap(wire -> Stream.ofNullable(
                        outputs.get(wire.from()))
                .map(output -> new Wire(new PortRef(node.id(), SubPipelines.port(output)), wire.to(), wire.extra())));
        Point place = part.nodes().stream()
                .map(inner -> whole.layout().get(inner.id()))
                .filter(point -> point != null)
                .findFirst()
                .orElse(new Point(0, 0));
        return new MakeSubPipeline(ids, node, Stream.concat(entering, leaving).toList(), place);
    }
}
