package dev.tailrace.engine;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.language.RowFilter;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Breakpoint;
import dev.tailrace.runtime.Breakpoints;
import dev.tailrace.runtime.Held;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The breakpoints of an embedded run. Those that are set before it is built come into their wires when it is. Whoever sets
 * one waits for others whose conditions are being compiled; whoever reads the tallies does not.
 */
final class LiveBreakpoints implements Breakpoints {
    private final CheckedPipeline pipeline;
    private final Brake brake;
    private final Map<Wire, Breakpoint> wanted = new ConcurrentHashMap<>();
    private final Map<Wire, Trap> traps = new ConcurrentHashMap<>();
    private final Map<Wire, Problem> refusals = new ConcurrentHashMap<>();
    private final Map<Wire, Gate> gates = new HashMap<>();
    private @Nullable Assembly assembly;

    LiveBreakpoints(CheckedPipeline pipeline, Brake brake) {
        this.pipeline = pipeline;
        this.brake = brake;
    }

    /** The run has been built; none of its threads has begun. */
    synchronized void install(Assembly built) {
        assembly = built;
        wanted.forEach((wire, breakpoint) -> install(built, wire, breakpoint));
    }

    @Override
    public synchronized void set(Wire wire, Breakpoint breakpoint) {
        if (!pipeline.pipeline().wires().contains(wire)) {
            throw new IllegalArgumentException("no wire " + wire.id());
        }
        clear(wire);
        wanted.put(wire, breakpoint);
        if (assembly != null) {
            install(assembly, wire, breakpoint);
        }
    }

    @Override
    public synchronized void clear(Wire wire) {
        wanted.remove(wire);
        refusals.remove(wire);
        traps.remove(wire);
        Gate gate = gates.get(wire);
        if (gate != null) {
            gate.set(null);
        }
    }

    @Override
    public Map<Wire, Tally> tallies() {
        Map<Wire, Tally> tallies = new HashMap<>();
        for (Wire wire : wanted.keySet()) {
            Trap trap = traps.get(wire);
            tallies.put(wire, trap == null ? new Tally(0, 0, 0, refusals.get(wire)) : trap.tally());
        }
        return tallies;
    }

    @Override
    public @Nullable Held held() {
        return brake.held();
    }

    @Override
    public void step(Step step) {
        brake.step(step);
    }

    private void install(Assembly built, Wire wire, Breakpoint breakpoint) {
        StreamType stream = pipeline.stream(wire);
        if (stream == null) {
            return; // Nothing passes it: its writer has no such output.
        }
        @Nullable RowFilter filter = null;
        if (breakpoint.hasCondition()) {
            Checked checked = Language.check(breakpoint.condition(), stream.schema(), pipeline.environment());
            Expression condition = checked.expression();
            Problem refusal = condition == null
                    ? checked.problems().get(0)
                    : refusal(condition, stream.schema(), built.demanded(wire));
            if (refusal != null) {
                refusals.put(wire, refusal);
                return;
            }
            filter = Language.compileFilter(Objects.requireNonNull(condition));
        }
        Trap trap = new Trap(filter, breakpoint.everyHits());
        traps.put(wire, trap);
        gates.computeIfAbsent(wire, where -> built.gate(where, stream.schema())).set(trap);
    }

    /** Why a condition cannot be computed in this run: reading more columns could make more rows fail. */
    private static @Nullable Problem refusal(Expression condition, Schema schema, BitSet demanded) {
        if (!condition.type().is(TypeKind.BOOLEAN)) {
            return Problem.error("engine.breakpoint-no-condition", condition.type());
        }
        BitSet unread = condition.columns();
        unread.andNot(demanded);
        if (unread.isEmpty()) {
            return null;
        }
        List<String> names =
                unread.stream().mapToObj(i -> schema.field(i).name()).toList();
        return Problem.error(
                "engine.breakpoint-unread", names.stream().collect(Collectors.joining(", ")), names.size());
    }
}
