package dev.tailrace.designer.finding;

import dev.tailrace.model.Node;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells where a column comes from and where it goes. Safe on any thread. */
public final class ColumnFlow {
    /**
     * Where a column flows.
     *
     * @param origin where it first has a name
     * @param nodes that it leaves or comes to
     * @param readers of these, those whose settings name it
     */
    public record Course(Column origin, Set<String> nodes, Set<Wire> wires, Set<String> readers) {
        public Course {
            nodes = Set.copyOf(nodes);
            wires = Set.copyOf(wires);
            readers = Set.copyOf(readers);
        }
    }

    private final Catalogue catalogue;
    private final PipelineCheck check;

    public ColumnFlow(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.check = new PipelineCheck(catalogue);
    }

    /** The whole way of a column, also under other names that it gets where it is passed on unchanged. */
    public Course course(CheckedPipeline checked, Column column) {
        Column origin = origin(checked, column, true);
        Set<String> nodes = new LinkedHashSet<>(Set.of(origin.port().node()));
        Set<Wire> wires = new LinkedHashSet<>();
        List<Wire> first = checked.pipeline().wires().stream()
                .filter(wire -> wire.from().equals(origin.port()))
                .toList();
        if (first.isEmpty()) {
            return new Course(origin, nodes, Set.of(), Set.of());
        }
        Renaming renaming = new Renaming(check, catalogue, checked, true);
        renaming.begin(first, origin.name());
        renaming.run();
        for (Wire wire : checked.pipeline().wires()) {
            if (!renaming.names(wire).isEmpty()) {
                wires.add(wire);
                nodes.add(wire.from().node());
                nodes.add(wire.to().node());
            }
        }
        return new Course(origin, nodes, wires, renaming.readers());
    }

    /**
     * Goes up the flow to where a column first has its name. Where wires of several nodes come together in one port,
     * that is the node of the port.
     *
     * @param throughAliases whether to go on where a node passes the column on under a name of its own
     */
    Column origin(CheckedPipeline checked, Column column, boolean throughAliases) {
        Column at = column;
        for (int steps = checked.nodes().size(); steps > 0; steps--) {
            Column above = above(checked, at, throughAliases);
            if (above == null) {
                return at;
            }
            at = above;
        }
        return at;
    }

    private @Nullable Column above(CheckedPipeline checked, Column column, boolean throughAliases) {
        String id = column.port().node();
        Node node = checked.pipeline().node(id).orElse(null);
        if (node == null) {
            return null;
        }
        String alias = throughAliases ? ColumnNaming.passedOnAs(column.name(), node, catalogue) : "";
        for (Wire wire : checked.pipeline().wires()) {
            StreamType stream = checked.stream(wire);
            if (!wire.to().node().equals(id) || stream == null) {
                continue;
            }
            for (String candidate : stream.schema().names()) {
                // A join may put a prefix before the names of a side.
                boolean mayBe = column.name().endsWith(candidate) || candidate.equals(alias);
                if (mayBe && isPassed(checked, wire, candidate, column, throughAliases)) {
                    return new Column(wire.from(), candidate);
                }
            }
        }
        return null;
    }

    private boolean isPassed(
            CheckedPipeline checked, Wire wire, String candidate, Column column, boolean throughAliases) {
        Renaming renaming = new Renaming(check, catalogue, checked, throughAliases);
        renaming.begin(List.of(wire), candidate);
        renaming.pass(wire.to().node());
        return renaming.names(column.port()).containsKey(column.name());
    }

    PipelineCheck check() {
        return check;
    }

    Catalogue catalogue() {
        return catalogue;
    }
}
