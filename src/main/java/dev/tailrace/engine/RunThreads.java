package dev.tailrace.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads that do the work of a run: one a task, and one a partition that may wait. The run's control thread starts
 * them, interrupts them and sees them end; they are woken from any thread.
 */
final class RunThreads {
    private static final System.Logger LOG = System.getLogger("dev.tailrace.engine");

    private final String run;
    private final Lifecycle lifecycle;
    private final List<Thread> sources = new ArrayList<>();
    private final List<Thread> tasks = new ArrayList<>();
    /** What they work on, once they are being started. */
    private volatile @Nullable Assembly assembly;

    /** @param run its name, with which the threads' names begin */
    RunThreads(String run, Lifecycle lifecycle) {
        this.run = run;
        this.lifecycle = lifecycle;
    }

    /** A thread that does not keep the program from ending. */
    static Thread daemon(Runnable runnable, String name) {
        Thread thread = new Thread(runnable, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Starts the tasks and, once their nodes are open, the sources; until these are open too, or the run ends before. */
    void start(Assembly built) throws InterruptedException {
        assembly = built;
        for (int i = 0; i < built.tasks().size(); i++) {
            tasks.add(daemon(built.tasks().get(i), run + " task-" + i));
        }
        lifecycle.expectTasks(tasks.size());
        tasks.forEach(Thread::start);
        if (!lifecycle.awaitOpened()) {
            return;
        }
        built.partitions()
                .forEach((node, partitions) -> partitions.forEach(partition -> {
                    if (partition instanceof PartitionThread runnable) {
                        sources.add(daemon(runnable, run + " " + node + "-" + sources.size()));
                    }
                }));
        int partitions =
                built.partitions().values().stream().mapToInt(List::size).sum();
        lifecycle.expectSources(partitions, sources.size());
        sources.forEach(Thread::start);
        built.tasks().forEach(Task::wake);
        if (lifecycle.awaitOpened()) {
            lifecycle.running();
        }
    }

    /** Has them see that the run ends: the sources at once, the tasks when they are out of rows unless it is halted. */
    void wakeToEnd() {
        Assembly built = assembly;
        if (built != null) {
            built.partitions().values().forEach(partitions -> partitions.forEach(Partition::wake));
            if (lifecycle.isHalted()) {
                built.tasks().forEach(Task::wake);
            }
        }
    }

    /** Has them look whether they are to be at rest. */
    void wakeToRest() {
        Assembly built = assembly;
        if (built != null) {
            forEachSource(built, PartitionThread::lookAgain);
            built.tasks().forEach(Task::wake);
        }
    }

    /** Ends the waiting of sources that do not answer; of tasks only where nothing they do matters any more. */
    void interrupt() {
        Assembly built = assembly;
        if (built != null) {
            forEachSource(built, PartitionThread::interrupt);
        }
        if (lifecycle.hasFailed()) {
            tasks.forEach(Thread::interrupt);
        }
    }

    private static void forEachSource(Assembly built, Consumer<PartitionThread> told) {
        for (List<Partition> partitions : built.partitions().values()) {
            for (Partition partition : partitions) {
                if (partition instanceof PartitionThread thread) {
                    told.accept(thread);
                }
            }
        }
    }

    /** Waits until all have ended. */
    void join() {
        sources.forEach(RunThreads::join);
        tasks.forEach(RunThreads::join);
    }

    private static void join(Thread thread) {
        boolean joined = false;
        while (!joined) {
            try {
                thread.join();
                joined = true;
            } catch (InterruptedException again) {
                LOG.log(System.Logger.Level.DEBUG, "the run was stopped when it was at its end");
            }
        }
    }
}
