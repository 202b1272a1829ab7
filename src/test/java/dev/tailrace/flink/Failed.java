package dev.tailrace.flink;

import java.io.Serializable;

/**
 * A row, or a whole expression, that fails on Flink.
 *
 * @param message class and message of the first cause
 */
record Failed(String message) implements Serializable {
    static Failed of(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return new Failed(cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }
}
