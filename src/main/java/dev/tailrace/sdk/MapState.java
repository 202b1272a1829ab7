package dev.tailrace.sdk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries, in the order of their adding, of the key whose row or timer is being processed. */
public interface MapState<K, V> {
    /** The value of an entry, or null if there is none. */
    @Nullable
    V get(K key);

    void put(K key, V value);

    void remove(K key);

    /** The entries as they are now; a view that must not be changed. */
    Map<K, V> get();

    void clear();
}
