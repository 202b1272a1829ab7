package dev.tailrace.operator.aggregate;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often values have come, by slot, in their order. A value may be taken back before it comes: it is counted below
 * zero meanwhile. Single-threaded.
 */
final class CountedValues<V extends Comparable<V>> {
    /** By slot; none where nothing has come. */
    private final Map<Integer, TreeMap<V, Long>> groups = new HashMap<>();

    void clear(int slot) {
        groups.remove(slot);
    }

    /** @param by how often the value has come, less than 0 where it is taken back */
    void change(int slot, V value, long by) {
        Map<V, Long> group = groups.computeIfAbsent(slot, absent -> new TreeMap<>());
        long times = group.getOrDefault(value, 0L) + by;
        if (times == 0) {
            group.remove(value);
        } else {
            group.put(value, times);
        }
    }

    void merge(int[] targets, int[] sources, int count) {
        for (int i = 0; i < count; i++) {
            int target = targets[i];
            Map<V, Long> source = groups.get(sources[i]);
            if (source != null) {
                source.forEach((value, times) -> change(target, value, times));
            }
        }
    }

    /** The values of a slot and how often each has come; null where nothing has ever come. */
    @Nullable
    Map<V, Long> at(int slot) {
        return groups.get(slot);
    }
}
