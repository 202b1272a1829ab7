package dev.tailrace.engine;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The threads of the runs that a test has begun end with them. Those that others have left do not count, and neither do
 * those of a test that has failed in the midst of a run.
 */
final class NoThreadsLeft implements BeforeEachCallback, AfterEachCallback {
    private final Set<Thread> before = new HashSet<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        before.clear();
        before.addAll(threads());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            Conditions.await("no thread of a run is left", () -> before.containsAll(threads()));
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("tailrace-run"))
                .collect(Collectors.toSet());
    }
}
