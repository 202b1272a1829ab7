package dev.tailrace.designer.tests;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class JobsTest {
    @Test
    void workThatIsInterruptedBecauseTheWindowClosesIsNoFault() throws InterruptedException {
        AtomicReference<Throwable> fault = new AtomicReference<>();
        AtomicReference<Thread> working = new AtomicReference<>();
        CountDownLatch begun = new CountDownLatch(1);
        Jobs jobs = new Jobs(
                job -> {
                    Thread thread = new Thread(job);
                    thread.setUncaughtExceptionHandler((of, thrown) -> fault.set(thrown));
                    working.set(thread);
                    thread.start();
                },
                Runnable::run,
                () -> {});

        jobs.begin(here -> {
            begun.countDown();
            new CountDownLatch(1).await();
        });
        assertTrue(begun.await(2, TimeUnit.MINUTES));
        working.get().interrupt();
        working.get().join(TimeUnit.MINUTES.toMillis(2));

        assertNull(fault.get());
    }
}
