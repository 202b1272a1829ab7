package dev.tailrace.sdk;

import org.jspecify.annotations.Nullable;

/** One value of the key whose row or timer is being processed. */
public interface ValueState<T> {
    /** The value, or null if there is none. */
    @Nullable
    T get();

    /** @param value null to forget it */
    void set(@Nullable T value);

    default T getOr(T otherwise) {
        T value = get();
        return value == null ? otherwise : value;
    }
}
