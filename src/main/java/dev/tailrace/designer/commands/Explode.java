package dev.tailrace.designer.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.model.Group;
import dev.tailrace.model.Node;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.CompositeOperator;
import dev.tailrace.operator.Expansion;
import dev.tailrace.operator.Expansion.Surroundings;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a node is drawn of in its place. The parts stand where it stood, laid out by themselves; nodes below it move
 * down as far as the parts need.
 *
 * @param parameters that the parts bring with them
 * @param layout places of a drawing's nodes
 */
public record Explode(
        Node node, Expansion expansion, List<Parameter> parameters, Function<Pipeline, Map<String, Point>> layout)
        implements Command {
    private static final double LAYER = 108;

    /** The edit, or nothing if the node is not drawn of others or has errors. */
    public static Optional<Explode> of(
            CheckedPipeline checked, String id, Catalogue catalogue, Function<Pipeline, Map<String, Point>> layout) {
        CheckedNode node = checked.nodes().get(id);
        if (node == null || node.hasErrors()) {
            return Optional.empty();
        }
        Placement<?> placement = node.placement();
        if (!(node.operator() instanceof CompositeOperator<?> operator) || placement == null) {
            return Optional.empty();
        }
        Expansion expansion = expand(operator, placement, catalogue);
        Surroundings elsewhere = expansion.surroundings();
        if (elsewhere == null) {
            return Optional.of(new Explode(node.node(), expansion, List.of(), layout));
        }
        // A name that means something else here would have to be written anew in every expression.
        boolean clashes = elsewhere.parameters().stream().anyMatch(parameter -> checked.pipeline().parameters().stream()
                .anyMatch(other -> other.name().equals(parameter.name()) && !isSame(other, parameter)));
        if (clashes) {
            return Optional.empty();
        }
        Expansion here = new Expansion(
                RelativePaths.moved(expansion.nodes(), catalogue, elsewhere.baseDirectory(), checked.baseDirectory()),
                expansion.wires(),
                expansion.inputs(),
                expansion.outputs(),
                expansion.output());
        return Optional.of(new Explode(node.node(), here, elsewhere.parameters(), layout));
    }

    /** A value is text where a node gives it, and what the file says otherwise. */
    private static boolean isSame(Parameter one, Parameter other) {
        return one.type().equals(other.type()) && text(one).equals(text(other));
    }

    private static String text(Parameter parameter) {
        JsonNode value = parameter.defaultValue();
        return value == null ? "" : value.asText();
    }

    /** The check has mapped the settings to the operator's own type. */
    @SuppressWarnings("unchecked")
    private static <S extends Record> Expansion expand(
            CompositeOperator<S> operator, Placement<?> placement, Catalogue catalogue) {
        return operator.expand((Placement<S>) placement, catalogue);
    }

    @Override
    public Pipeline apply(Pipeline before) {
        Fragment parts = parts(before);
        Map<String, String> ids = new HashMap<>();
        for (int i = 0; i < parts.nodes().size(); i++) {
            ids.put(expansion.nodes().get(i).id(), parts.nodes().get(i).id());
        }
        List<Node> nodes = new ArrayList<>();
        before.nodes().forEach(old -> {
            if (old.id().equals(node.id())) {
                nodes.addAll(parts.nodes());
            } else {
                nodes.add(old);
            }
        });
        List<Wire> wires = new ArrayList<>();
        for (Wire wire : before.wires()) {
            wires.addAll(rewired(wire, ids));
        }
        wires.addAll(parts.wires());
        Map<String, Point> places = new LinkedHashMap<>(before.layout());
        places.remove(node.id());
        makeRoom(before, parts, places);
        places.putAll(parts.layout());
        Pipeline after = before.withNodes(nodes).withWires(wires).withLayout(places);
        return withParameters(after).withAttachments(after.attachments().withGroups(groups(before, parts)));
    }

    private Pipeline withParameters(Pipeline after) {
        List<Parameter> all = new ArrayList<>(after.parameters());
        for (Parameter parameter : parameters) {
            if (all.stream().noneMatch(known -> known.name().equals(parameter.name()))) {
                all.add(parameter);
            }
        }
        return after.withParameters(all);
    }

    /** The parts are in the group that the node was in. */
    private List<Group> groups(Pipeline before, Fragment parts) {
        List<String> ids = parts.nodes().stream().map(Node::id).toList();
        return before.attachments().groups().stream()
                .map(group -> group.withNodes(group.nodes().stream()
                        .flatMap(id -> id.equals(node.id()) ? ids.stream() : Stream.of(id))
                        .toList()))
                .toList();
    }

    /** The parts with ids of their own in the pipeline, around the place of the node. */
    private Fragment parts(Pipeline before) {
        Pipeline alone = Pipeline.empty("")
                .withNodes(expansion.nodes())
                .withWires(expansion.wires())
                .withFlow(before.flow());
        Map<String, Point> places = layout.apply(alone);
        Point at = before.layout().getOrDefault(node.id(), new Point(0, 0));
        Point last = expansion.outputs().values().stream()
                .findFirst()
                .map(out -> places.get(out.node()))
                .orElse(new Point(0, 0));
        boolean isDown = before.flow() == Pipeline.FlowDirection.DOWN;
        Fragment fragment = new Fragment(expansion.nodes(), expansion.wires(), places);
        return fragment.freshIn(before, isDown ? at.x() - last.x() : at.x(), isDown ? at.y() : at.y() - last.y());
    }

    /** What stands below the node moves on by the layers that the parts need beyond its own. */
    private void makeRoom(Pipeline before, Fragment parts, Map<String, Point> places) {
        Point at = before.layout().get(node.id());
        if (at == null || before.flow() != Pipeline.FlowDirection.DOWN) {
            return;
        }
        double lowest =
                parts.layout().values().stream().mapToDouble(Point::y).max().orElse(at.y());
        double by = lowest - at.y();
        if (by < LAYER) {
            return;
        }
        Set<String> below = Set.copyOf(before.layout().entrySet().stream()
                .filter(entry -> entry.getValue().y() > at.y())
                .map(Map.Entry::getKey)
                .toList());
        places.replaceAll((id, point) -> below.contains(id) ? new Point(point.x(), point.y() + by) : point);
    }

    private List<Wire> rewired(Wire wire, Map<String, String> ids) {
        @Nullable
        PortRef from = wire.from().node().equals(node.id())
                ? inner(expansion.outputs().get(wire.from().port()), ids)
                : wire.from();
        if (from == null) {
            return List.of();
        }
        if (!wire.to().node().equals(node.id())) {
            return List.of(new Wire(from, wire.to(), wire.extra()));
        }
        List<Wire> wires = new ArrayList<>();
        for (PortRef reader : expansion.inputs().getOrDefault(wire.to().port(), List.of())) {
            PortRef to = inner(reader, ids);
            if (to != null) {
                wires.add(new Wire(from, to, wire.extra()));
            }
        }
        return wires;
    }

    private static @Nullable PortRef inner(@Nullable PortRef port, Map<String, String> ids) {
        String id = port == null ? null : ids.get(port.node());
        return port == null || id == null ? null : new PortRef(id, port.port());
    }

    @Override
    public String titleKey() {
        return "designer.command.explode";
    }

    @Override
    public List<Object> titleArguments() {
        return List.of(node.name());
    }
}
