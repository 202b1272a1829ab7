package dev.tailrace.sdk;

import java.util.List;

/** Values, in order, of the key whose row or timer is being processed. */
public interface ListState<T> {
    /** The values as they are now; a view that must not be changed. */
    List<T> get();

    void add(T value);

    /** Puts other values in the place of all. */
    void set(List<T> values);

    void clear();
}
