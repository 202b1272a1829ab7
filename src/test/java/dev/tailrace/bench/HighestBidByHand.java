package dev.tailrace.bench;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Nexmark's q7: per window of 10 s the bids of the highest price so far. */
final class HighestBidByHand implements ByHand {
    private static final long SIZE = 10_000;

    /** What is known of a window. */
    private static final class Window {
        private long price = Long.MIN_VALUE;
        private int rows;
        private long[] auctions = new long[4];
        private long[] bidders = new long[4];
        private long[] times = new long[4];
        private byte[][] extras = new byte[4][];

        void add(long auction, long bidder, long time, byte[] extra) {
            if (rows == auctions.length) {
                auctions = Arrays.copyOf(auctions, rows * 2);
                bidders = Arrays.copyOf(bidders, rows * 2);
                times = Arrays.copyOf(times, rows * 2);
                extras = Arrays.copyOf(extras, rows * 2);
            }
            auctions[rows] = auction;
            bidders[rows] = bidder;
            times[rows] = time;
            extras[rows++] = extra;
        }
    }

    private final boolean keep;
    private final List<String> lines = new ArrayList<>();
    private final TreeMap<Long, Window> windows = new TreeMap<>();
    private Window current = new Window();
    private long currentStart = Long.MIN_VALUE;
    private long checksum;

    HighestBidByHand(boolean keep) {
        this.keep = keep;
    }

    @Override
    public void emit(int port, Batch batch) {
        long[] auctions = ((Column.Longs) batch.column(batch.schema().indexOf("auction"))).values;
        long[] bidders = ((Column.Longs) batch.column(batch.schema().indexOf("bidder"))).values;
        long[] prices = ((Column.Longs) batch.column(batch.schema().indexOf("price"))).values;
        long[] times = ((Column.Longs) batch.column(batch.schema().indexOf("dateTime"))).values;
        Column.Bytes extras = (Column.Bytes) batch.column(batch.schema().indexOf("extra"));
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            long time = times[index];
            if (time < currentStart || time >= currentStart + SIZE) {
                currentStart = Math.floorDiv(time, SIZE) * SIZE;
                current = windows.computeIfAbsent(currentStart, start -> new Window());
            }
            long price = prices[index];
            if (price >= current.price) {
                if (price > current.price) {
                    current.price = price;
                    current.rows = 0;
                }
                current.add(
                        auctions[index],
                        bidders[index],
                        time,
                        Arrays.copyOfRange(extras.buffer, extras.starts[index], extras.ends[index]));
            }
        }
    }

    @Override
    public void watermark(long millis) {
        while (!windows.isEmpty() && windows.firstKey() + SIZE - 1 <= millis) {
            Window window = windows.pollFirstEntry().getValue();
            for (int row = 0; row < window.rows; row++) {
                write(window, row);
            }
        }
    }

    private void write(Window window, int row) {
        checksum += window.auctions[row] + window.price + window.bidders[row] + window.times[row];
        if (keep) {
            lines.add(window.auctions[row] + "\t" + window.price + "\t" + window.bidders[row] + "\t" + window.times[row]
                    + "\t" + new String(window.extras[row], StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void end() {
        watermark(Long.MAX_VALUE);
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
