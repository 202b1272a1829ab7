package dev.tailrace.operator.window;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.KeySlots;
import dev.tailrace.operator.state.SlotPool;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The groups of the slices that are open, by the start of the slice.
 *
 * <p>Each slice has its own table from key to group, so that a slice that is done is dropped at once, without taking
 * keys out of a table one by one. The aggregates of all groups lie in the same arrays ({@link Aggregation}) under slots
 * from one pool, so that a batch whose rows fall into several slices is still added in one go. Single-threaded.
 */
final class SliceGroups implements GroupTables.Groups {
    /** One slice: its keys, and the slot of each by the key's number. */
    private static final class Slice {
        final KeySlots keys = new KeySlots();
        int[] slots = new int[4];
    }

    private final KeyCodec codec;
    private final Aggregation aggregation;
    private final GroupTables tables;
    private final SlotPool pool = new SlotPool();
    private final NavigableMap<Long, Slice> open = new TreeMap<>();
    private long lastStart;
    private @Nullable Slice last;
    private int[] targets = new int[0];

    SliceGroups(Schema keys, Aggregation aggregation) {
        this.codec = new KeyCodec(keys);
        this.aggregation = aggregation;
        this.tables = new GroupTables(keys, aggregation, false);
    }

    /** Takes the batch of the rows that {@link #slot} is asked for next. */
    @Override
    public void begin(Batch batch, int[] keyColumns) {
        codec.begin(batch, keyColumns);
    }

    /** The slot of a row's group in a slice, which is opened if it is not there. */
    int slot(long start, int index) {
        Slice slice = last;
        if (slice == null || start != lastStart) {
            slice = slice(start);
            last = slice;
            lastStart = start;
        }
        codec.encode(index);
        int before = slice.keys.size();
        int number = slice.keys.findOrAdd(codec.bytes(), codec.length(), codec.hash());
        return number < before ? slice.slots[number] : newGroup(slice, number);
    }

    @Override
    public int slot(int index, long start, long end) {
        return slot(start, index);
    }

    private Slice slice(long start) {
        return open.computeIfAbsent(start, absent -> new Slice());
    }

    private int newGroup(Slice slice, int number) {
        if (number == slice.slots.length) {
            slice.slots = Arrays.copyOf(slice.slots, number * 2);
        }
        int slot = pool.take();
        aggregation.ensure(pool.limit());
        aggregation.clear(slot);
        slice.slots[number] = slot;
        return slot;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** The start of the earliest open slice. */
    long earliest() {
        return open.firstKey();
    }

    /**
     * Adds the groups of the slices after a slice, up to {@code end}, to it.
     *
     * @param closing whether the others are then closed
     */
    void merge(long start, long end, boolean closing) {
        NavigableMap<Long, Slice> others = open.subMap(start, false, end, false);
        if (!others.isEmpty()) {
            Slice target = slice(start);
            for (Slice other : others.values()) {
                merge(target, other);
            }
            if (closing) {
                others.values().forEach(this::free);
                others.clear();
            }
            last = null;
        }
    }

    private void merge(Slice target, Slice other) {
        int count = other.keys.size();
        if (targets.length < count) {
            targets = new int[count + (count >> 1)];
        }
        for (int i = 0; i < count; i++) {
            int before = target.keys.size();
            int number = target.keys.findOrAdd(other.keys, i);
            targets[i] = number < before ? target.slots[number] : newGroup(target, number);
        }
        aggregation.merge(targets, other.slots, count);
    }

    /** Adds the groups of a slice to the results of a window, in the order of arrival. */
    void results(long start, long end, WindowRows rows, Outlet out) {
        Slice slice = slice(start);
        for (int i = 0; i < slice.keys.size(); i++) {
            rows.result(start, end, slice.keys, i, slice.slots[i], out);
        }
    }

    /** Forgets the slices that start before. */
    void closeBefore(long start) {
        NavigableMap<Long, Slice> done = open.headMap(start, false);
        done.values().forEach(this::free);
        done.clear();
        last = null;
    }

    private void free(Slice slice) {
        for (int i = 0; i < slice.keys.size(); i++) {
            aggregation.clear(slice.slots[i]);
            pool.giveBack(slice.slots[i]);
        }
    }

    void snapshot(StateWriter writer) {
        tables.snapshot(
                writer,
                target -> open.forEach((start, slice) -> {
                    for (int i = 0; i < slice.keys.size(); i++) {
                        target.group(slice.keys, i, slice.slots[i], start, start);
                    }
                }));
    }

    /** Takes up a snapshot, into slices that are all closed. */
    void restore(StateReader reader) {
        tables.restore(reader, this);
    }
}
