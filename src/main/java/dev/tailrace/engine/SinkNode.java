package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SinkContext;
import dev.tailrace.operator.view.View;
import dev.tailrace.runtime.StateLook;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A sink as it runs. */
final class SinkNode implements LiveNode {
    private final String id;
    private final Sink sink;
    private final NodeMeter meter = new NodeMeter();
    private final Stopwatch stopwatch;
    private final InputWatermarks watermarks;
    private final SinkContext context;
    private final NodeState state;
    private boolean unflushed;
    private @Nullable String committable;

    /** @param views takes what the sink publishes, by its id */
    SinkNode(
            String id,
            Sink sink,
            int wires,
            Stopwatch stopwatch,
            Consumer<NodeFailure> failures,
            BiConsumer<String, View> views) {
        this.id = id;
        this.sink = sink;
        this.stopwatch = stopwatch;
        this.watermarks = new InputWatermarks(wires);
        this.context = new Context(id, meter, failures, views);
        this.state = new NodeState(sink::snapshot, () -> 0, watermarks::combined);
        stopwatch.add(meter);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public NodeMeter meter() {
        return meter;
    }

    @Override
    public void open() {
        attempt(() -> sink.open(context));
    }

    @Override
    public void rows(int wire, int port, Batch batch) {
        NodeMeter caller = enter();
        watermarks.awake(wire);
        unflushed = true;
        try {
            sink.write(batch);
        } catch (Throwable thrown) {
            throw NodeFailure.of(id, thrown);
        }
        leave(caller);
    }

    @Override
    public void watermark(int wire, long millis) {
        if (watermarks.advance(wire, millis)) {
            advance();
        }
    }

    @Override
    public void idle(int wire) {
        if (watermarks.idle(wire)) {
            advance();
        }
    }

    @Override
    public void end(int wire) {
        if (watermarks.end(wire)) {
            advance();
        }
    }

    private void advance() {
        NodeMeter caller = enter();
        attempt(() -> sink.watermark(watermarks.combined()));
        leave(caller);
    }

    @Override
    public void flush() {
        if (unflushed) {
            unflushed = false;
            attempt(sink::flush);
        }
    }

    @Override
    public void prepare(long checkpoint) {
        attempt(() -> committable = sink.prepare(checkpoint));
    }

    @Override
    public void commit() {
        String prepared = committable;
        if (prepared != null) {
            committable = null;
            attempt(() -> sink.commit(prepared));
        }
    }

    @Override
    public StateLook look(StateLook.Wanted wanted) {
        return state.look(wanted);
    }

    @Override
    public void keepLook() {
        state.close();
    }

    @Override
    public void close() {
        attempt(sink::close);
    }

    private @Nullable NodeMeter enter() {
        state.enter();
        return stopwatch.isTiming() ? stopwatch.enter(meter) : null;
    }

    private void leave(@Nullable NodeMeter caller) {
        state.leave();
        if (stopwatch.isTiming()) {
            stopwatch.leave(caller);
        }
    }

    private void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (Throwable thrown) {
            throw NodeFailure.of(id, thrown);
        }
    }

    /** Something a sink does that may fail. */
    private interface Attempt {
        void run() throws Exception;
    }

    /** The context with the sink's views. */
    private static final class Context extends LiveContext implements SinkContext {
        private final BiConsumer<String, View> views;

        Context(String node, NodeMeter meter, Consumer<NodeFailure> failures, BiConsumer<String, View> views) {
            super(node, meter, failures);
            this.views = views;
        }

        @Override
        public void publish(View view) {
            views.accept(node(), view);
        }
    }
}
