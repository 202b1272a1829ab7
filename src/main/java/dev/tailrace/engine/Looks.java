package dev.tailrace.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Those who want to look at the nodes of a task. They wait for its thread, and after its end they need not. */
final class Looks {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    /**
     * From any thread.
     *
     * @param look must not fail
     * @param wake has the task see that somebody waits
     */
    void add(Runnable look, Runnable wake) {
        waiting.add(look);
        wake.run();
        // Looked at behind the addition, as the end is told before the last ones are run: so one of the two runs it.
        if (ended) {
            run();
        }
    }

    boolean areWaiting() {
        return !waiting.isEmpty();
    }

    /** Lets those look who wait; on the task's thread, or on any once it has ended. */
    void run() {
        @Nullable Runnable look;
        while ((look = waiting.poll()) != null) {
            look.run();
        }
    }

    /** On the task's thread; once is enough. */
    void end(Runnable keep) {
        if (!ended) {
            keep.run();
            ended = true;
            run();
        }
    }
}
