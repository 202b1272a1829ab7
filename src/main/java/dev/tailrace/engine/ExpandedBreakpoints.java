package dev.tailrace.engine;

import dev.tailrace.model.Wire;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.Expanded;
import dev.tailrace.runtime.Breakpoint;
import dev.tailrace.runtime.Breakpoints;
import dev.tailrace.runtime.Held;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The breakpoints of a pipeline with composite nodes, by the wires of the drawing. Safe on any thread. */
record ExpandedBreakpoints(Breakpoints parts, CheckedPipeline pipeline, Expanded expanded) implements Breakpoints {
    @Override
    public void set(Wire wire, Breakpoint breakpoint) {
        parts.set(expanded.inner(wire), breakpoint);
    }

    @Override
    public void clear(Wire wire) {
        parts.clear(expanded.inner(wire));
    }

    @Override
    public Map<Wire, Tally> tallies() {
        Map<Wire, Tally> inner = parts.tallies();
        Map<Wire, Tally> tallies = new HashMap<>();
        for (Wire wire : pipeline.pipeline().wires()) {
            Tally tally = inner.get(expanded.inner(wire));
            if (tally != null) {
                tallies.put(wire, tally);
            }
        }
        return tallies;
    }

    @Override
    public @Nullable Held held() {
        Held held = parts.held();
        if (held == null) {
            return null;
        }
        for (Wire wire : pipeline.pipeline().wires()) {
            if (expanded.inner(wire).equals(held.wire())) {
                return held.on(wire);
            }
        }
        return held;
    }

    @Override
    public void step(Step step) {
        parts.step(step);
    }
}
