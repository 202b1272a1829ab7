package dev.tailrace.operator.function;

import java.util.Arrays;
import java.util.Optional;

/** Says what code of others has thrown. */
final class UserFailures {
    private UserFailures() {}

    /** Kind, message and the first place outside of the JDK and this application. */
    static String words(Throwable failure) {
        String message = failure.getMessage();
        // Where a stack overflows is chance, and which row fails must not look different each time.
        StackTraceElement[] frames =
                failure instanceof StackOverflowError ? new StackTraceElement[0] : failure.getStackTrace();
        Optional<StackTraceElement> place = Arrays.stream(frames)
                .filter(frame -> !frame.getClassName().startsWith("java.")
                        && !frame.getClassName().startsWith("jdk.")
                        && !frame.getClassName().startsWith("dev.tailrace.operator."))
                .findFirst();
        return failure.getClass().getSimpleName()
                + (message == null ? "" : ": " + message)
                + place.map(frame -> " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")")
                        .orElse("");
    }
}
