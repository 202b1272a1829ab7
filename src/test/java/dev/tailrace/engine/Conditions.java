package dev.tailrace.engine;

import dev.tailrace.runtime.Run;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;

/** Waits for things to become true. */
final class Conditions {
    /** Only what fails takes so long, and a machine that is busy with something else takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Conditions() {}

    static void await(String what, BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                Assertions.fail("waited in vain until " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Waits for the end of the run. */
    static Run.State end(Run run) {
        try {
            Assertions.assertTrue(run.await(PATIENCE), () -> "still " + run.state());
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        return run.state();
    }
}
