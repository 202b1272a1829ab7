package dev.tailrace.engine;

import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceContext;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one partition of a source on a thread of its own: polls, and parks when there is nothing yet until the source
 * asks for the next poll.
 */
final class PartitionThread implements Partition, Runnable {
    private static final long NO_TIME = Long.MAX_VALUE;

    private final String node;
    private final Source source;
    private final String partition;
    private final Lifecycle lifecycle;
    private final Brake brake;
    private final Watchers watchers;
    private final Consumer<NodeFailure> failures;
    private final NodeMeter meter = new NodeMeter();
    private final ThreadMeter thread = new ThreadMeter();
    private final Parking parking = new Parking();
    private final SourceContext context;
    private final Ring ring;
    private final PartitionOutlet outlet;

    /** Whose waiting may be interrupted, until it closes what it has opened. */
    private @Nullable Thread reading;

    private volatile Source.@Nullable Reader reader;
    private volatile boolean pollAsked;
    private volatile long pollAt = NO_TIME;

    /**
     * @param task the task that takes the rows
     * @param wired which output ports somebody reads
     * @param watchers of the source
     */
    PartitionThread(
            String node,
            Source source,
            String partition,
            Task task,
            boolean[] wired,
            int batchRows,
            long lingerNanos,
            Lifecycle lifecycle,
            Brake brake,
            Watchers watchers,
            Consumer<NodeFailure> failures) {
        this.node = node;
        this.source = source;
        this.partition = partition;
        this.lifecycle = lifecycle;
        this.brake = brake;
        this.watchers = watchers;
        this.failures = failures;
        this.context = new Context();
        this.ring = new Ring(task.input(), parking, thread, lifecycle, this::wake, Ring.Meanwhile.NOTHING);
        this.outlet = new PartitionOutlet(ring, wired, batchRows, lingerNanos);
    }

    Ring ring() {
        return ring;
    }

    @Override
    public NodeMeter meter() {
        return meter;
    }

    @Override
    public ThreadMeter threadMeter() {
        return thread;
    }

    @Override
    public double fill() {
        return ring.fill();
    }

    @Override
    public void wake() {
        Source.Reader open = reader;
        if (open != null) {
            open.wakeUp();
        }
        parking.wake();
    }

    @Override
    public void run() {
        setReading(Thread.currentThread());
        try {
            Source.Reader opened = source.open(partition, context);
            reader = opened;
            lifecycle.opened();
            read(opened);
            if (!lifecycle.isHalted()) {
                outlet.end();
            }
        } catch (Throwable thrown) {
            fail(thrown);
        } finally {
            close();
            lifecycle.sourceEnded();
            lifecycle.threadEnded();
        }
    }

    private void read(Source.Reader opened) throws IOException, InterruptedException {
        long mark = workedUntil();
        while (!isToEnd()) {
            if (brake.rest() != null) {
                awaitRelease();
                mark = workedUntil();
                continue;
            }
            pollAsked = false;
            pollAt = NO_TIME;
            Source.Reader.Poll found;
            try {
                found = opened.poll(outlet);
            } catch (InterruptedException | IOException thrown) {
                if (isToEnd() && Thread.interrupted() | thrown instanceof InterruptedException) {
                    return;
                }
                throw thrown;
            }
            long now = workedUntil();
            if (found == Source.Reader.Poll.NOTHING_YET) {
                thread.addIdle(now - mark);
                awaitPoll();
                mark = workedUntil();
            } else {
                meter.addBusy(now - mark);
                mark = now;
                if (outlet.isFlushDue()) {
                    outlet.flush();
                }
            }
            meter.setProgress(opened.progress());
            if (found == Source.Reader.Poll.END) {
                return;
            }
        }
    }

    private synchronized void setReading(@Nullable Thread thread) {
        reading = thread;
    }

    /** Interrupts a source that does not answer; closing it may take its time. From any thread. */
    synchronized void interrupt() {
        Thread thread = reading;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private boolean isToEnd() {
        return lifecycle.isHalted() || lifecycle.isFinishing();
    }

    private void awaitPoll() {
        while (!isPollDue()) {
            if (outlet.isFlushDue()) {
                outlet.flush();
            }
            long asked = pollAt;
            long nanos = asked == NO_TIME ? Long.MAX_VALUE : asked - System.nanoTime();
            thread.beginWait(ThreadMeter.Wait.IDLE);
            parking.await(
                    () -> isPollDue() || pollAt != asked || outlet.isFlushDue(),
                    Math.min(nanos, outlet.nanosToFlush()));
            thread.endWait();
        }
    }

    /** Has it look whether it is to be at rest; without a call of the source, which may take its time. */
    void lookAgain() {
        parking.wake();
    }

    private void awaitRelease() {
        thread.beginWait(ThreadMeter.Wait.IDLE);
        parking.await(() -> brake.rest() == null || isToEnd(), Long.MAX_VALUE);
        thread.endWait();
    }

    private boolean isPollDue() {
        long at = pollAt;
        return pollAsked || isToEnd() || (at != NO_TIME && at - System.nanoTime() <= 0);
    }

    /** A clock that stands still while the thread waits. */
    private long workedUntil() {
        return System.nanoTime() - thread.waitedNanos();
    }

    private void close() {
        setReading(null);
        Thread.interrupted(); // One that came late must not meet what closes.
        Source.Reader open = reader;
        if (open != null) {
            try {
                open.close();
            } catch (Throwable thrown) {
                fail(thrown);
            }
        }
    }

    private void fail(Throwable thrown) {
        if (thrown instanceof IOException && lifecycle.isHalted()) {
            return; // Halting has interrupted it.
        }
        failures.accept(NodeFailure.of(node, thrown));
    }

    /** Lets the source ask for polls. */
    private final class Context extends LiveContext implements SourceContext {
        Context() {
            super(node, meter, failures);
        }

        @Override
        public void pollAt(long nanoTime) {
            pollAt = nanoTime;
            parking.wake();
        }

        @Override
        public void pollNow() {
            pollAsked = true;
            parking.wake();
        }

        @Override
        public boolean isWatched() {
            return watchers.any();
        }
    }
}
