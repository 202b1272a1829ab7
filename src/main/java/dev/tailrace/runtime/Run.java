package dev.tailrace.runtime;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.view.View;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A pipeline that runs or has run. All methods are safe on any thread and return at once unless they say otherwise. */
public interface Run {
    /** Where a run stands. The last three are final. */
    enum State {
        STARTING,
        RUNNING,
        /** At rest because somebody has asked for it; nothing is lost. */
        PAUSED,
        /** At rest at a breakpoint, before a row passes its wire. */
        HELD,
        /** Sources have ended or were told to; rows in flight drain and open windows fire. */
        FINISHING,
        STOPPING,
        /** All input was read and all results were committed. */
        DONE,
        STOPPED,
        FAILED;

        public boolean isFinal() {
            return this == DONE || this == STOPPED || this == FAILED;
        }
    }

    CheckedPipeline pipeline();

    State state();

    /** Why the run has failed, or null. */
    @Nullable
    Problem failure();

    /** The row at which it failed, or null. */
    @Nullable
    Sample failedRow();

    /** Ends the sources and drains, with a last watermark, so that open windows fire. A run at rest goes on. */
    void finish();

    /** Ends at once, without a last watermark; what sinks have written so far is committed. */
    void stop();

    /** Whether {@link #pause()} and {@link #breakpoints()} do anything. */
    default boolean canPause() {
        return false;
    }

    /** Brings the threads to rest, each after the element that it works on. Timers by the clock wait too. */
    default void pause() {}

    /** Lets a run go on that is paused or held; at a breakpoint the count of hits begins anew. */
    default void resume() {}

    default Breakpoints breakpoints() {
        return Breakpoints.NONE;
    }

    /**
     * Waits for a final state.
     *
     * @return false if the time passed before
     */
    boolean await(Duration atMost) throws InterruptedException;

    /** Runs something, on a thread of the run, whenever the state changes or another row is held. */
    void onStateChange(Runnable listener);

    /** Counters as of now; cheap enough for ten calls a second. Kept after the end. */
    Telemetry telemetry();

    /** Begins to look at a wire; costs a little until closed. */
    Tap tap(Wire wire);

    /**
     * Looks at what a node keeps, between two of its batches, on its thread: the look comes soon, or once the node is done
     * with the batch that it works on. Changes nothing. Of a run that has ended, what the node kept last.
     */
    default CompletableFuture<StateLook> lookAtState(String node, StateLook.Wanted wanted) {
        return CompletableFuture.completedFuture(new StateLook.Unseen(StateLook.Why.NOT_OFFERED));
    }

    /** What a sink shows, or null if it shows nothing (yet). Kept after the end. */
    @Nullable
    View view(String node);
}
