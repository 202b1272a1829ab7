package dev.tailrace.operator.window;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.KeySlots;
import dev.tailrace.operator.state.SlotPool;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The groups of all windows, or slices of them, that are open.
 *
 * <p>Each window has its own table from key to group, so that one that is done is dropped at once, without taking keys
 * out of a table one by one. The aggregates of all groups lie in the same arrays ({@link Aggregation}) under slots from
 * one pool, so that a batch whose rows fall into several windows is still added in one go. Single-threaded.
 */
final class OpenGroups {
    /** The groups of one window: their keys, and the slot of each by the key's number. */
    static final class Window {
        final KeySlots keys;
        int[] slots;

        /** @param like one that will have about as many groups, or null */
        Window(@Nullable Window like) {
            int expected = like == null ? 0 : like.keys.size();
            keys = new KeySlots(expected);
            slots = new int[Math.max(4, expected)];
        }
    }

    private final KeyCodec codec;
    private final boolean isOneGroup;
    private final Aggregation aggregation;
    private final SlotPool pool = new SlotPool();
    /** Of the keys that were looked up together. */
    private int[] numbers = new int[0];

    OpenGroups(Schema keys, Aggregation aggregation) {
        this.codec = new KeyCodec(keys);
        this.isOneGroup = keys.size() == 0;
        this.aggregation = aggregation;
    }

    /** Takes the batch of the rows that {@link #slot(Window, int)} is asked for next. */
    void begin(Batch batch, int[] keyColumns) {
        codec.begin(batch, keyColumns);
    }

    /** The slot of a row's group, which begins if it is not there. */
    int slot(Window window, int index) {
        int before = window.keys.size();
        if (isOneGroup && before > 0) {
            return window.slots[0];
        }
        int number = window.keys.findOrAdd(codec, index);
        return number < before ? window.slots[number] : newGroup(window, number);
    }

    /**
     * The slots of rows' groups, which begin if they are not there.
     *
     * @param slots filled at {@code [from, to)} for the positions there
     */
    void slots(Window window, int[] positions, int from, int to, int[] slots) {
        if (isOneGroup) {
            Arrays.fill(slots, from, to, slot(window, positions[from]));
            return;
        }
        if (to > numbers.length) {
            numbers = new int[positions.length];
        }
        int before = window.keys.size();
        window.keys.findOrAdd(codec, positions, from, to, numbers);
        for (int number = before; number < window.keys.size(); number++) {
            newGroup(window, number);
        }
        int[] ofWindow = window.slots;
        for (int i = from; i < to; i++) {
            slots[i] = ofWindow[numbers[i]];
        }
    }

    /** The slot of the group that has the key of a group of another window; it begins if it is not there. */
    int slot(Window window, Window other, int numberInOther) {
        int before = window.keys.size();
        int number = window.keys.findOrAdd(other.keys, numberInOther);
        return number < before ? window.slots[number] : newGroup(window, number);
    }

    private int newGroup(Window window, int number) {
        if (number == window.slots.length) {
            window.slots = Arrays.copyOf(window.slots, number * 2);
        }
        int limit = pool.limit();
        int slot = pool.take();
        // What was given back has been cleared then.
        if (slot == limit) {
            aggregation.ensure(slot + 1);
            aggregation.clear(slot);
        }
        window.slots[number] = slot;
        return slot;
    }

    /** Adds the groups of a window to its results, in the order of arrival. */
    static void results(Window window, long start, long end, WindowRows rows, Outlet out) {
        rows.results(start, end, window.keys, window.slots, out);
    }

    /** Gives the groups to a snapshot. */
    static void save(Window window, long start, long end, GroupTables.Target target) {
        for (int i = 0; i < window.keys.size() && !target.isEnough(); i++) {
            target.group(window.keys, i, window.slots[i], start, end);
        }
    }

    /** Frees what was kept for the groups of a window, which is not used any more. */
    void free(Window window) {
        for (int i = 0; i < window.keys.size(); i++) {
            aggregation.clear(window.slots[i]);
            pool.giveBack(window.slots[i]);
        }
    }
}
