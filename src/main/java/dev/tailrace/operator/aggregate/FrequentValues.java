package dev.tailrace.operator.aggregate;

import java.util.Arrays;

/**
 * The most frequent of many values, by the Space-Saving algorithm of Metwally, Agrawal and El Abbadi, "Efficient
 * Computation of Frequent and Top-k Elements in Data Streams" (2005). Single-threaded.
 *
 * <p>As long as there are no more different values than counters the counts are exact. Then a new value takes the counter
 * of the least frequent one, of several the least by its bytes, and its count: a count is too great by at most the number
 * of values over the number of counters, and no value that is more frequent than that is missing.
 *
 * <p>Counters stand in plain arrays; a table of open addressing finds them by value, a heap the least frequent one.
 */
final class FrequentValues {
    private final int capacity;
    private byte[][] values = new byte[8][];
    private int[] hashes = new int[8];
    private long[] counts = new long[8];
    private int size;
    /** Numbers of counters, the least frequent first; and where each counter stands in it. */
    private int[] heap = new int[8];

    private int[] heapPlaces = new int[8];
    /** Numbers of counters plus 1, at most half of it taken. */
    private int[] table = new int[16];

    FrequentValues(int capacity) {
        this.capacity = capacity;
    }

    int size() {
        return size;
    }

    byte[] value(int counter) {
        return values[counter];
    }

    long count(int counter) {
        return counts[counter];
    }

    /** Counts a value: the bytes {@code [start, end)}. */
    void add(byte[] source, int start, int end, long more) {
        int hash = hash(source, start, end);
        int place = place(hash, source, start, end);
        int counter = table[place] - 1;
        if (counter < 0) {
            if (size == capacity) {
                replaceLeast(source, start, end, hash, more);
                return;
            }
            counter = begin(Arrays.copyOfRange(source, start, end), hash);
        }
        counts[counter] += more;
        sink(heapPlaces[counter]);
    }

    /** A counter for a value that has none, at 0. */
    private int begin(byte[] value, int hash) {
        if (size == values.length) {
            int room = Math.min(capacity, size * 2);
            values = Arrays.copyOf(values, room);
            hashes = Arrays.copyOf(hashes, room);
            counts = Arrays.copyOf(counts, room);
            heap = Arrays.copyOf(heap, room);
            heapPlaces = Arrays.copyOf(heapPlaces, room);
        }
        int counter = size++;
        values[counter] = value;
        hashes[counter] = hash;
        counts[counter] = 0;
        if (size * 2 > table.length) {
            table = new int[table.length * 2];
            for (int i = 0; i < size; i++) {
                table[place(hashes[i], values[i], 0, values[i].length)] = i + 1;
            }
        } else {
            table[place(hash, value, 0, value.length)] = counter + 1;
        }
        heap[counter] = counter;
        heapPlaces[counter] = counter;
        rise(counter);
        return counter;
    }

    private void replaceLeast(byte[] source, int start, int end, int hash, long more) {
        int counter = heap[0];
        forget(place(hashes[counter], values[counter], 0, values[counter].length));
        values[counter] = Arrays.copyOfRange(source, start, end);
        hashes[counter] = hash;
        table[place(hash, source, start, end)] = counter + 1;
        counts[counter] += more;
        sink(0);
    }

    /** Where a value stands in the table, or the free place where it would. */
    private int place(int hash, byte[] source, int start, int end) {
        int at = hash & (table.length - 1);
        while (table[at] != 0) {
            int counter = table[at] - 1;
            if (hashes[counter] == hash
                    && Arrays.equals(values[counter], 0, values[counter].length, source, start, end)) {
                return at;
            }
            at = (at + 1) & (table.length - 1);
        }
        return at;
    }

    /** Frees a place of the table, and moves up what would not be found behind the gap. */
    private void forget(int place) {
        int mask = table.length - 1;
        int gap = place;
        table[gap] = 0;
        for (int at = (gap + 1) & mask; table[at] != 0; at = (at + 1) & mask) {
            int home = hashes[table[at] - 1] & mask;
            if (((at - home) & mask) >= ((at - gap) & mask)) {
                table[gap] = table[at];
                table[at] = 0;
                gap = at;
            }
        }
    }

    private static int hash(byte[] source, int start, int end) {
        int hash = 1;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + source[i];
        }
        hash *= 0x9e3779b1;
        return hash ^ hash >>> 15;
    }

    private boolean isLess(int counter, int other) {
        return counts[counter] != counts[other]
                ? counts[counter] < counts[other]
                : Arrays.compareUnsigned(values[counter], values[other]) < 0;
    }

    private void rise(int from) {
        int at = from;
        while (at > 0 && isLess(heap[at], heap[(at - 1) / 2])) {
            swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private void sink(int from) {
        int at = from;
        while (true) {
            int least = at;
            for (int child = 2 * at + 1; child <= 2 * at + 2 && child < size; child++) {
                least = isLess(heap[child], heap[least]) ? child : least;
            }
            if (least == at) {
                return;
            }
            swap(at, least);
            at = least;
        }
    }

    private void swap(int left, int right) {
        int counter = heap[left];
        heap[left] = heap[right];
        heap[right] = counter;
        heapPlaces[heap[left]] = left;
        heapPlaces[counter] = right;
    }

    /** The counters, the most frequent first, of equally frequent ones by the bytes of their values. */
    int[] ranked() {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, counter -> counter);
        Arrays.sort(
                order,
                (left, right) -> counts[left] != counts[right]
                        ? Long.compare(counts[right], counts[left])
                        : Arrays.compareUnsigned(values[left], values[right]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /**
     * Both streams' values together, as Agarwal, Cormode, Huang, Phillips, Wei and Yi, "Mergeable Summaries" (2012) have
     * it: a value that one of them has no counter for may have come as often as its least frequent one.
     */
    static FrequentValues merged(FrequentValues one, FrequentValues two) {
        FrequentValues all = new FrequentValues(one.capacity + two.capacity);
        addAll(one, two, all);
        addAll(two, one, all);
        FrequentValues kept = new FrequentValues(one.capacity);
        int[] ranked = all.ranked();
        for (int i = 0; i < Math.min(ranked.length, one.capacity); i++) {
            byte[] value = all.values[ranked[i]];
            kept.add(value, 0, value.length, all.counts[ranked[i]]);
        }
        return kept;
    }

    private static void addAll(FrequentValues from, FrequentValues other, FrequentValues target) {
        long unseen = other.size < other.capacity ? 0 : other.counts[other.heap[0]];
        for (int i = 0; i < from.size; i++) {
            byte[] value = from.values[i];
            boolean isSeen = other.table[other.place(from.hashes[i], value, 0, value.length)] != 0;
            target.add(value, 0, value.length, from.counts[i] + (isSeen ? 0 : unseen));
        }
    }
}
