package dev.tailrace.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Who would like to look at the nodes of a task: they wait for its thread, and once it has ended for nobody. */
final class Looks {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    /**
     * Adds one, to be run by {@link #run()}; at once, by the caller, after the task's end. From any thread.
     *
     * @param wake has the task's thread come by
     */
    void add(Runnable look, Runnable wake) {
        waiting.add(look);
        wake.run();
        if (ended) {
            run();
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** On the task's thread. */
    void run() {
        @Nullable Runnable look;
        while ((look = waiting.poll()) != null) {
            look.run();
        }
    }

    /** The nodes work no more: what can be seen of them stays as it is. On the task's thread. */
    void end() {
        ended = true;
        run();
    }

    boolean haveEnded() {
        return ended;
    }
}
