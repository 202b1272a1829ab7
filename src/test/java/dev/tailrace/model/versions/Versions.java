package dev.tailrace.model.versions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A small pipeline and single edits of it. */
public final class Versions {
    private Versions() {}

    /** A feed, a filter and a sink in a row. */
    public static Pipeline base() {
        return parse(
                """
                {"tailrace": 1, "name": "Orders",
                 "parameters": [{"name": "least", "type": "INT", "default": 5}],
                 "nodes": [
                  {"id": "feed", "operator": "file-source", "name": "Feed", "settings": {"path": "a.csv",
                   "format": {"type": "csv", "columns": [{"name": "id", "type": "INT"}, {"name": "price", "type": "INT"}]}}},
                  {"id": "big", "operator": "filter", "name": "Big", "settings": {"condition": "price > 1"}},
                  {"id": "out", "operator": "discard", "name": "Out", "settings": {}}],
                 "wires": [{"from": "feed.out", "to": "big.in"}, {"from": "big.out", "to": "out.in"}],
                 "layout": {"feed": [0, 0], "big": [0, 120], "out": [0, 240]}}
                """);
    }

    public static Pipeline parse(String json) {
        PipelineJson.Loaded loaded = PipelineJson.parse(json);
        return Objects.requireNonNull(loaded.pipeline(), () -> loaded.problems().toString());
    }

    public static Pipeline setting(Pipeline pipeline, String node, String name, String value) {
        Node old = pipeline.node(node).orElseThrow();
        return pipeline.replacing(old.withSettings(old.settings().deepCopy().put(name, value)));
    }

    public static Pipeline moved(Pipeline pipeline, String node, double x, double y) {
        Map<String, Point> layout = new LinkedHashMap<>(pipeline.layout());
        layout.put(node, new Point(x, y));
        return pipeline.withLayout(layout);
    }

    /** With one more discard at the end of a wire. */
    public static Pipeline added(Pipeline pipeline, String id, String name, String from) {
        List<Node> nodes = new ArrayList<>(pipeline.nodes());
        nodes.add(Node.of(id, "discard", name, JsonNodeFactory.instance.objectNode()));
        List<Wire> wires = new ArrayList<>(pipeline.wires());
        wires.add(Wire.of(from, id + ".in"));
        return moved(pipeline.withNodes(nodes).withWires(wires), id, 240, 240);
    }

    /** Without a node and its wires. */
    public static Pipeline removed(Pipeline pipeline, String id) {
        Map<String, Point> layout = new LinkedHashMap<>(pipeline.layout());
        layout.remove(id);
        return pipeline.withNodes(pipeline.nodes().stream()
                        .filter(node -> !node.id().equals(id))
                        .toList())
                .withWires(pipeline.wires().stream()
                        .filter(wire -> !wire.from().node().equals(id)
                                && !wire.to().node().equals(id))
                        .toList())
                .withLayout(layout);
    }
}
