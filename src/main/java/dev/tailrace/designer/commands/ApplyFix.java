package dev.tailrace.designer.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Port.Carries;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Does what a problem offers as its remedy. */
public final class ApplyFix {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double STEP = 108;
    private static final double ASIDE = 360;

    private final Catalogue catalogue;
    private final Texts texts;
    private final Ports ports;

    public ApplyFix(Catalogue catalogue, Texts texts, Ports ports) {
        this.catalogue = catalogue;
        this.texts = texts;
        this.ports = ports;
    }

    /** The edit, named for the fix, or nothing if the drawing has changed so that it does not apply any more. */
    public Optional<Command> of(Pipeline pipeline, Problem problem, Problem.Fix fix) {
        return edit(pipeline, problem, fix).map(edit -> new Fixed(edit, fix.code(), fix.arguments()));
    }

    /** Draws a wire and applies a fix of the problem that it would have, as one step. */
    public Optional<Command> wiring(Pipeline pipeline, Command wire, Problem problem, Problem.Fix fix) {
        return edit(wire.apply(pipeline), problem, fix)
                .map(edit -> new Fixed(new InOrder(List.of(wire, edit)), fix.code(), fix.arguments()));
    }

    private Optional<Command> edit(Pipeline pipeline, Problem problem, Problem.Fix fix) {
        Optional<Command> rewired = wires(pipeline, fix);
        String id = problem.node();
        Node node = id == null ? null : pipeline.node(id).orElse(null);
        if (rewired.isPresent() || node == null) {
            return rewired;
        }
        if (fix instanceof Problem.Fix.DeleteNode) {
            return Optional.of(new DeleteSelected(Set.of(node.id())));
        }
        if (fix instanceof Problem.Fix.UseOperator use) {
            return catalogue.operator(use.operator()) == null
                    ? Optional.empty()
                    : Optional.of(new UseOperator(node.id(), use.operator()));
        }
        return settings(node, problem, fix)
                .<Command>map(settings -> new ChangeSettings(node.id(), settings, null))
                .or(() -> neighbour(pipeline, node, problem.place(), fix));
    }

    private static Optional<Command> wires(Pipeline pipeline, Problem.Fix fix) {
        if (fix instanceof Problem.Fix.DeleteWire delete) {
            int at = lastIndex(pipeline, delete.wire());
            return at < 0 ? Optional.empty() : Optional.of(new SetWire(at, null));
        }
        if (fix instanceof Problem.Fix.MoveWire move) {
            int at = lastIndex(pipeline, move.wire());
            return at < 0
                    ? Optional.empty()
                    : Optional.of(new SetWire(
                            at,
                            new Wire(
                                    PortRef.parse(move.from()),
                                    PortRef.parse(move.to()),
                                    pipeline.wires().get(at).extra())));
        }
        return Optional.empty();
    }

    private static int lastIndex(Pipeline pipeline, String wire) {
        return pipeline.wires().stream().map(Wire::id).toList().lastIndexOf(wire);
    }

    /** The node's settings after a fix of one of them, or nothing if it is another fix. */
    private static Optional<ObjectNode> settings(Node node, Problem problem, Problem.Fix fix) {
        ObjectNode settings = node.settings();
        if (fix instanceof Problem.Fix.ChangeSetting change) {
            return Optional.of(SettingPath.with(settings, change.setting(), json(change.json())));
        }
        if (fix instanceof Problem.Fix.RemoveSetting remove) {
            return Optional.of(SettingPath.without(settings, remove.setting()));
        }
        if (fix instanceof Problem.Fix.RenameSetting rename) {
            return Optional.of(SettingPath.renamed(settings, rename.setting(), rename.name()));
        }
        String place = problem.place();
        if (fix instanceof Problem.Fix.ReplaceText replace && place != null) {
            String text = SettingPath.get(settings, place).asText();
            return Optional.of(SettingPath.with(settings, place, TextNode.valueOf(replace.in(text, problem))));
        }
        return Optional.empty();
    }

    private Optional<Command> neighbour(Pipeline pipeline, Node node, @Nullable String place, Problem.Fix fix) {
        if (fix instanceof Problem.Fix.InsertBefore insert) {
            return entered(pipeline, node, insert.port() == null ? place : insert.port())
                    .flatMap(port -> insertBefore(pipeline, port, insert));
        }
        if (fix instanceof Problem.Fix.AttachTo attach && place != null) {
            return attach(pipeline, new PortRef(node.id(), place), attach);
        }
        return Optional.empty();
    }

    /** The input of that name; the only one where the name is that of a setting. */
    private Optional<PortRef> entered(Pipeline pipeline, Node node, @Nullable String name) {
        List<String> inputs = ports.of(pipeline, node).stream()
                .filter(Port::isInput)
                .map(Port::name)
                .toList();
        if (name != null && inputs.contains(name)) {
            return Optional.of(new PortRef(node.id(), name));
        }
        return inputs.size() == 1 ? Optional.of(new PortRef(node.id(), inputs.get(0))) : Optional.empty();
    }

    private Optional<Command> insertBefore(Pipeline pipeline, PortRef port, Problem.Fix.InsertBefore fix) {
        Operator<?> operator = catalogue.operator(fix.operator());
        List<Wire> wires = pipeline.wiresInto(port);
        if (operator == null || fix.wire() >= wires.size()) {
            return Optional.empty();
        }
        Wire wire = wires.get(fix.wire());
        Node added = node(pipeline, operator.spec(), fix.settingsJson());
        Point above = place(pipeline, wire.from().node());
        Point below = place(pipeline, port.node());
        Point between = new Point((above.x() + below.x()) / 2, (above.y() + below.y()) / 2);
        return Splice.of(pipeline, ports, wire, operator.spec().ports())
                .map(splice -> new AddNodeOnWire(added, between, splice));
    }

    private Optional<Command> attach(Pipeline pipeline, PortRef port, Problem.Fix.AttachTo fix) {
        Operator<?> operator = catalogue.operator(fix.operator());
        Port known = ports.find(pipeline, port);
        if (operator == null || known == null) {
            return Optional.empty();
        }
        Node added = node(pipeline, operator.spec(), fix.settingsJson());
        Point there = beside(pipeline, port.node(), known);
        for (Port candidate : operator.spec().ports()) {
            PortRef end = new PortRef(added.id(), candidate.name());
            if (known.isInput() && candidate.fits(known)) {
                return Optional.of(new AddNodeFromPort(added, there, new Wire(end, port, Map.of()), known.many()));
            }
            if (known.fits(candidate)) {
                return Optional.of(new AddNodeFromPort(added, there, new Wire(port, end, Map.of()), candidate.many()));
            }
        }
        return Optional.empty();
    }

    /** Spill leaves on the right, where it does not meet what reads the other ports. */
    private static Point beside(Pipeline pipeline, String node, Port port) {
        Point at = place(pipeline, node);
        boolean spills = !port.isInput() && (port.carries() == Carries.ERRORS || port.carries() == Carries.LATE_ROWS);
        Point there = new Point(at.x() + (spills ? ASIDE : 0), at.y() + (port.isInput() ? -STEP : STEP));
        while (spills && isTaken(pipeline, there)) {
            there = new Point(there.x(), there.y() + STEP);
        }
        return there;
    }

    private static boolean isTaken(Pipeline pipeline, Point there) {
        return pipeline.layout().values().stream()
                .anyMatch(at -> Math.abs(at.x() - there.x()) < ASIDE / 2 && Math.abs(at.y() - there.y()) < STEP / 2);
    }

    private Node node(Pipeline pipeline, OperatorSpec spec, String settings) {
        JsonNode read = settings.isBlank() ? JsonNodeFactory.instance.objectNode() : json(settings);
        return Fresh.node(
                pipeline,
                spec,
                texts.get(spec.key("name")),
                read instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode());
    }

    private static Point place(Pipeline pipeline, String node) {
        return pipeline.layout().getOrDefault(node, new Point(0, 0));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("a fix with broken JSON: " + text, broken);
        }
    }
}
