package dev.tailrace.engine;

import dev.tailrace.data.Problem;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Sample;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the threads of one run have in common: its state, whether it is to end, its first failure, and how many threads
 * have come how far. Safe on any thread.
 */
final class Lifecycle {
    private Run.State state = Run.State.STARTING;
    private @Nullable Problem failure;
    private @Nullable Sample failedRow;
    private int opening;
    private int unprepared;
    private int runningSources;
    private int runningThreads;
    private long events;
    private volatile boolean finishing;
    private volatile boolean halted;
    private volatile boolean sourcesMayOpen;

    synchronized Run.State state() {
        return state;
    }

    synchronized @Nullable Problem failure() {
        return failure;
    }

    synchronized @Nullable Sample failedRow() {
        return failedRow;
    }

    /** Sources are to end where they are; the rest drains. */
    boolean isFinishing() {
        return finishing;
    }

    /** No more element is to be taken: the run is being stopped or has failed. Waiting ends. */
    boolean isHalted() {
        return halted;
    }

    synchronized void finish() {
        if (state == Run.State.STARTING || state == Run.State.RUNNING) {
            state = Run.State.FINISHING;
            finishing = true;
            changed();
        }
    }

    synchronized void stop() {
        if (!state.isFinal() && state != Run.State.STOPPING) {
            state = Run.State.STOPPING;
            halted = true;
            changed();
        }
    }

    /** The first failure is the run's; those that follow from it are not told. */
    synchronized void fail(Problem problem, @Nullable Sample row) {
        if (failure == null && !state.isFinal()) {
            failure = problem;
            failedRow = row;
            halted = true;
            changed();
        }
    }

    /** Says how many threads are about to open what they run. Before any of them is started. */
    synchronized void expectTasks(int tasks) {
        opening += tasks;
        unprepared = tasks;
        runningThreads += tasks;
    }

    /**
     * As {@link #expectTasks}, for the partitions of sources, which may open from now on.
     *
     * @param partitions all of them
     * @param threads how many of them have a thread of their own
     */
    synchronized void expectSources(int partitions, int threads) {
        opening += partitions;
        runningSources = partitions;
        runningThreads += threads;
        sourcesMayOpen = true;
    }

    /** Whether all that comes below the sources is open. */
    boolean maySourcesOpen() {
        return sourcesMayOpen;
    }

    /** The run is running with the last source that opens, before that one gives a row. */
    synchronized void opened() {
        opening--;
        if (sourcesMayOpen) {
            running();
        }
        changed();
    }

    /** Waits until the threads expected so far have opened what they run; false if the run is to end instead. */
    synchronized boolean awaitOpened() throws InterruptedException {
        while (opening > 0 && !halted) {
            wait();
        }
        return !halted;
    }

    /** Has the run be running if all has been opened. */
    synchronized void running() {
        if (opening == 0 && state == Run.State.STARTING && !halted) {
            state = runningSources == 0 ? Run.State.FINISHING : Run.State.RUNNING;
            changed();
        }
    }

    synchronized void sourceEnded() {
        runningSources--;
        if (runningSources == 0 && state == Run.State.RUNNING && !halted) {
            state = Run.State.FINISHING;
        }
        changed();
    }

    synchronized void threadEnded() {
        runningThreads--;
        changed();
    }

    /**
     * Says that a task's sinks have prepared what they wrote, and waits for all the others: nothing is committed unless
     * everything can be.
     *
     * @return whether to commit
     */
    synchronized boolean awaitCommit() throws InterruptedException {
        unprepared--;
        changed();
        while (unprepared > 0 && failure == null) {
            wait();
        }
        return failure == null;
    }

    synchronized boolean threadsRun() {
        return runningThreads > 0;
    }

    synchronized boolean sourcesRun() {
        return runningSources > 0;
    }

    synchronized boolean hasFailed() {
        return failure != null;
    }

    /** The final state; all threads but the one that calls have ended. */
    synchronized void ended() {
        if (failure != null) {
            state = Run.State.FAILED;
        } else {
            state = state == Run.State.STOPPING ? Run.State.STOPPED : Run.State.DONE;
        }
        changed();
    }

    /** Counts what happens; see {@link #awaitEvent}. */
    synchronized long events() {
        return events;
    }

    /** Lets {@link #awaitEvent} return. */
    synchronized void changed() {
        events++;
        notifyAll();
    }

    /** Waits until something has happened since {@code seen}, at most so long; 0 for any time. */
    synchronized void awaitEvent(long seen, long millis) throws InterruptedException {
        if (events == seen) {
            wait(millis);
        }
    }

    /** Waits for a final state; false if the time passed before. */
    synchronized boolean await(Duration atMost) throws InterruptedException {
        long began = System.nanoTime();
        while (!state.isFinal()) {
            long left = TimeUnit.NANOSECONDS.toMillis(atMost.toNanos() - (System.nanoTime() - began));
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
