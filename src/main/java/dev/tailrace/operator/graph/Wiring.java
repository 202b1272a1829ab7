package dev.tailrace.operator.graph;

import dev.tailrace.data.Nearest;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
import dev.tailrace.data.json.JsonText;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.FittingInput;
import dev.tailrace.operator.Port;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The wires of a drawing by their ends, with those that cannot be followed taken out and told. Immutable once made. */
final class Wiring {
    private final Pipeline pipeline;
    private final Map<String, List<Port>> ports;
    private final Map<PortRef, List<Wire>> into = new LinkedHashMap<>();
    private final Map<PortRef, List<Wire>> outOf = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /** Ports with wires, also with such as cannot be followed. */
    private final Set<PortRef> beginnings = new HashSet<>();

    private final Set<PortRef> ends = new HashSet<>();

    private final List<String> order;

    /** @param ports of each node by its id; nodes with an unknown operator have no entry */
    Wiring(Pipeline pipeline, Map<String, List<Port>> ports) {
        this.pipeline = pipeline;
        this.ports = ports;
        Set<String> nodes = new HashSet<>();
        pipeline.nodes().forEach(node -> nodes.add(node.id()));
        Set<String> seen = new HashSet<>();
        for (Wire wire : pipeline.wires()) {
            beginnings.add(wire.from());
            ends.add(wire.to());
            if (!seen.add(wire.id())) {
                problems.add(Problem.error("operator.wire-twice", wire.id())
                        .at(wire.to().node(), wire.to().port())
                        .fixedBy(deletion(wire)));
            } else if (follow(wire, nodes)) {
                into.computeIfAbsent(wire.to(), port -> new ArrayList<>()).add(wire);
                outOf.computeIfAbsent(wire.from(), port -> new ArrayList<>()).add(wire);
            }
        }
        pipeline.nodes().forEach(this::findLooseEnds);
        order = inOrder();
    }

    /** Whether a drawing has the same wires between the same ports of nodes that are called the same. */
    boolean isOf(Pipeline other, Map<String, List<Port>> itsPorts) {
        if (!pipeline.wires().equals(other.wires())
                || pipeline.nodes().size() != other.nodes().size()) {
            return false;
        }
        for (int i = 0; i < pipeline.nodes().size(); i++) {
            Node mine = pipeline.nodes().get(i);
            Node its = other.nodes().get(i);
            if (!mine.id().equals(its.id()) || !mine.name().equals(its.name())) {
                return false;
            }
        }
        return ports.equals(itsPorts);
    }

    List<Problem> problems() {
        return problems;
    }

    List<Wire> into(String node, String port) {
        return into.getOrDefault(new PortRef(node, port), List.of());
    }

    List<Wire> outOf(String node, String port) {
        return outOf.getOrDefault(new PortRef(node, port), List.of());
    }

    /** Ids in an order in which writers come before their readers; those on or behind a cycle are missing. */
    List<String> order() {
        return order;
    }

    private List<String> inOrder() {
        Map<String, Integer> waitingFor = new HashMap<>();
        pipeline.nodes().forEach(node -> waitingFor.put(node.id(), 0));
        outOf.values()
                .forEach(wires ->
                        wires.forEach(wire -> waitingFor.merge(wire.to().node(), 1, Integer::sum)));
        List<String> ready = new ArrayList<>();
        pipeline.nodes().stream()
                .map(Node::id)
                .filter(id -> waitingFor.getOrDefault(id, 0) == 0)
                .forEach(ready::add);
        for (int i = 0; i < ready.size(); i++) {
            for (Port port : ports.getOrDefault(ready.get(i), List.of())) {
                for (Wire wire : outOf(ready.get(i), port.name())) {
                    if (waitingFor.merge(wire.to().node(), -1, Integer::sum) == 0) {
                        ready.add(wire.to().node());
                    }
                }
            }
        }
        return ready;
    }

    private boolean follow(Wire wire, Set<String> nodes) {
        for (PortRef end : List.of(wire.from(), wire.to())) {
            if (!nodes.contains(end.node())) {
                problems.add(Problem.error("operator.wire-to-nowhere", wire.id(), end.node())
                        .fixedBy(deletion(wire)));
                return false;
            }
        }
        List<Port> writerPorts = ports.get(wire.from().node());
        List<Port> readerPorts = ports.get(wire.to().node());
        if (writerPorts == null || readerPorts == null) {
            return false; // the unknown operator has been told
        }
        Port from = find(writerPorts, wire.from(), wire);
        Port to = find(readerPorts, wire.to(), wire);
        if (from == null || to == null) {
            return false;
        }
        if (from.isInput() || !to.isInput()) {
            PortRef wrong = from.isInput() ? wire.from() : wire.to();
            problems.add(Problem.error("operator.wire-backwards", wire.id(), wrong.port())
                    .at(wrong.node(), wrong.port())
                    .fixedBy(deletion(wire)));
            return false;
        }
        if (!from.fits(to)) {
            problems.add(misfit(from, to, wire));
            return false;
        }
        if (!to.many() && !into(wire.to().node(), wire.to().port()).isEmpty()) {
            problems.add(Problem.error(
                            "operator.input-taken",
                            wire.to().port(),
                            name(wire.to().node()))
                    .at(wire.to().node(), wire.to().port())
                    .fixedBy(deletion(wire)));
            return false;
        }
        return true;
    }

    private Problem misfit(Port from, Port to, Wire wire) {
        if (from.carries() == Port.Carries.CHANGES && to.carries() == Port.Carries.ROWS) {
            return changesIntoRows(wire);
        }
        if (from.carries() == Port.Carries.CHANGES && to.carries() == Port.Carries.VERSIONS) {
            return changesIntoVersions(wire);
        }
        String code = from.carries() == Port.Carries.VERSIONS ? "operator.versions-elsewhere" : "operator.ports-differ";
        return Problem.error(
                        code,
                        wire.id(),
                        name(wire.from().node()),
                        name(wire.to().node()))
                .at(wire.to().node(), wire.to().port())
                .fixedBy(deletion(wire));
    }

    private @Nullable Port find(List<Port> candidates, PortRef end, Wire wire) {
        for (Port port : candidates) {
            if (port.name().equals(end.port())) {
                return port;
            }
        }
        List<String> names = candidates.stream().map(Port::name).toList();
        Optional<String> nearest = Nearest.to(end.port(), names);
        problems.add((nearest.isPresent()
                        ? Problem.error("operator.no-such-port-near", wire.id(), end.port(), nearest.get())
                                .fixedBy(renaming(wire, end, nearest.get()), deletion(wire))
                        : Problem.error("operator.no-such-port", wire.id(), end.port(), String.join(", ", names))
                                .fixedBy(deletion(wire)))
                .at(end.node(), null));
        return null;
    }

    private static Fix deletion(Wire wire) {
        return new Fix.DeleteWire("operator.fix.delete-wire", List.of(), wire.id());
    }

    private static Fix renaming(Wire wire, PortRef end, String port) {
        PortRef meant = new PortRef(end.node(), port);
        PortRef from = end.equals(wire.from()) ? meant : wire.from();
        PortRef to = end.equals(wire.from()) ? wire.to() : meant;
        return new Fix.MoveWire("operator.fix.use-port", List.of(port), wire.id(), from.toString(), to.toString());
    }

    private String name(String node) {
        return pipeline.node(node).map(Node::name).orElse(node);
    }

    /** A changelog where rows must only be added. */
    Problem changesIntoRows(Wire wire) {
        return Problem.error(
                        "operator.changes-into-rows",
                        wire.id(),
                        name(wire.from().node()),
                        name(wire.to().node()))
                .at(wire.to().node(), wire.to().port())
                .fixedBy(FittingInput.rowsOfChanges(
                        wire.to().port(),
                        Math.max(0, pipeline.wiresInto(wire.to()).indexOf(wire))));
    }

    /** A changelog where it must be known from when on each change holds. */
    Problem changesIntoVersions(Wire wire) {
        return Problem.error(
                        "operator.changes-into-versions",
                        wire.id(),
                        name(wire.from().node()),
                        name(wire.to().node()))
                .at(wire.to().node(), wire.to().port());
    }

    private void findLooseEnds(Node node) {
        List<Port> nodePorts = ports.getOrDefault(node.id(), List.of());
        boolean sourceWithoutReader = !nodePorts.isEmpty()
                && nodePorts.stream().noneMatch(Port::isInput)
                && nodePorts.stream().allMatch(port -> isLoose(node, port));
        if (sourceWithoutReader) {
            problems.add(Problem.warning("operator.source-not-read", node.name())
                    .at(node.id(), "out")
                    .fixedBy(new Fix.AttachTo("operator.fix.discard", List.of(), "discard", "{}")));
            return;
        }
        for (Port port : nodePorts) {
            if (port.optional()) {
                continue;
            }
            if (!isLoose(node, port)) {
                continue;
            }
            if (port.isInput()) {
                problems.add(Problem.error("operator.input-not-wired", node.name(), port.name())
                        .at(node.id(), port.name()));
            } else {
                problems.add(Problem.warning("operator.output-not-wired", node.name(), port.name())
                        .at(node.id(), port.name())
                        .fixedBy(new Fix.AttachTo("operator.fix.discard", List.of(), "discard", "{}"), file(node)));
            }
        }
    }

    private static Fix file(Node node) {
        String path = node.id() + ".jsonl";
        return new Fix.AttachTo(
                "operator.fix.file",
                List.of(path),
                "file-sink",
                "{\"path\":" + JsonText.quoted(path) + ",\"format\":{\"type\":\"json\"}}");
    }

    /** Whether no wire ends there, not even one that cannot be followed: that one has been told already. */
    private boolean isLoose(Node node, Port port) {
        PortRef end = new PortRef(node.id(), port.name());
        return !(port.isInput() ? ends : beginnings).contains(end);
    }
}
