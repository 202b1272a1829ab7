package dev.tailrace.designer.rows;

import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import dev.tailrace.designer.canvas.Spotlight;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.runtime.Origin.Step;
import dev.tailrace.runtime.OriginWanted;
import dev.tailrace.runtime.OriginWanted.Limits;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked about a row that is shown, and what of the answer lies on the canvas. */
final class OriginQuestion {
    private OriginQuestion() {}

    /** @param since when the run began that showed the row, or null */
    static OriginWanted of(RowOrigin origin, Row row, @Nullable Instant since) {
        if (origin instanceof RowOrigin.OfWire of) {
            PortRef from = of.wire().from();
            return new OriginWanted(
                    from.node(), from.port(), (number, other) -> isIt(row, other), Limits.DEFAULT, since);
        }
        return new OriginWanted(origin.node(), null, (number, other) -> isIt(row, other), Limits.DEFAULT, since);
    }

    /**
     * Whether a row that came again is the one that was seen. A table that a sink keeps, and changes that are shown as
     * one, know no updates; cells without a value were not read when the row was seen.
     */
    static boolean isIt(Row seen, Row other) {
        if (seen.kind().weight() != other.kind().weight()
                || seen.values().size() != other.values().size()) {
            return false;
        }
        for (int i = 0; i < seen.values().size(); i++) {
            Object value = seen.get(i);
            if (!(value instanceof NoValue) && !Objects.deepEquals(value, other.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * What lies on the way from a row to its sources.
     *
     * @param pipeline in which it has come that way
     */
    static Spotlight path(Step root, Pipeline pipeline) {
        Set<String> nodes = new LinkedHashSet<>();
        Set<Wire> wires = new LinkedHashSet<>();
        Set<Step> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Step> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Step step = open.remove();
            if (seen.add(step)) {
                nodes.add(step.from().node());
                for (Step row : step.rows()) {
                    pipeline.wiresOutOf(row.from()).stream()
                            .filter(wire -> wire.to().node().equals(step.from().node()))
                            .forEach(wires::add);
                }
                open.addAll(step.rows());
            }
        }
        return new Spotlight(nodes, wires, Set.of());
    }
}
