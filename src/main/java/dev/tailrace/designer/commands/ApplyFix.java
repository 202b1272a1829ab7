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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Does what a problem offers as its remedy. */
public final class ApplyFix {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double STEP = 108;

    private final Catalogue catalogue;
    private final Texts texts;
    private final Ports ports;

    public ApplyFix(Catalogue catalogue, Texts texts, Ports ports) {
        this.catalogue = catalogue;
        this.texts = texts;
        this.ports = ports;
    }

    /** The edit, or nothing if the drawing has changed so that the fix does not apply any more. */
    public Optional<Command> of(Pipeline pipeline, Problem problem, Problem.Fix fix) {
        String id = problem.node();
        Node node = id == null ? null : pipeline.node(id).orElse(null);
        if (node == null) {
            return Optional.empty();
        }
        if (fix instanceof Problem.Fix.DeleteNode) {
            return Optional.of(new DeleteSelected(Set.of(node.id())));
        }
        if (fix instanceof Problem.Fix.ChangeSetting change) {
            return Optional.of(new ChangeSettings(
                    node.id(), SettingPath.with(node.settings(), change.setting(), json(change.json())), null));
        }
        String place = problem.place();
        if (place == null) {
            return Optional.empty();
        }
        if (fix instanceof Problem.Fix.ReplaceText replace) {
            return Optional.of(replaceText(node, place, problem, replace.replacement()));
        }
        if (fix instanceof Problem.Fix.InsertBefore insert) {
            return insertBefore(pipeline, new PortRef(node.id(), place), insert);
        }
        if (fix instanceof Problem.Fix.AttachTo attach) {
            return attach(pipeline, new PortRef(node.id(), place), attach);
        }
        return Optional.empty();
    }

    private static Command replaceText(Node node, String place, Problem problem, String replacement) {
        String text = SettingPath.get(node.settings(), place).asText();
        Problem.Span span = problem.span();
        String changed = span == null
                ? replacement
                : text.substring(0, span.startOffset(text)) + replacement + text.substring(span.endOffset(text));
        return new ChangeSettings(node.id(), SettingPath.with(node.settings(), place, TextNode.valueOf(changed)), null);
    }

    private Optional<Command> insertBefore(Pipeline pipeline, PortRef port, Problem.Fix.InsertBefore fix) {
        Operator<?> operator = catalogue.operator(fix.operator());
        List<Wire> wires = pipeline.wiresInto(port);
        if (operator == null || wires.isEmpty()) {
            return Optional.empty();
        }
        Node added = node(pipeline, operator.spec(), fix.settingsJson());
        Point above = place(pipeline, wires.get(0).from().node());
        Point below = place(pipeline, port.node());
        Point between = new Point((above.x() + below.x()) / 2, (above.y() + below.y()) / 2);
        return Splice.of(pipeline, ports, wires.get(0), operator.spec().ports())
                .map(splice -> new AddNodeOnWire(added, between, splice));
    }

    private Optional<Command> attach(Pipeline pipeline, PortRef port, Problem.Fix.AttachTo fix) {
        Operator<?> operator = catalogue.operator(fix.operator());
        Port known = ports.find(pipeline, port);
        if (operator == null || known == null) {
            return Optional.empty();
        }
        Node added = node(pipeline, operator.spec(), fix.settingsJson());
        Point at = place(pipeline, port.node());
        Point there = new Point(at.x(), at.y() + (known.isInput() ? -STEP : STEP));
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
