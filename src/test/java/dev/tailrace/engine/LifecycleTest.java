package dev.tailrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.runtime.Run.State;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private final Lifecycle lifecycle = new Lifecycle();

    /** Whoever has seen a row of its only source must find the run running, whatever its other threads have come to. */
    @Test
    void theRunIsRunningOnceTheLastSourceIsOpen() {
        lifecycle.expectTasks(1);
        lifecycle.opened();
        lifecycle.expectSources(2, 2);
        lifecycle.opened();
        assertEquals(State.STARTING, lifecycle.state());

        lifecycle.opened();

        assertEquals(State.RUNNING, lifecycle.state());
    }

    @Test
    void aRunWithoutSourcesHasNothingToWaitFor() {
        lifecycle.expectTasks(1);
        lifecycle.opened();
        lifecycle.expectSources(0, 0);

        lifecycle.running();

        assertEquals(State.FINISHING, lifecycle.state());
    }

    @Test
    void oneThatIsToFinishBeforeItRunsDoesNotRunFirst() {
        lifecycle.expectTasks(1);
        lifecycle.finish();
        lifecycle.opened();
        lifecycle.expectSources(1, 1);

        lifecycle.opened();

        assertEquals(State.FINISHING, lifecycle.state());
    }
}
