package dev.tailrace.operator.window;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.window.OpenGroups.Window;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The groups of the slices that are open, by the start of the slice. Single-threaded. */
final class SliceGroups implements GroupTables.Groups {
    private final OpenGroups groups;
    private final Aggregation aggregation;
    private final Slicing slicing;
    private final GroupTables tables;
    private final NavigableMap<Long, Window> open = new TreeMap<>();
    private long lastStart;
    private @Nullable Window last;
    private int[] targets = new int[0];
    /** Of the window that was put together last. */
    private int likelyGroups;

    SliceGroups(Schema keys, Aggregation aggregation, Slicing slicing) {
        this.groups = new OpenGroups(keys, aggregation);
        this.aggregation = aggregation;
        this.slicing = slicing;
        this.tables = new GroupTables(
                keys, aggregation, slicing.areWindows() ? GroupTables.Bounds.OF_WINDOWS : GroupTables.Bounds.OF_SLICES);
    }

    /** Takes the batch of the rows that {@link #slot} is asked for next. */
    @Override
    public void begin(Batch batch, int[] keyColumns) {
        groups.begin(batch, keyColumns);
    }

    /** The slot of a row's group in a slice, which is opened if it is not there. */
    int slot(long start, int index) {
        return groups.slot(found(start), index);
    }

    /** As {@link #slot(long, int)}, of several rows: {@code [from, to)} of the positions and the slots. */
    void slots(long start, int[] positions, int from, int to, int[] slots) {
        groups.slots(found(start), positions, from, to, slots);
    }

    private Window found(long start) {
        Window slice = last;
        if (slice == null || start != lastStart) {
            slice = slice(start);
            last = slice;
            lastStart = start;
        }
        return slice;
    }

    @Override
    public int slot(int index, long start, long end) {
        return slot(start, index);
    }

    private Window slice(long start) {
        return open.computeIfAbsent(
                start,
                absent -> new Window(open.isEmpty() ? null : open.lastEntry().getValue()));
    }

    /** How many groups all slices have together. */
    long size() {
        return open.values().stream().mapToLong(slice -> slice.keys.size()).sum();
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
        NavigableMap<Long, Window> others = open.subMap(start, false, end, false);
        if (!others.isEmpty()) {
            Window target = slice(start);
            target.keys.reserve(likelyGroups);
            for (Window other : others.values()) {
                merge(target, other);
            }
            likelyGroups = target.keys.size();
            if (closing) {
                others.values().forEach(groups::free);
                others.clear();
            }
            last = null;
        }
    }

    private void merge(Window target, Window other) {
        int count = other.keys.size();
        if (targets.length < count) {
            targets = new int[count + (count >> 1)];
        }
        for (int i = 0; i < count; i++) {
            targets[i] = groups.slot(target, other, i);
        }
        aggregation.merge(targets, other.slots, count);
    }

    /** Adds the groups of a slice to the results of a window, in the order of arrival. */
    void results(long start, long end, WindowRows rows, Outlet out) {
        OpenGroups.results(slice(start), start, end, rows, out);
    }

    /** The start of the latest open slice. */
    long latest() {
        return open.lastKey();
    }

    /** The start of the first open slice from a time on, or null if there is none. */
    @Nullable
    Long from(long start) {
        return open.ceilingKey(start);
    }

    /** Adds the groups of all slices of a window that is not over to its results; the slices stay as they are. */
    void openResults(long start, long end, WindowRows rows, Outlet out) {
        NavigableMap<Long, Window> parts = open.subMap(start, true, end, false);
        Window together = new Window(null);
        for (Window part : parts.values()) {
            merge(together, part);
        }
        OpenGroups.results(together, start, end, rows, out);
        groups.free(together);
    }

    /** Forgets the slices that start before. */
    void closeBefore(long start) {
        NavigableMap<Long, Window> done = open.headMap(start, false);
        done.values().forEach(groups::free);
        done.clear();
        last = null;
    }

    void snapshot(StateWriter writer) {
        tables.snapshot(
                writer,
                target ->
                        open.forEach((start, slice) -> OpenGroups.save(slice, start, slicing.lastEnd(start), target)));
    }

    /** Takes up a snapshot, into slices that are all closed. */
    void restore(StateReader reader) {
        tables.restore(reader, this);
    }
}
