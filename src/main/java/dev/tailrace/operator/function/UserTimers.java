package dev.tailrace.operator.function;

import dev.tailrace.operator.state.TimedSlots;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The timers of one clock, by the slots of keys; a key has each time once. Single-threaded. */
final class UserTimers {
    /** Times that were cancelled, or belonged to a key that is gone, may still be here. */
    private final TimedSlots order = new TimedSlots();

    private @Nullable Set<Long>[] byKey = newSets(0);

    @SuppressWarnings("unchecked")
    private static @Nullable Set<Long>[] newSets(int length) {
        return (Set<Long>[]) new Set<?>[length];
    }

    /** @return whether the key did not have it */
    boolean add(int key, long millis) {
        if (key >= byKey.length) {
            byKey = Arrays.copyOf(byKey, Math.max(16, key * 2));
        }
        Set<Long> times = byKey[key];
        if (times == null) {
            times = new TreeSet<>();
            byKey[key] = times;
        }
        boolean isNew = times.add(millis);
        if (isNew) {
            order.add(millis, key);
        }
        return isNew;
    }

    void cancel(int key, long millis) {
        Set<Long> times = key < byKey.length ? byKey[key] : null;
        if (times != null) {
            times.remove(millis);
            byKey[key] = times.isEmpty() ? null : times;
        }
    }

    /** The times of a key, ascending. */
    Set<Long> of(int key) {
        Set<Long> times = key < byKey.length ? byKey[key] : null;
        return times == null ? Set.of() : times;
    }

    /** Takes out timers up to a time, the earliest first, those included that are added meanwhile. */
    interface Due {
        void timer(int key, long millis);
    }

    void takeDue(long untilMillis, Due due) {
        while (!order.isEmpty() && order.firstTime() <= untilMillis) {
            long millis = order.firstTime();
            int key = order.removeFirst();
            if (of(key).contains(millis)) {
                cancel(key, millis);
                due.timer(key, millis);
            }
        }
    }
}
