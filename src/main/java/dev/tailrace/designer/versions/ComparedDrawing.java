package dev.tailrace.designer.versions;

import dev.tailrace.designer.canvas.ChangeMarks;
import dev.tailrace.designer.canvas.ChangeMarks.Mark;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.Wire;
import dev.tailrace.model.versions.PipelineDiff;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.operator.nested.SubPipelineFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two versions as drawings with marks, ready to be painted. Checks both, so not for the JavaFX thread.
 *
 * @param checked what is drawn
 * @param marks on what differs
 */
public record ComparedDrawing(CheckedPipeline checked, ChangeMarks marks) {
    private static final double STEP = 24;

    /** Both in one: the later version, and what it no longer has at the place that it had. */
    public static ComparedDrawing overlaid(PipelineDiff diff, Catalogue catalogue, Path folder) {
        Pipeline before = diff.before();
        Pipeline after = diff.after();
        CheckedPipeline old = check(before, catalogue, folder);
        CheckedPipeline now = check(after, catalogue, folder);
        List<Node> nodes = new ArrayList<>(after.nodes());
        Map<String, Point> layout = new LinkedHashMap<>(after.layout());
        Map<String, CheckedNode> checked = new LinkedHashMap<>(now.nodes());
        for (Node node : before.nodes()) {
            if (diff.removedNodes().contains(node.id())) {
                Point was = before.layout().getOrDefault(node.id(), new Point(0, 0));
                layout.put(node.id(), free(was, nodes, layout));
                nodes.add(node);
                CheckedNode of = old.nodes().get(node.id());
                if (of != null) {
                    checked.put(node.id(), of);
                }
            }
        }
        Set<Wire> wires = new LinkedHashSet<>(after.wires());
        wires.addAll(before.wires());
        Pipeline both = after.withNodes(nodes).withWires(List.copyOf(wires)).withLayout(layout);
        return new ComparedDrawing(
                new CheckedPipeline(both, folder, now.environment(), checked, List.of()), marks(diff, true, true));
    }

    /** The earlier version, with what it has and the later has not. */
    public static ComparedDrawing before(PipelineDiff diff, Catalogue catalogue, Path folder) {
        return new ComparedDrawing(check(diff.before(), catalogue, folder), marks(diff, false, true));
    }

    /** The later version, with what it has and the earlier has not. */
    public static ComparedDrawing after(PipelineDiff diff, Catalogue catalogue, Path folder) {
        return new ComparedDrawing(check(diff.after(), catalogue, folder), marks(diff, true, false));
    }

    /** The same with one node shown as looked at, or with none. */
    public ComparedDrawing focusing(@Nullable String node) {
        return new ComparedDrawing(checked, marks.withFocused(node));
    }

    private static CheckedPipeline check(Pipeline pipeline, Catalogue catalogue, Path folder) {
        return new PipelineCheck(catalogue)
                .check(pipeline, folder, Map.of(), new SubPipelineFiles().read(pipeline, folder));
    }

    private static ChangeMarks marks(PipelineDiff diff, boolean withAdded, boolean withRemoved) {
        Map<String, Mark> nodes = new HashMap<>();
        Map<Wire, Mark> wires = new HashMap<>();
        diff.changedNodes().forEach(id -> nodes.put(id, Mark.CHANGED));
        if (withAdded) {
            diff.addedNodes().forEach(id -> nodes.put(id, Mark.ADDED));
            missing(diff.after(), diff.before()).forEach(wire -> wires.put(wire, Mark.ADDED));
        }
        if (withRemoved) {
            diff.removedNodes().forEach(id -> nodes.put(id, Mark.REMOVED));
            missing(diff.before(), diff.after()).forEach(wire -> wires.put(wire, Mark.REMOVED));
        }
        return new ChangeMarks(nodes, wires, null);
    }

    /** Wires are the same if their ends are. */
    private static List<Wire> missing(Pipeline in, Pipeline from) {
        Set<String> known =
                new LinkedHashSet<>(from.wires().stream().map(Wire::id).toList());
        return in.wires().stream().filter(wire -> !known.contains(wire.id())).toList();
    }

    /** The place, or the next to the right where no other node stands. */
    private static Point free(Point wish, Collection<Node> nodes, Map<String, Point> layout) {
        double x = wish.x();
        while (isTaken(x, wish.y(), nodes, layout)) {
            x += STEP;
        }
        return new Point(x, wish.y());
    }

    private static boolean isTaken(double x, double y, Collection<Node> nodes, Map<String, Point> layout) {
        return nodes.stream()
                .map(node -> layout.getOrDefault(node.id(), new Point(0, 0)))
                .anyMatch(other ->
                        Math.abs(other.x() - x) < NodeBox.MAX_WIDTH && Math.abs(other.y() - y) < NodeBox.HEIGHT + STEP);
    }
}
