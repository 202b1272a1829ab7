package dev.tailrace.engine;

import dev.tailrace.data.Problem;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.Expanded;
import dev.tailrace.runtime.Origin;
import dev.tailrace.runtime.Origin.Step;
import dev.tailrace.runtime.OriginWanted;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Origins in a pipeline with composite nodes: each part of one is told as the node that is drawn. */
final class ExpandedOrigin {
    private ExpandedOrigin() {}

    /** The part that the rows of a drawn output leave. */
    static OriginWanted inner(OriginWanted wanted, CheckedPipeline drawn, Expanded expanded) {
        if (!expanded.outer().containsValue(wanted.node())) {
            return wanted;
        }
        for (Wire wire : drawn.pipeline().wiresFrom(wanted.node())) {
            if (wanted.port() == null || wire.from().port().equals(wanted.port())) {
                PortRef from = expanded.inner(wire).from();
                return new OriginWanted(from.node(), from.port(), wanted.row(), wanted.limits(), wanted.since());
            }
        }
        // Nobody reads it: its parts stand in the order in which rows pass them.
        String last = wanted.node();
        for (String id : expanded.pipeline().nodes().keySet()) {
            if (wanted.node().equals(expanded.outer().get(id))) {
                last = id;
            }
        }
        return new OriginWanted(last, wanted.port(), wanted.row(), wanted.limits(), wanted.since());
    }

    static Origin outer(Origin origin, Expanded expanded) {
        Step root = origin.root();
        Problem problem = origin.problem();
        return new Origin(
                root == null ? null : outer(root, expanded, new IdentityHashMap<>()),
                origin.notes().stream().map(expanded::outer).toList(),
                problem == null ? null : expanded.outer(problem),
                origin.rowsRead(),
                origin.replays());
    }

    private static Step outer(Step step, Expanded expanded, Map<Step, Step> known) {
        Step before = known.get(step);
        if (before != null) {
            return before;
        }
        List<Step> rows =
                step.rows().stream().map(row -> outer(row, expanded, known)).toList();
        String node =
                expanded.outer().getOrDefault(step.from().node(), step.from().node());
        Step outer = new Step(
                new PortRef(node, step.from().port()),
                step.number(),
                step.schema(),
                step.row(),
                step.place(),
                step.certainty(),
                step.candidates(),
                rows,
                step.more());
        known.put(step, outer);
        return outer;
    }
}
