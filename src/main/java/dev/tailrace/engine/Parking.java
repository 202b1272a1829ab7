package dev.tailrace.engine;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How one thread waits for another without polling.
 *
 * <p>The waiting thread says so in a volatile field and then looks again whether there is something to do; the other one
 * makes something to do and then looks, behind a full fence, whether somebody waits. So at least one of the two sees the
 * other, and no wake-up is lost.
 */
final class Parking {
    /** Looks before parking; about a microsecond, the time in which a busy neighbour answers. */
    private static final int SPINS = 100;

    private static final long LONGEST_NANOS = 1_000_000_000L;

    private volatile @Nullable Thread waiting;

    /**
     * Waits until something is ready or the time has passed; may also return for no reason. Only on the owner's thread.
     */
    void await(BooleanSupplier ready, long nanos) {
        for (int i = 0; i < SPINS; i++) {
            if (ready.getAsBoolean()) {
                return;
            }
            Thread.onSpinWait();
        }
        // An interrupt that came while working must not turn waiting into spinning.
        boolean cleared = Thread.interrupted();
        waiting = Thread.currentThread();
        try {
            if (!cleared && nanos > 0 && !ready.getAsBoolean()) {
                LockSupport.parkNanos(this, Math.min(nanos, LONGEST_NANOS));
            }
        } finally {
            waiting = null;
        }
    }

    /** Whether the owner waits; from any thread, and only exact behind a full fence. */
    boolean isWaiting() {
        return waiting != null;
    }

    /** Ends the owner's waiting, after what it waits for has been published; from any thread. */
    void wake() {
        VarHandle.fullFence();
        Thread thread = waiting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }
}
