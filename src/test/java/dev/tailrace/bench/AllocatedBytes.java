package dev.tailrace.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What the threads of runs have allocated since they began.
 *
 * @param threads how many there are: if one has ended in between, two readings cannot be compared
 */
record AllocatedBytes(int threads, long bytes) {
    private static final String THREADS_OF_RUNS = "tailrace-run";

    static AllocatedBytes now() {
        long[] ids = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(THREADS_OF_RUNS))
                .mapToLong(Thread::getId)
                .toArray();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return new AllocatedBytes(
                ids.length, Arrays.stream(threads.getThreadAllocatedBytes(ids)).sum());
    }
}
