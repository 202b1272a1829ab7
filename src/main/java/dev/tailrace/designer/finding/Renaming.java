package dev.tailrace.designer.finding;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Language;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What would happen if a column were called otherwise from some place on. No operator says which of its columns are
 * passed on; so a copy of the drawing is changed, node after node along the flow, and the check says what each gives
 * then: columns whose names differ, place by place, are those that the renamed one flows through. For one thread.
 */
final class Renaming {
    private static final String FRESH = "tailrace_followed_";

    private final PipelineCheck check;
    private final Catalogue catalogue;
    private final CheckedPipeline before;
    private final boolean throughAliases;
    private final Map<String, PortRef> rerouted = new LinkedHashMap<>();
    private final List<ColumnNaming.Change> changes = new ArrayList<>();
    private final Set<String> readers = new LinkedHashSet<>();
    private Pipeline now;
    private CheckedPipeline after;
    private int names;

    /** @param throughAliases whether a column that is passed on under another name is still followed */
    Renaming(PipelineCheck check, Catalogue catalogue, CheckedPipeline before, boolean throughAliases) {
        this.check = check;
        this.catalogue = catalogue;
        this.before = before;
        this.throughAliases = throughAliases;
        this.now = before.pipeline();
        this.after = before;
    }

    /** Gives a column of these wires, all from one port, a name that nobody has. */
    void begin(List<Wire> wires, String column) {
        PortRef from = wires.get(0).from();
        StreamType stream = before.stream(from);
        if (stream == null) {
            return;
        }
        ArrayNode columns = JsonNodeFactory.instance.arrayNode();
        for (String name : stream.schema().names()) {
            ObjectNode entry = columns.addObject().put("expression", Language.quote(name));
            if (name.equals(column)) {
                entry.put("name", fresh());
            }
        }
        Set<String> taken = now.nodes().stream().map(Node::id).collect(Collectors.toSet());
        String id = "followed";
        while (taken.contains(id)) {
            id += "-";
        }
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.set("columns", columns);
        List<Node> nodes = new ArrayList<>(now.nodes());
        nodes.add(Node.of(id, "project", id, settings));
        PortRef out = new PortRef(id, "out");
        List<Wire> drawn = new ArrayList<>();
        for (Wire wire : now.wires()) {
            if (wires.contains(wire)) {
                drawn.add(new Wire(out, wire.to(), Map.of()));
                rerouted.put(wire.id(), out);
            } else {
                drawn.add(wire);
            }
        }
        drawn.add(new Wire(from, new PortRef(id, "in"), Map.of()));
        recheck(now.withNodes(nodes).withWires(drawn));
    }

    /** Writes something else into a node's settings. */
    void begin(String node, List<ColumnNaming.Change> written) {
        rewrite(node, written);
    }

    /** Follows the renamed columns to the end of the drawing. */
    void run() {
        before.nodes().keySet().forEach(this::pass);
    }

    /** Lets a node mean the columns that come to it by their new names. */
    void pass(String id) {
        Map<String, Schema> inputs = new LinkedHashMap<>();
        Map<String, Map<String, String>> renamed = new LinkedHashMap<>();
        for (Wire wire : before.pipeline().wires()) {
            StreamType stream = before.stream(wire);
            if (wire.to().node().equals(id) && stream != null) {
                inputs.putIfAbsent(wire.to().port(), stream.schema());
                renamed.computeIfAbsent(wire.to().port(), port -> new LinkedHashMap<>())
                        .putAll(names(wire));
            }
        }
        Optional<Node> node = now.node(id);
        if (node.isEmpty() || renamed.values().stream().allMatch(Map::isEmpty)) {
            return;
        }
        ColumnNaming naming = new ColumnNaming(node.get(), inputs, renamed, before.environment());
        List<ColumnNaming.Change> wanted = new ArrayList<>(naming.changes(catalogue));
        if (!wanted.isEmpty()) {
            readers.add(id);
        }
        if (throughAliases) {
            wanted.addAll(naming.aliases(catalogue, this::fresh));
        }
        rewrite(id, wanted);
    }

    private void rewrite(String id, List<ColumnNaming.Change> written) {
        Node node = now.node(id).orElse(null);
        if (node != null && !written.isEmpty()) {
            changes.addAll(written);
            recheck(now.replacing(node.withSettings(ColumnNaming.apply(node.settings(), written))));
        }
    }

    private void recheck(Pipeline changed) {
        now = changed;
        after = check.check(changed, before.baseDirectory(), Map.of(), before.files());
    }

    private String fresh() {
        return FRESH + ++names;
    }

    /** The columns of a wire that are called otherwise now, with their new names. */
    Map<String, String> names(Wire wire) {
        PortRef now = rerouted.getOrDefault(wire.id(), wire.from());
        return difference(before.stream(wire), after.stream(now));
    }

    /** The columns of an output port that are called otherwise now. */
    Map<String, String> names(PortRef port) {
        return difference(before.stream(port), after.stream(port));
    }

    private static Map<String, String> difference(@Nullable StreamType one, @Nullable StreamType other) {
        if (one == null
                || other == null
                || one.schema().size() != other.schema().size()) {
            return Map.of();
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < one.schema().size(); i++) {
            String was = one.schema().field(i).name();
            String is = other.schema().field(i).name();
            if (!was.equals(is)) {
                names.put(was, is);
            }
        }
        return names;
    }

    /** An error that a node has now and had not before, or null. */
    @Nullable
    Problem newProblem(String id) {
        CheckedNode was = before.nodes().get(id);
        CheckedNode is = after.nodes().get(id);
        if (was == null || is == null) {
            return null;
        }
        List<Problem> errors = is.problems().stream().filter(Problem::isError).toList();
        long had = was.problems().stream().filter(Problem::isError).count();
        return errors.size() > had ? errors.get(errors.size() - 1) : null;
    }

    /** Whether a port still gives as many columns as before, if it gave any. */
    boolean isWhole(PortRef port) {
        StreamType was = before.stream(port);
        StreamType is = after.stream(port);
        return was == null || is != null && is.schema().size() == was.schema().size();
    }

    List<ColumnNaming.Change> changes() {
        return List.copyOf(changes);
    }

    /** Nodes whose settings name a followed column. */
    Set<String> readers() {
        return Set.copyOf(readers);
    }

    Pipeline pipeline() {
        return now;
    }
}
