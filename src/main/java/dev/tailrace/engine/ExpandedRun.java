package dev.tailrace.engine;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.Expanded;
import dev.tailrace.operator.view.View;
import dev.tailrace.runtime.Breakpoint;
import dev.tailrace.runtime.Breakpoints;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import dev.tailrace.runtime.Sample;
import dev.tailrace.runtime.StateLook;
import dev.tailrace.runtime.Tap;
import dev.tailrace.runtime.Telemetry;
import dev.tailrace.runtime.Telemetry.NodeReading;
import dev.tailrace.runtime.Telemetry.WireReading;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A run of a pipeline with composite nodes, told as the drawing has it: what their parts do is theirs. Safe on any thread,
 * as the run of the parts is.
 */
final class ExpandedRun implements Run {
    private final Run parts;
    private final CheckedPipeline pipeline;
    private final Expanded expanded;

    /** @param parts the run of the expanded pipeline */
    ExpandedRun(Run parts, CheckedPipeline pipeline, Expanded expanded) {
        this.parts = parts;
        this.pipeline = pipeline;
        this.expanded = expanded;
    }

    @Override
    public CheckedPipeline pipeline() {
        return pipeline;
    }

    @Override
    public State state() {
        return parts.state();
    }

    @Override
    public @Nullable Problem failure() {
        Problem failure = parts.failure();
        return failure == null ? null : expanded.outer(failure);
    }

    @Override
    public @Nullable Sample failedRow() {
        return parts.failedRow();
    }

    @Override
    public void finish() {
        parts.finish();
    }

    @Override
    public void stop() {
        parts.stop();
    }

    @Override
    public boolean canPause() {
        return parts.canPause();
    }

    @Override
    public void pause() {
        parts.pause();
    }

    @Override
    public void resume() {
        parts.resume();
    }

    @Override
    public Breakpoints breakpoints() {
        return new ExpandedBreakpoints(parts.breakpoints(), pipeline, expanded);
    }

    /** The options with the wires of the parts. */
    static RunOptions inner(RunOptions options, Expanded expanded) {
        Map<Wire, Breakpoint> inner = new HashMap<>();
        options.breakpoints().forEach((wire, breakpoint) -> inner.put(expanded.inner(wire), breakpoint));
        return options.withBreakpoints(inner);
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
        return parts.await(atMost);
    }

    @Override
    public void onStateChange(Runnable listener) {
        parts.onStateChange(listener);
    }

    @Override
    public Telemetry telemetry() {
        Telemetry inner = parts.telemetry();
        Map<Wire, WireReading> wires = new HashMap<>();
        for (Wire wire : pipeline.pipeline().wires()) {
            WireReading reading = inner.wires().get(expanded.inner(wire));
            if (reading != null) {
                wires.put(wire, reading);
            }
        }
        Map<String, NodeReading> nodes = new HashMap<>();
        inner.nodes()
                .forEach((id, reading) -> nodes.merge(
                        Objects.requireNonNullElse(expanded.outer().get(id), id), reading, ExpandedRun::together));
        return new Telemetry(inner.nanoTime(), wires, nodes);
    }

    /** Two parts of one node: it works while either does, and waits as long as the one that waits most. */
    private static NodeReading together(NodeReading a, NodeReading b) {
        return new NodeReading(
                a.busyNanos() + b.busyNanos(),
                Math.max(a.blockedNanos(), b.blockedNanos()),
                Math.max(a.idleNanos(), b.idleNanos()),
                a.errors() + b.errors(),
                a.late() + b.late(),
                a.stateRows() + b.stateRows(),
                Math.max(a.progress(), b.progress()));
    }

    @Override
    public Tap tap(Wire wire) {
        return parts.tap(expanded.inner(wire));
    }

    @Override
    public CompletableFuture<StateLook> lookAtState(String node, StateLook.Wanted wanted) {
        Map<String, CompletableFuture<StateLook>> looks = new LinkedHashMap<>();
        expanded.outer().forEach((part, of) -> {
            if (of.equals(node)) {
                String name = parts.pipeline().node(part).node().name();
                looks.put(name.isEmpty() ? part : name, parts.lookAtState(part, wanted));
            }
        });
        if (looks.isEmpty()) {
            return parts.lookAtState(node, wanted);
        }
        return CompletableFuture.allOf(looks.values().toArray(CompletableFuture[]::new))
                .thenApply(all -> {
                    StateOfParts together = new StateOfParts();
                    looks.forEach((part, look) -> together.add(part, look.join()));
                    return together.together();
                });
    }

    @Override
    public @Nullable View view(String node) {
        return parts.view(node);
    }
}
