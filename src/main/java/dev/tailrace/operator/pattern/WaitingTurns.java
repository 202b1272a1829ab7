package dev.tailrace.operator.pattern;

import dev.tailrace.operator.state.SortKeyCodec;
import dev.tailrace.operator.state.TimedSlots;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows that wait until the watermark has come to their time. Then it is their turn: by time, among those of the same time
 * by what orders ties, and else in the order of arrival.
 */
final class WaitingTurns {
    private static final byte[] NO_BYTES = {};

    private final StoredRows rows;
    private final boolean hasTies;
    private final TimedSlots byTime = new TimedSlots();
    private final BitSet slots = new BitSet();
    private long nextArrival;

    /** By the slot of the row. */
    private byte[][] ties = new byte[0][];

    private int[] due = new int[16];

    /** @param hasTies whether rows of the same time are ordered by more than their arrival */
    WaitingTurns(StoredRows rows, boolean hasTies) {
        this.rows = rows;
        this.hasTies = hasTies;
    }

    /**
     * A row waits from now on; until its turn it has that of its arrival.
     *
     * @param index of the row in the batch that the codec has begun
     */
    void add(int row, int index, SortKeyCodec codec) {
        byTime.add(rows.time(row), row);
        rows.setTurn(row, nextArrival++);
        slots.set(row);
        if (hasTies) {
            codec.encode(index);
            if (row >= ties.length) {
                int before = ties.length;
                ties = Arrays.copyOf(ties, Math.max(16, row * 2));
                Arrays.fill(ties, before, ties.length, NO_BYTES);
            }
            ties[row] = Arrays.copyOf(codec.bytes(), codec.length());
        }
    }

    /** The slots of the rows that wait; not to be changed. */
    BitSet slots() {
        return slots;
    }

    /**
     * Takes the rows of the earliest time if the watermark has come to it, see {@link #due}.
     *
     * @return how many they are
     */
    int take(long watermark) {
        if (byTime.isEmpty() || byTime.firstTime() > watermark) {
            return 0;
        }
        long time = byTime.firstTime();
        int count = 0;
        while (!byTime.isEmpty() && byTime.firstTime() == time) {
            if (count == due.length) {
                due = Arrays.copyOf(due, count * 2);
            }
            due[count++] = byTime.removeFirst();
        }
        if (count > 1 && hasTies) {
            order(count);
        }
        for (int i = 0; i < count; i++) {
            slots.clear(due[i]);
        }
        return count;
    }

    private void order(int count) {
        List<Integer> ordered = IntStream.of(due)
                .limit(count)
                .boxed()
                .sorted(Comparator.comparing(row -> ties[row], Arrays::compareUnsigned))
                .toList();
        for (int i = 0; i < count; i++) {
            due[i] = ordered.get(i);
        }
    }

    /** One of the rows that were taken last, in their order. */
    int due(int i) {
        return due[i];
    }
}
