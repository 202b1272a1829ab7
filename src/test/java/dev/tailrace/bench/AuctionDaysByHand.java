package dev.tailrace.bench;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Nexmark's q17: numbers of each auction's day, with the rows before and after the changes of each batch. */
final class AuctionDaysByHand implements ByHand {
    private static final long DAY = 86_400_000;
    private static final int NUMBERS = 8;
    private static final int TOTAL = 0;
    private static final int RANK = 1;
    private static final int LEAST = 4;
    private static final int MOST = 5;
    private static final int AVERAGE = 6;
    private static final int SUM = 7;

    private final boolean keep;
    private final LongSlots slots = new LongSlots();
    private long[] auctions = new long[1024];
    private int[] days = new int[1024];
    private long[][] numbers = new long[NUMBERS][1024];
    private int[] touchedIn = new int[1024];
    private int batches;
    private final int[] touched = new int[Batch.MAX_ROWS];
    private final long[][] before = new long[NUMBERS][Batch.MAX_ROWS];
    private final boolean[] isNew = new boolean[Batch.MAX_ROWS];

    private final long[] outAuctions = new long[2 * Batch.MAX_ROWS];
    private final int[] outDayStarts = new int[2 * Batch.MAX_ROWS];
    private final long[][] out = new long[NUMBERS][2 * Batch.MAX_ROWS];
    private byte[] dayTexts = new byte[0];
    private int firstDay = Integer.MIN_VALUE;
    private long checksum;

    AuctionDaysByHand(boolean keep) {
        this.keep = keep;
    }

    @Override
    public void emit(int port, Batch batch) {
        long[] auction = ((Column.Longs) batch.column(batch.schema().indexOf("auction"))).values;
        long[] price = ((Column.Longs) batch.column(batch.schema().indexOf("price"))).values;
        long[] time = ((Column.Longs) batch.column(batch.schema().indexOf("dateTime"))).values;
        batches++;
        int count = 0;
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            int day = (int) Math.floorDiv(time[index], DAY);
            int known = slots.size();
            int slot = slots.of(auction[index] << 20 ^ day);
            if (slot == known) {
                add(slot, auction[index], day);
            }
            if (touchedIn[slot] != batches) {
                touchedIn[slot] = batches;
                isNew[count] = slot == known;
                for (int number = 0; number < NUMBERS; number++) {
                    before[number][count] = numbers[number][slot];
                }
                touched[count++] = slot;
            }
            count(slot, price[index]);
        }
        int rows = 0;
        for (int i = 0; i < count; i++) {
            int slot = touched[i];
            numbers[AVERAGE][slot] = numbers[SUM][slot] / numbers[TOTAL][slot];
            if (!isNew[i]) {
                rows = write(rows, slot, before, i);
            }
            rows = write(rows, slot, numbers, slot);
        }
        checksum += rows;
    }

    private void add(int slot, long auction, int day) {
        if (slot == auctions.length) {
            auctions = Arrays.copyOf(auctions, slot * 2);
            days = Arrays.copyOf(days, slot * 2);
            touchedIn = Arrays.copyOf(touchedIn, slot * 2);
            for (int number = 0; number < NUMBERS; number++) {
                numbers[number] = Arrays.copyOf(numbers[number], slot * 2);
            }
        }
        auctions[slot] = auction;
        days[slot] = day;
        numbers[LEAST][slot] = Long.MAX_VALUE;
        numbers[MOST][slot] = Long.MIN_VALUE;
    }

    private void count(int slot, long price) {
        numbers[TOTAL][slot]++;
        numbers[RANK + (price < 10_000 ? 0 : price < 1_000_000 ? 1 : 2)][slot]++;
        numbers[LEAST][slot] = Math.min(numbers[LEAST][slot], price);
        numbers[MOST][slot] = Math.max(numbers[MOST][slot], price);
        numbers[SUM][slot] += price;
    }

    private int write(int row, int slot, long[][] from, int at) {
        outAuctions[row] = auctions[slot];
        outDayStarts[row] = dayStart(days[slot]);
        for (int number = 0; number < NUMBERS; number++) {
            out[number][row] = from[number][at];
        }
        return row + 1;
    }

    /** Where the text of the day is in the buffer. */
    private int dayStart(int day) {
        if (firstDay == Integer.MIN_VALUE) {
            firstDay = day;
        }
        int start = (day - firstDay) * 10;
        if (start >= dayTexts.length) {
            dayTexts = Arrays.copyOf(dayTexts, start + 10);
            System.arraycopy(text(day).getBytes(StandardCharsets.US_ASCII), 0, dayTexts, start, 10);
        }
        return start;
    }

    private static String text(int day) {
        return LocalDate.ofEpochDay(day).toString();
    }

    @Override
    public void watermark(long millis) {}

    @Override
    public void end() {}

    @Override
    public long checksum() {
        return checksum + out[SUM][0] + outAuctions[0] + outDayStarts[0];
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int slot = 0; keep && slot < slots.size(); slot++) {
            StringBuilder line = new StringBuilder(auctions[slot] + "\t" + text(days[slot]));
            for (int number = 0; number < NUMBERS; number++) {
                line.append('\t').append(numbers[number][slot]);
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
