package dev.tailrace.engine;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.view.View;
import dev.tailrace.runtime.Breakpoints;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import dev.tailrace.runtime.Sample;
import dev.tailrace.runtime.StateLook;
import dev.tailrace.runtime.Tap;
import dev.tailrace.runtime.Telemetry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A run of the embedded engine. Its control thread builds and starts the others, tells them to end, renews the
 * allowances of taps, calls listeners, and ends last.
 */
final class EmbeddedRun implements Run {
    private static final System.Logger LOG = System.getLogger("dev.tailrace.engine");

    /** How often control looks while there is something to renew or somebody to wake. */
    private static final long TICK_MILLIS = 100;

    /** How long a thread may take to end by itself before its waiting is interrupted. */
    private static final long PATIENCE_NANOS = 500_000_000L;

    private final CheckedPipeline pipeline;
    private final Function<CheckedPipeline, Map<String, Setup<?>>> setups;
    private final RunOptions options;
    private final RunSecrets secrets;
    private final Lifecycle lifecycle = new Lifecycle();
    private final RunThreads threads;
    private final Brake brake;
    private final LiveBreakpoints breakpoints;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, View> views = new ConcurrentHashMap<>();
    private final Map<Wire, WireSampler> samplers = new ConcurrentHashMap<>();

    /** Of each source. */
    private final Map<String, Watchers> watchers = new HashMap<>();

    private final Thread control;
    private volatile @Nullable Assembly assembly;

    EmbeddedRun(
            CheckedPipeline pipeline,
            Function<CheckedPipeline, Map<String, Setup<?>>> setups,
            RunOptions options,
            RunSecrets secrets,
            String name) {
        this.pipeline = pipeline;
        this.setups = setups;
        this.options = options;
        this.secrets = secrets;
        this.threads = new RunThreads(name, lifecycle);
        this.brake = new Brake(lifecycle, threads::wakeToRest);
        for (Wire wire : pipeline.pipeline().wires()) {
            samplers.put(wire, new WireSampler());
        }
        for (CheckedNode node : pipeline.nodes().values()) {
            if (node.operator() instanceof SourceOperator<?>) {
                watchers.put(node.node().id(), new Watchers());
            }
        }
        this.breakpoints = new LiveBreakpoints(pipeline, brake);
        options.breakpoints().forEach(breakpoints::set);
        this.control = RunThreads.daemon(this::control, name + " control");
    }

    void start() {
        control.start();
    }

    @Override
    public CheckedPipeline pipeline() {
        return pipeline;
    }

    @Override
    public State state() {
        return brake.state(lifecycle.state());
    }

    @Override
    public @Nullable Problem failure() {
        return lifecycle.failure();
    }

    @Override
    public @Nullable Sample failedRow() {
        return lifecycle.failedRow();
    }

    @Override
    public void finish() {
        lifecycle.finish();
        brake.resume();
    }

    @Override
    public void stop() {
        lifecycle.stop();
        if (assembly == null) {
            control.interrupt(); // It may be waiting for a server that a source asks for its partitions.
        }
    }

    @Override
    public boolean canPause() {
        return true;
    }

    @Override
    public void pause() {
        brake.pause();
    }

    @Override
    public void resume() {
        brake.resume();
    }

    @Override
    public Breakpoints breakpoints() {
        return breakpoints;
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
        return lifecycle.await(atMost);
    }

    @Override
    public void onStateChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public @Nullable View view(String node) {
        return views.get(node);
    }

    @Override
    public Telemetry telemetry() {
        Assembly built = assembly;
        return built == null ? new Telemetry(System.nanoTime(), Map.of(), Map.of()) : Readings.of(built);
    }

    @Override
    public Tap tap(Wire wire) {
        WireSampler sampler = samplers.get(wire);
        StreamType stream = pipeline.stream(wire);
        if (sampler == null || stream == null) {
            throw new IllegalArgumentException("no wire " + wire.id());
        }
        Tap tap = new SamplerTap(stream.schema(), sampler, sourcesOf(wire));
        lifecycle.changed();
        return tap;
    }

    @Override
    public CompletableFuture<StateLook> lookAtState(String node, StateLook.Wanted wanted) {
        Assembly built = assembly;
        LiveNode live = built == null ? null : built.nodes().get(node);
        if (built == null || live == null) {
            return CompletableFuture.completedFuture(new StateLook.Unseen(
                    watchers.containsKey(node) ? StateLook.Why.STATELESS : StateLook.Why.NOT_RUNNING));
        }
        CompletableFuture<StateLook> answer = new CompletableFuture<>();
        built.taskOf(node).look(() -> {
            try {
                answer.complete(live.look(wanted));
            } catch (RuntimeException | Error bug) {
                // Whoever looks hears of it; the run does not stop for it.
                answer.completeExceptionally(bug);
            }
        });
        return answer;
    }

    private List<Watchers> sourcesOf(Wire wire) {
        return EmbeddedRuntime.reaching(pipeline, wire.from().node()).stream()
                .map(watchers::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private void control() {
        try {
            begin();
        } catch (Throwable thrown) {
            // A run that is stopped while it is being built has its waiting interrupted, which is no failure.
            if (lifecycle.state() != State.STOPPING) {
                fail(NodeFailure.ofRun(thrown));
            }
        }
        supervise();
        lifecycle.ended();
        tellListeners();
    }

    private void begin() throws InterruptedException {
        Assembly built = new Assembly(
                pipeline,
                secrets.into(setups.apply(pipeline)),
                options,
                lifecycle,
                brake,
                this::fail,
                views::put,
                samplers,
                watchers);
        built.build();
        breakpoints.install(built);
        assembly = built;
        threads.start(built);
    }

    /** Looks after the threads until all have ended. */
    private void supervise() {
        State told = State.STARTING;
        long toldStops = 0;
        long renewed = System.nanoTime();
        long endingSince = 0;
        boolean ending = false;
        while (true) {
            // Read before looking whether threads run: the end of the last one is then an event that was not seen.
            long seen = lifecycle.events();
            if (!lifecycle.threadsRun()) {
                break;
            }
            State state = state();
            if (state != told || brake.stopsBegun() != toldStops) {
                told = state;
                toldStops = brake.stopsBegun();
                tellListeners();
            }
            long now = System.nanoTime();
            if (lifecycle.isHalted() || lifecycle.isFinishing()) {
                endingSince = ending ? endingSince : now;
                ending = true;
                threads.wakeToEnd();
                if (now - endingSince > PATIENCE_NANOS) {
                    threads.interrupt();
                }
            }
            boolean watched = samplers.values().stream().anyMatch(WireSampler::isWatched);
            if (watched && now - renewed >= TICK_MILLIS * 1_000_000) {
                renewed = now;
                samplers.values().forEach(WireSampler::renew);
            }
            try {
                lifecycle.awaitEvent(seen, watched || ending ? TICK_MILLIS : 0);
            } catch (InterruptedException late) {
                LOG.log(System.Logger.Level.DEBUG, "the run was stopped just when it had been built");
            }
        }
        threads.join();
    }

    private void fail(NodeFailure failure) {
        // What is thrown below may say in its message what the settings hold.
        if (failure.getCause() != null && !secrets.areAny()) {
            LOG.log(System.Logger.Level.DEBUG, failure.problem().code(), failure.getCause());
        }
        lifecycle.fail(secrets.masked(failure.problem()), failure.row());
    }

    private void tellListeners() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException thrown) {
                LOG.log(System.Logger.Level.ERROR, "a listener of a run failed", thrown);
            }
        }
    }
}
