package dev.tailrace.bench;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Nexmark's q5: counts by slices of 2 s, of which five are added up for each window of 10 s. */
final class HotItemsByHand implements ByHand {
    private static final long SLIDE = 2_000;
    private static final long SIZE = 10_000;

    /** The bids of one slice by auction. */
    private static final class Slice {
        private final LongSlots slots = new LongSlots();
        private long[] auctions = new long[64];
        private long[] counts = new long[64];

        void add(long auction, long count) {
            int before = slots.size();
            int slot = slots.of(auction);
            if (slot == before) {
                if (slot == counts.length) {
                    auctions = Arrays.copyOf(auctions, slot * 2);
                    counts = Arrays.copyOf(counts, slot * 2);
                }
                auctions[slot] = auction;
                counts[slot] = 0;
            }
            counts[slot] += count;
        }
    }

    private final boolean keep;
    private final List<String> lines = new ArrayList<>();
    private final TreeMap<Long, Slice> slices = new TreeMap<>();
    private final Slice window = new Slice();
    private final long[] outAuctions = new long[Batch.MAX_ROWS];
    private final long[] outCounts = new long[Batch.MAX_ROWS];
    private final long[] outStarts = new long[Batch.MAX_ROWS];
    private final long[] outEnds = new long[Batch.MAX_ROWS];
    private int out;
    private long nextEnd = Long.MIN_VALUE;
    private Slice current = new Slice();
    private long currentStart = Long.MIN_VALUE;
    private long checksum;

    HotItemsByHand(boolean keep) {
        this.keep = keep;
    }

    @Override
    public void emit(int port, Batch batch) {
        long[] auctions = ((Column.Longs) batch.column(batch.schema().indexOf("auction"))).values;
        long[] times = ((Column.Longs) batch.column(batch.schema().indexOf("dateTime"))).values;
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            long time = times[index];
            if (time < currentStart || time >= currentStart + SLIDE) {
                currentStart = Math.floorDiv(time, SLIDE) * SLIDE;
                current = slices.computeIfAbsent(currentStart, start -> new Slice());
            }
            current.add(auctions[index], 1);
        }
    }

    @Override
    public void watermark(long millis) {
        while (!slices.isEmpty()) {
            if (nextEnd == Long.MIN_VALUE) {
                nextEnd = slices.firstKey() + SLIDE;
            }
            if (nextEnd - 1 > millis) {
                return;
            }
            fire(nextEnd);
            slices.headMap(nextEnd - SIZE + SLIDE).clear();
            nextEnd = slices.isEmpty() ? Long.MIN_VALUE : Math.max(nextEnd + SLIDE, slices.firstKey() + SLIDE);
        }
    }

    private void fire(long end) {
        window.slots.clear();
        for (Map.Entry<Long, Slice> entry : slices.subMap(end - SIZE, end).entrySet()) {
            Slice slice = entry.getValue();
            for (int slot = 0; slot < slice.slots.size(); slot++) {
                window.add(slice.auctions[slot], slice.counts[slot]);
            }
        }
        long most = 0;
        for (int slot = 0; slot < window.slots.size(); slot++) {
            most = Math.max(most, window.counts[slot]);
        }
        for (int slot = 0; slot < window.slots.size(); slot++) {
            if (window.counts[slot] == most) {
                write(window.auctions[slot], most, end);
            }
        }
    }

    private void write(long auction, long count, long end) {
        if (out == Batch.MAX_ROWS) {
            out = 0;
        }
        outAuctions[out] = auction;
        outCounts[out] = count;
        outStarts[out] = end - SIZE;
        outEnds[out++] = end;
        checksum += auction + count + end;
        if (keep) {
            lines.add(auction + "\t" + count + "\t" + (end - SIZE) + "\t" + end);
        }
    }

    @Override
    public void end() {
        watermark(Long.MAX_VALUE - SIZE);
    }

    @Override
    public long checksum() {
        return checksum;
    }

    @Override
    public List<String> lines() {
        return lines;
    }
}
