package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceContext;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One partition of a source that never waits, read by the task that takes its rows: a thread and a ring in between would
 * cost more than such sources do. On the task's thread, apart from what {@link Partition} has.
 */
final class DirectPartition implements Partition {
    private static final long NO_TIME = Long.MAX_VALUE;

    private final String node;
    private final Source source;
    private final String partition;
    private final Task task;
    private final Lifecycle lifecycle;
    private final NodeMeter meter = new NodeMeter();
    private final SourceContext context;
    private final Entrance entrance;
    private Source.@Nullable Reader reader;
    private boolean ended;
    private volatile boolean pollAsked = true;
    private volatile long pollAt = NO_TIME;

    /**
     * @param place in the source: which of its partitions this is
     * @param wired which output ports somebody reads
     * @param watchers of the source
     */
    DirectPartition(
            String node,
            Source source,
            String partition,
            SourceEntry entry,
            int place,
            Task task,
            boolean[] wired,
            int batchRows,
            Lifecycle lifecycle,
            Watchers watchers,
            Consumer<NodeFailure> failures) {
        this.node = node;
        this.source = source;
        this.partition = partition;
        this.task = task;
        this.lifecycle = lifecycle;
        this.context = new Context(failures, watchers);
        this.entrance = new Entrance(entry, place, wired, batchRows);
        task.stopwatch().add(meter);
    }

    @Override
    public NodeMeter meter() {
        return meter;
    }

    @Override
    public ThreadMeter threadMeter() {
        return task.meter();
    }

    @Override
    public double fill() {
        return -1;
    }

    @Override
    public void wake() {
        task.input().wake();
    }

    boolean hasEnded() {
        return ended;
    }

    /** Whether there is something to do now. */
    boolean isDue() {
        if (ended || !lifecycle.maySourcesOpen()) {
            return false;
        }
        long at = pollAt;
        return pollAsked || lifecycle.isFinishing() || (at != NO_TIME && at - System.nanoTime() <= 0);
    }

    /** Until it is due by the clock; {@link Long#MAX_VALUE} if it is not by itself. */
    long nanosToPoll() {
        long at = pollAt;
        return ended || at == NO_TIME ? Long.MAX_VALUE : Math.max(0, at - System.nanoTime());
    }

    /** Reads about one batch and pushes it through the task's nodes. */
    void poll() {
        Stopwatch stopwatch = task.stopwatch();
        NodeMeter caller = stopwatch.isTiming() ? stopwatch.enter(meter) : null;
        try {
            read();
        } catch (Throwable thrown) {
            throw NodeFailure.of(node, thrown);
        }
        if (stopwatch.isTiming()) {
            stopwatch.leave(caller);
        }
    }

    private void read() throws Exception {
        Source.Reader open = reader;
        if (open == null) {
            open = source.open(partition, context);
            reader = open;
            lifecycle.opened();
        }
        pollAsked = false;
        pollAt = NO_TIME;
        Source.Reader.Poll found = lifecycle.isFinishing() ? Source.Reader.Poll.END : open.poll(entrance);
        meter.setProgress(open.progress());
        if (found == Source.Reader.Poll.MORE) {
            pollAsked = true;
        } else if (found == Source.Reader.Poll.END) {
            end();
            entrance.end();
        }
    }

    /** Gives up what it has opened. */
    void close() throws Exception {
        if (!ended) {
            end();
        }
        if (reader != null) {
            reader.close();
        }
    }

    private void end() {
        ended = true;
        lifecycle.sourceEnded();
    }

    /** Passes on by calls what the source emits, cut to the run's batch size. */
    private record Entrance(SourceEntry entry, int place, boolean[] wired, int batchRows) implements Outlet {
        @Override
        public void emit(int port, Batch batch) {
            if (!wired[port]) {
                return;
            }
            int rows = batch.rows();
            if (rows <= batchRows) {
                entry.rows(place, port, batch);
                return;
            }
            for (int from = 0; from < rows; from += batchRows) {
                entry.rows(place, port, batch.slice(from, Math.min(rows, from + batchRows)));
            }
        }

        @Override
        public void watermark(long millis) {
            if (millis != Long.MAX_VALUE) {
                entry.watermark(place, millis);
            }
        }

        @Override
        public void idle() {
            entry.idle(place);
        }

        void end() {
            entry.end(place);
        }
    }

    /** Lets the source ask for polls. */
    private final class Context extends LiveContext implements SourceContext {
        private final Watchers watchers;

        Context(Consumer<NodeFailure> failures, Watchers watchers) {
            super(node, meter, failures);
            this.watchers = watchers;
        }

        @Override
        public void pollAt(long nanoTime) {
            pollAt = nanoTime;
            task.input().wake();
        }

        @Override
        public void pollNow() {
            pollAsked = true;
            task.input().wake();
        }

        @Override
        public boolean isWatched() {
            return watchers.any();
        }
    }
}
