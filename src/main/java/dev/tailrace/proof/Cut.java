package dev.tailrace.proof;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Problem;
import dev.tailrace.model.Attachments;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.FormField;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.SettingsForm;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a drawing that a test runs: the nodes between the ports whose rows are given and those whose rows are
 * expected. In the place of what is above stand {@link GivenRows}, in the place of what is below {@link CollectedRows}.
 *
 * <p>Where a given port carries event time that the drawing's event-time operator has assigned, a copy of that operator is
 * put behind the given rows, under the column's name at the port: so the watermarks are those of the drawing, whichever way
 * they are made, and rows of a test are late where rows of a run would be.
 */
final class Cut {
    private static final String EVENT_TIME = "event-time";

    /** Its file is what it computes with, not data. */
    private static final String JAVA_FUNCTION = "java-function";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final CheckedPipeline checked;
    private final Catalogue catalogue;
    private final Set<PortRef> given;
    private final Collection<PortRef> expected;
    private final Set<String> needed = new LinkedHashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Wire> wires = new ArrayList<>();

    /** The port that stands for a given one; in the order in which they are met. */
    private final Map<PortRef, PortRef> standIns = new LinkedHashMap<>();

    /**
     * @param checked the whole drawing, with the catalogue's operators
     * @param given ports that exist and whose streams are known
     * @param expected ports that exist: outputs, or inputs of nodes
     */
    Cut(CheckedPipeline checked, Catalogue catalogue, Set<PortRef> given, Collection<PortRef> expected) {
        this.checked = checked;
        this.catalogue = catalogue;
        this.given = given;
        this.expected = expected;
        findNeeded();
        if (problems.isEmpty()) {
            draw();
        }
    }

    /** Why the test cannot run. */
    List<Problem> problems() {
        return problems;
    }

    /** What runs; its operators are those of the catalogue, {@link GivenRows} and {@link CollectedRows}. */
    Pipeline pipeline() {
        Pipeline whole = checked.pipeline();
        return new Pipeline(
                whole.name(),
                whole.timeZone(),
                whole.parallelism(),
                null,
                whole.flow(),
                whole.parameters(),
                List.copyOf(nodes.values()),
                wires,
                Map.of(),
                Attachments.NONE,
                Map.of());
    }

    private void findNeeded() {
        Deque<PortRef> open = new ArrayDeque<>();
        expected.forEach(port -> writers(port).forEach(open::add));
        while (!open.isEmpty()) {
            PortRef port = open.remove();
            if (given.contains(port) || !needed.add(port.node())) {
                continue;
            }
            CheckedNode node = checked.node(port.node());
            Problem problem = problem(node);
            if (problem != null) {
                problems.add(problem.at(port.node(), null));
            } else {
                checked.pipeline().wiresTo(port.node()).forEach(wire -> open.add(wire.from()));
            }
        }
    }

    /** The outputs whose rows are those of a port: itself, or those wired to it. */
    private List<PortRef> writers(PortRef port) {
        return isInput(port)
                ? checked.pipeline().wiresInto(port).stream().map(Wire::from).toList()
                : List.of(port);
    }

    private boolean isInput(PortRef port) {
        Port known = checked.node(port.node()).port(port.port());
        return known != null && known.isInput();
    }

    /** What keeps a node from running in a test. */
    private @Nullable Problem problem(CheckedNode node) {
        Operator<?> operator = node.operator();
        String name = node.node().name();
        if (operator instanceof SourceOperator<?>) {
            return Problem.error("proof.no-rows-of-source", name, node.node().id());
        }
        Problem own =
                node.problems().stream().filter(Problem::isError).findFirst().orElse(null);
        if (own != null || operator == null) {
            return own == null ? Problem.error("proof.has-errors", name) : Problem.error("proof.node-error", name, own);
        }
        if (SettingsForm.asksServer(operator)) {
            return Problem.error("proof.asks-server", name, node.node().id());
        }
        return readsFile(node, operator)
                ? Problem.error("proof.reads-file", name, node.node().id())
                : null;
    }

    private boolean readsFile(CheckedNode node, Operator<?> operator) {
        if (operator.spec().id().equals(JAVA_FUNCTION)) {
            return false;
        }
        for (FormField field : SettingsForm.fields(operator, catalogue)) {
            if (field.kind() == Setting.Kind.FILE
                    && !node.node().settings().path(field.name()).asText().isBlank()) {
                return true;
            }
        }
        return false;
    }

    private void draw() {
        for (Node node : checked.pipeline().nodes()) {
            if (needed.contains(node.id())) {
                nodes.put(node.id(), node);
            }
        }
        for (Wire wire : checked.pipeline().wires()) {
            if (needed.contains(wire.to().node())) {
                wires.add(new Wire(source(wire.from()), wire.to(), Map.of()));
            }
        }
        for (PortRef port : expected) {
            writers(port).forEach(writer -> collect(source(writer), port.toString(), true));
        }
        // A port is wired in a test where it is in the drawing: operators look at that, as for rows that fail.
        Set<PortRef> read = new HashSet<>();
        wires.forEach(wire -> read.add(wire.from()));
        for (Wire wire : checked.pipeline().wires()) {
            if (needed.contains(wire.from().node()) && read.add(wire.from())) {
                collect(wire.from(), wire.from().toString(), false);
            }
        }
    }

    private void collect(PortRef from, String name, boolean kept) {
        ObjectNode settings = JSON.objectNode().put("port", name).put("kept", kept);
        String id = add("collected", CollectedRows.ID, name, settings);
        wires.add(new Wire(from, new PortRef(id, "in"), Map.of()));
    }

    /** Adds a node that the drawing does not have; its id. */
    private String add(String prefix, String operator, String name, ObjectNode settings) {
        int number = nodes.size();
        String id = prefix + "-" + number;
        while (nodes.containsKey(id) || checked.pipeline().node(id).isPresent()) {
            id = prefix + "-" + ++number;
        }
        nodes.put(id, Node.of(id, operator, name, settings));
        return id;
    }

    private PortRef source(PortRef port) {
        if (!given.contains(port)) {
            return port;
        }
        PortRef known = standIns.get(port);
        if (known != null) {
            return known;
        }
        ObjectNode settings = JSON.objectNode().put("port", port.toString());
        PortRef out = new PortRef(add("given", GivenRows.ID, name(port), settings), "out");
        ObjectNode time = timeSettings(port);
        if (time != null) {
            String id = add("time", EVENT_TIME, name(port), time);
            wires.add(new Wire(out, new PortRef(id, "in"), Map.of()));
            out = new PortRef(id, "out");
        }
        standIns.put(port, out);
        return out;
    }

    private String name(PortRef port) {
        return checked.node(port.node()).node().name();
    }

    /** The streams of the given rows: without event time where an operator behind them assigns it. */
    Map<PortRef, StreamType> streams() {
        Map<PortRef, StreamType> streams = new HashMap<>();
        for (PortRef port : given) {
            StreamType stream = Objects.requireNonNull(checked.stream(port), port.toString());
            streams.put(port, timeSettings(port) == null ? stream : stream.withEventTime(null));
        }
        return streams;
    }

    /**
     * The settings of the event-time operator above a port, with the column as it is named there; null if there is none, or
     * if it cannot stand behind the port: rows in windows come in the order of their windows, whatever came before them.
     */
    private @Nullable ObjectNode timeSettings(PortRef port) {
        StreamType stream = checked.stream(port);
        String column = stream == null ? null : stream.eventTime();
        if (stream == null || column == null || stream.windows() != null || stream.changes()) {
            return null;
        }
        Node assigning = assigning(port);
        if (assigning == null) {
            return null;
        }
        ObjectNode settings = assigning.settings().deepCopy().put("column", column);
        // The expression of such a strategy speaks of the columns where it stands.
        return settings.hasNonNull("expression") && !sameColumns(assigning, stream) ? null : settings;
    }

    private boolean sameColumns(Node assigning, StreamType stream) {
        StreamType there = checked.stream(new PortRef(assigning.id(), "out"));
        return there != null
                && stream.schema().fields().containsAll(there.schema().fields());
    }

    /** The nearest event-time operator whose rows reach the port. */
    private @Nullable Node assigning(PortRef port) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(port.node()));
        while (!open.isEmpty()) {
            String id = open.remove();
            if (!seen.add(id)) {
                continue;
            }
            Node node = checked.node(id).node();
            if (node.operator().equals(EVENT_TIME)) {
                return node;
            }
            checked.pipeline().wiresTo(id).forEach(wire -> open.add(wire.from().node()));
        }
        return null;
    }
}
