package dev.tailrace.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Counts the readers of a batch's arrays, so that whoever filled them knows when they may be filled again.
 *
 * <p>The emitter makes a lease with itself as the only holder. A receiver that keeps the batch beyond the call in which
 * it got it retains the lease and releases it when done, on any thread. When the emitter's own {@link #release()}
 * answers true, nobody else reads the arrays and they are its to fill again; otherwise it leaves them to the garbage
 * collector and takes new ones.
 */
public final class Lease {
    private static final VarHandle HOLDERS = holders();

    private final @Nullable Lease parent;
    private volatile int holders = 1;

    /** @param parent the lease of the batch whose columns are passed on, if any: held as long as this one is */
    public Lease(@Nullable Lease parent) {
        this.parent = parent;
        if (parent != null) {
            parent.retain();
        }
    }

    public void retain() {
        if ((int) HOLDERS.getAndAdd(this, 1) <= 0) {
            throw new IllegalStateException("a batch was retained after its last release");
        }
    }

    /**
     * Whether there is one holder only: for the emitter, who can then fill the arrays again and lend them under the same
     * lease, because nobody retains what he was not given.
     */
    public boolean isSole() {
        return holders == 1;
    }

    /** Gives up one hold; true if it was the last one. */
    public boolean release() {
        int left = (int) HOLDERS.getAndAdd(this, -1) - 1;
        if (left < 0) {
            throw new IllegalStateException("a batch was released more often than retained");
        }
        if (left == 0 && parent != null) {
            parent.release();
        }
        return left == 0;
    }

    private static VarHandle holders() {
        try {
            return MethodHandles.lookup().findVarHandle(Lease.class, "holders", int.class);
        } catch (ReflectiveOperationException absent) {
            throw new LinkageError("holders", absent);
        }
    }
}
