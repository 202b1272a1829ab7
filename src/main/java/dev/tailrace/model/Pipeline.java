package dev.tailrace.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A drawing. Immutable: an edit makes a new one, and a run executes the one it was given.
 *
 * @param timeZone IANA id in which local times are computed and windows aligned; UTC unless set
 * @param checkpointInterval text such as {@code 10 s}, or null for no checkpoints
 * @param layout upper left corner of each node, note and collapsed group by id, in canvas units
 * @param attachments of nodes and wires that are there
 * @param extra fields of the file that this version does not know, kept as they were
 */
public record Pipeline(
        String name,
        String timeZone,
        int parallelism,
        @Nullable String checkpointInterval,
        FlowDirection flow,
        List<Parameter> parameters,
        List<Node> nodes,
        List<Wire> wires,
        Map<String, Point> layout,
        Attachments attachments,
        Map<String, JsonNode> extra) {

    /** Version of the file format that this program writes. */
    public static final int FORMAT_VERSION = 1;

    /** Which way rows run on the canvas. */
    public enum FlowDirection {
        DOWN,
        RIGHT
    }

    /** A place on the canvas, in its units. */
    public record Point(double x, double y) {}

    public Pipeline {
        parameters = List.copyOf(parameters);
        nodes = List.copyOf(nodes);
        wires = List.copyOf(wires);
        layout = Extras.copy(layout);
        attachments = attachments.among(nodes, wires);
        extra = Extras.copy(extra);
    }

    public static Pipeline empty(String name) {
        return new Pipeline(
                name,
                "UTC",
                1,
                null,
                FlowDirection.DOWN,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Attachments.NONE,
                Map.of());
    }

    public Optional<Node> node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    public List<Wire> wiresFrom(String node) {
        return wires.stream().filter(wire -> wire.from().node().equals(node)).toList();
    }

    public List<Wire> wiresTo(String node) {
        return wires.stream().filter(wire -> wire.to().node().equals(node)).toList();
    }

    public List<Wire> wiresInto(PortRef port) {
        return wires.stream().filter(wire -> wire.to().equals(port)).toList();
    }

    public List<Wire> wiresOutOf(PortRef port) {
        return wires.stream().filter(wire -> wire.from().equals(port)).toList();
    }

    public Pipeline withName(String newName) {
        return new Pipeline(
                newName,
                timeZone,
                parallelism,
                checkpointInterval,
                flow,
                parameters,
                nodes,
                wires,
                layout,
                attachments,
                extra);
    }

    public Pipeline withTimeZone(String newTimeZone) {
        return new Pipeline(
                name,
                newTimeZone,
                parallelism,
                checkpointInterval,
                flow,
                parameters,
                nodes,
                wires,
                layout,
                attachments,
                extra);
    }

    public Pipeline withNodes(List<Node> newNodes) {
        return new Pipeline(
                name,
                timeZone,
                parallelism,
                checkpointInterval,
                flow,
                parameters,
                newNodes,
                wires,
                layout,
                attachments,
                extra);
    }

    public Pipeline withWires(List<Wire> newWires) {
        return new Pipeline(
                name,
                timeZone,
                parallelism,
                checkpointInterval,
                flow,
                parameters,
                nodes,
                newWires,
                layout,
                attachments,
                extra);
    }

    public Pipeline withLayout(Map<String, Point> newLayout) {
        return new Pipeline(
                name,
                timeZone,
                parallelism,
                checkpointInterval,
                flow,
                parameters,
                nodes,
                wires,
                newLayout,
                attachments,
                extra);
    }

    public Pipeline withAttachments(Attachments newAttachments) {
        return new Pipeline(
                name,
                timeZone,
                parallelism,
                checkpointInterval,
                flow,
                parameters,
                nodes,
                wires,
                layout,
                newAttachments,
                extra);
    }

    public Pipeline withParameters(List<Parameter> newParameters) {
        return new Pipeline(
                name,
                timeZone,
                parallelism,
                checkpointInterval,
                flow,
                newParameters,
                nodes,
                wires,
                layout,
                attachments,
                extra);
    }

    public Pipeline withFlow(FlowDirection newFlow) {
        return new Pipeline(
                name,
                timeZone,
                parallelism,
                checkpointInterval,
                newFlow,
                parameters,
                nodes,
                wires,
                layout,
                attachments,
                extra);
    }

    /** The node with the same id replaced; unchanged if there is none. */
    public Pipeline replacing(Node node) {
        List<Node> changed = new ArrayList<>(nodes);
        changed.replaceAll(old -> old.id().equals(node.id()) ? node : old);
        return withNodes(changed);
    }
}
