package dev.tailrace.engine;

import dev.tailrace.operator.Processor;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lets a transform that is run event by event have the answers it waits for before the next event, so that what leaves
 * belongs to one event. Completions may come from any thread; all else on one.
 */
final class Answering {
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final int MAX_LOOKS = 1_500;

    private final BlockingQueue<Runnable> completions = new LinkedBlockingQueue<>();

    void add(Runnable completion) {
        completions.add(completion);
    }

    /** Returns once nothing is waited for, or after half a minute; keeps an interrupt for the caller to see. */
    void settle(TransformNode node, Processor processor) {
        for (int looks = 0; looks < MAX_LOOKS; looks++) {
            for (Runnable completion; (completion = completions.poll()) != null; ) {
                completion.run();
            }
            if (!processor.isWaiting()) {
                return;
            }
            node.fireProcessingTimers();
            try {
                Runnable completion = completions.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                if (completion != null) {
                    completion.run();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
