package dev.tailrace.designer.tests;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Work on background threads, one at a time: what begins gives up what has begun before, of which nothing more is heard.
 * Used on the JavaFX thread.
 */
final class Jobs {
    /** What is done in the background; a cancel interrupts it. */
    interface Work {
        /** @param here runs something on the JavaFX thread, unless the work has been given up meanwhile */
        void run(Executor here) throws InterruptedException;
    }

    private final Executor background;
    private final Executor here;
    private final Runnable ended;
    private @Nullable FutureTask<?> current;

    /** @param ended hears when nothing is done any more */
    Jobs(Executor background, Executor here, Runnable ended) {
        this.background = background;
        this.here = here;
        this.ended = ended;
    }

    void begin(Work work) {
        cancel();
        Job job = new Job(work);
        current = job.task;
        background.execute(job);
    }

    /** Gives up what is done. */
    void cancel() {
        FutureTask<?> given = current;
        if (given != null) {
            current = null;
            given.cancel(true);
            ended.run();
        }
    }

    /** One piece of work. */
    private final class Job implements Runnable {
        private final FutureTask<?> task;

        Job(Work work) {
            task = new FutureTask<>(() -> {
                work.run(this::tell);
                return null;
            });
        }

        private void tell(Runnable news) {
            here.execute(() -> {
                if (current == task) {
                    news.run();
                }
            });
        }

        @Override
        public void run() {
            task.run();
            // A cancel that came late must not meet the next work of this thread.
            Thread.interrupted();
            tell(() -> {
                current = null;
                ended.run();
            });
            try {
                task.get();
            } catch (CancellationException givenUp) {
                return;
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof InterruptedException)) {
                    throw new IllegalStateException("a fault of the program", failed.getCause());
                }
                // The window closes, and its threads with it.
                Thread.currentThread().interrupt();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
