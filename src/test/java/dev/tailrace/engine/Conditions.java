package dev.tailrace.engine;

import dev.tailrace.runtime.Run;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;

/** Waits for things to become true. */
final class Conditions {
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private Conditions() {}

    static void await(String what, BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                Assertions.fail("waited in vain until " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Waits for the end of the run. */
    static Run.State end(Run run) {
        try {
            Assertions.assertTrue(run.await(Duration.ofSeconds(20)), () -> "still " + run.state());
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        return run.state();
    }

    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("tailrace-run"))
                .toList();
    }

    static void noThreadsLeft() {
        await("no thread of a run is left", () -> threads().isEmpty());
    }
}
