package dev.tailrace.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread and the nodes that run on it. It takes elements from its rings, and from sources that never wait, in turn and
 * pushes them through its nodes by direct calls; in between it runs completions and timers; when there is nothing, it
 * parks.
 */
final class Task implements Runnable {
    /** Number of the checkpoint that the end of a run makes. */
    private static final long LAST_CHECKPOINT = 1;

    /** About the time in which a fast source fills a few batches. */
    private static final long NAP_NANOS = 50_000;

    private final int number;
    private final Lifecycle lifecycle;
    private final Brake brake;
    private final Consumer<NodeFailure> failures;
    private final long lingerNanos;
    private final Parking input = new Parking();
    private final Parking room = new Parking();
    private final ThreadMeter meter = new ThreadMeter();
    private final Stopwatch stopwatch = new Stopwatch(meter);
    private final List<Inlet> inlets = new ArrayList<>();
    private final List<DirectPartition> sources = new ArrayList<>();
    private final List<LiveNode> nodes = new ArrayList<>();
    private final Transforms transforms = new Transforms(stopwatch);
    private final Queue<Runnable> completions = new ConcurrentLinkedQueue<>();
    private final Looks looks = new Looks();
    private volatile boolean readingAsked;

    /** Whether elements came soon after the last waiting began, so that more will come soon. */
    private boolean inFlow;

    /**
     * @param number of the task in its run
     * @param lingerNanos how long rows must have paused before sinks are flushed
     */
    Task(int number, Lifecycle lifecycle, Brake brake, Consumer<NodeFailure> failures, long lingerNanos) {
        this.number = number;
        this.lifecycle = lifecycle;
        this.brake = brake;
        this.failures = failures;
        this.lingerNanos = lingerNanos;
    }

    /** Where the task waits for elements. */
    Parking input() {
        return input;
    }

    /** Where the task waits for room in the rings it writes to. */
    Parking room() {
        return room;
    }

    ThreadMeter meter() {
        return meter;
    }

    Stopwatch stopwatch() {
        return stopwatch;
    }

    /** Before the start; nodes come before the nodes that read from them. */
    void add(LiveNode node) {
        nodes.add(node);
        if (node instanceof TransformNode transform) {
            transforms.add(transform);
        }
    }

    /** Before the start. */
    void add(Inlet inlet) {
        inlets.add(inlet);
    }

    /** Before the start. */
    void add(DirectPartition source) {
        sources.add(source);
    }

    /** Runs something on the task's thread; from any thread. */
    void complete(Runnable completion) {
        completions.add(completion);
        input.wake();
    }

    /**
     * Lets somebody look at a node between two elements on the task's thread, also while the run is at rest; after the
     * task's end at once. From any thread.
     *
     * @param look must not fail
     */
    void look(Runnable look) {
        looks.add(look, this::wake);
    }

    /**
     * While it waits for room in a ring: whoever looks at a run at rest does not wait with it for a reader that is at rest
     * too, but looks in the midst of an element, as where a row is held.
     */
    Ring.Meanwhile whileHeldUp() {
        return new Ring.Meanwhile() {
            @Override
            public boolean isAsked() {
                return isResting() && looks.areWaiting();
            }

            @Override
            public void answer() {
                looks.run();
            }
        };
    }

    /** The nodes work no more: what is to be seen of them is kept, and whoever looks sees that. */
    private void endLooks(List<LiveNode> opened) {
        looks.end(() -> opened.forEach(LiveNode::keepLook));
    }

    /** Ends all waiting, so that the task sees that it is to end; from any thread. */
    void wake() {
        input.wake();
        room.wake();
    }

    /** Asks for the number of rows in the nodes' states, and for fresh busy times; from any thread. */
    void askReading() {
        readingAsked = true;
    }

    @Override
    public void run() {
        List<LiveNode> opened = new ArrayList<>();
        try {
            List<LiveNode> readersFirst = new ArrayList<>(nodes);
            Collections.reverse(readersFirst);
            for (LiveNode node : readersFirst) {
                opened.add(node);
                node.open();
            }
            lifecycle.opened();
            work();
            endLooks(opened);
            settle();
        } catch (Throwable thrown) {
            fail(thrown);
        } finally {
            try {
                sources.forEach(source -> close(source::close));
                endLooks(opened);
                opened.forEach(node -> close(node::close));
            } finally {
                lifecycle.threadEnded(); // Else the run would never end.
            }
        }
    }

    private void work() {
        stopwatch.start();
        int open = inlets.size() + sources.size();
        while ((open > 0 || transforms.areFinishing()) && !lifecycle.isHalted()) {
            looks.run();
            if (isResting()) {
                rest();
                continue;
            }
            boolean worked = false;
            for (int i = 0; i < inlets.size() && !transforms.areFull(); i++) {
                Inlet inlet = inlets.get(i);
                Element element = inlet.poll();
                if (element != null) {
                    worked = true;
                    stopwatch.beginElement();
                    inlet.take(element);
                    stopwatch.endElement();
                    if (inlet.hasEnded()) {
                        open--;
                    }
                }
            }
            for (int i = 0; i < sources.size() && !transforms.areFull(); i++) {
                DirectPartition source = sources.get(i);
                if (source.isDue()) {
                    worked = true;
                    stopwatch.beginElement();
                    source.poll();
                    stopwatch.endElement();
                    if (source.hasEnded()) {
                        open--;
                    }
                }
            }
            worked |= runCompletions();
            if (brake.rest() == null) {
                transforms.fireTimers(); // The clock holds too while the run is at rest.
            }
            if (readingAsked) {
                measureState();
                stopwatch.timeNext();
            }
            if (!worked && (open > 0 || transforms.areFinishing()) && !nap()) {
                pause();
            }
        }
        measureState();
    }

    private boolean runCompletions() {
        if (completions.isEmpty()) {
            return false;
        }
        @Nullable Runnable completion;
        while ((completion = completions.poll()) != null && !lifecycle.isHalted()) {
            stopwatch.beginElement();
            completion.run();
            stopwatch.endElement();
        }
        return true;
    }

    /**
     * Lets writers that are slower, but not much, get some elements ahead, without being woken for each of them: waking
     * costs more than light nodes do.
     *
     * @return whether it was worth it
     */
    private boolean nap() {
        if (inFlow) {
            meter.beginWait(ThreadMeter.Wait.IDLE);
            LockSupport.parkNanos(this, NAP_NANOS);
            meter.endWait();
            inFlow = isReady();
        }
        return inFlow;
    }

    /** Nothing to do: waits for something, and shows what sinks have written if that takes longer than the linger. */
    private void pause() {
        for (Inlet inlet : inlets) {
            inlet.ring().runDry();
        }
        measureState();
        await(Math.min(lingerNanos, nanosToTimer()));
        if (!isReady() && nanosToTimer() > 0) {
            showWritten();
            await(nanosToTimer());
        }
    }

    private boolean isResting() {
        Brake.Rest rest = brake.rest();
        return rest != null && !rest.spares(number);
    }

    private void rest() {
        showWritten();
        measureState();
        await(input, () -> !isResting() || looks.areWaiting() || lifecycle.isHalted(), Long.MAX_VALUE);
    }

    /** Waits until something has been ordered about a row that is held in the midst of an element, or the run ends. */
    void awaitOrder(BooleanSupplier ordered) {
        while (!ordered.getAsBoolean() && !lifecycle.isHalted()) {
            looks.run();
            await(room, () -> ordered.getAsBoolean() || looks.areWaiting() || lifecycle.isHalted(), Long.MAX_VALUE);
        }
    }

    /** Lets sinks show what they have written. */
    void showWritten() {
        for (LiveNode node : nodes) {
            node.flush();
        }
    }

    private void await(long nanos) {
        await(input, this::isReady, nanos);
    }

    private void await(Parking parking, BooleanSupplier ready, long nanos) {
        long waitedNanos = meter.waitedNanos();
        meter.beginWait(ThreadMeter.Wait.IDLE);
        parking.await(ready, nanos);
        meter.endWait();
        waitedNanos = meter.waitedNanos() - waitedNanos;
        stopwatch.resume(waitedNanos);
        inFlow = waitedNanos < NAP_NANOS;
    }

    private boolean isReady() {
        boolean full = transforms.areFull();
        for (int i = 0; i < inlets.size() && !full; i++) {
            Inlet inlet = inlets.get(i);
            if (!inlet.hasEnded() && !inlet.ring().isEmpty()) {
                return true;
            }
        }
        for (int i = 0; i < sources.size() && !full; i++) {
            if (sources.get(i).isDue()) {
                return true;
            }
        }
        return !completions.isEmpty() || looks.areWaiting() || lifecycle.isHalted();
    }

    /** Until something is due by the clock; {@link Long#MAX_VALUE} for nothing. */
    private long nanosToTimer() {
        if (brake.rest() != null) {
            return Long.MAX_VALUE;
        }
        long earliest = transforms.nextTimer();
        long nanos = earliest == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : TimeUnit.MILLISECONDS.toNanos(Math.max(0, earliest - System.currentTimeMillis()));
        for (DirectPartition source : sources) {
            nanos = Math.min(nanos, source.nanosToPoll());
        }
        return nanos;
    }

    private void measureState() {
        readingAsked = false;
        transforms.measureState();
    }

    /** Commits what the sinks have written, if every task can. */
    private void settle() throws InterruptedException {
        if (!lifecycle.hasFailed()) {
            for (LiveNode node : nodes) {
                node.prepare(LAST_CHECKPOINT);
            }
            if (lifecycle.awaitCommit()) {
                for (LiveNode node : nodes) {
                    node.commit();
                }
            }
        }
    }

    private void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    private void fail(Throwable thrown) {
        failures.accept(NodeFailure.of(nodes.isEmpty() ? "" : nodes.get(0).id(), thrown));
    }
}
