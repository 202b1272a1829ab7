package dev.tailrace.operator.function;

import java.util.Arrays;
import java.util.Optional;

/** Says what code of others has thrown. */
final class UserFailures {
    private UserFailures() {}

    /** Kind, message and the first place outside of the JDK and this application. */
    static String words(Throwable failure) {
        String message = failure.getMessage();
        Optional<StackTraceElement> place = Arrays.stream(failure.getStackTrace())
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
