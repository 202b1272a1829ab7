package dev.tailrace.operator.state;

import dev.tailrace.data.Column;
import java.util.Arrays;

/**
 * Which rows of a batch have the same key, so that a table of keys is asked once for each of them: a batch stays in a near
 * cache and compares its columns as they are, while the table compares bytes that lie anywhere.
 *
 * <p>Rows are told apart column by column: they are alike if they were by the columns before and have the same value in
 * this one. A column with one value tells none apart and is passed over. Where most rows differ, all this is in vain, so
 * that the batches after it are left alone. Single-threaded.
 */
final class AlikeRows {
    /** Fewer rows are not worth it. */
    private static final int FEW = 64;

    /** So many batches are left alone after one in which most rows differed. */
    private static final int BATCHES_LEFT = 15;

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final long OTHER_MULTIPLIER = 0xD1342543DE82EF95L;

    private final Column[] columns;
    private int batchesLeft;

    /** By row, the number of the rows that are alike. */
    private int[] numbers = new int[0];
    /** By number, the position of the first of them. */
    private int[] firsts = new int[0];

    private int count;
    /** By number, what was found for those rows. */
    private int[] found = new int[0];

    /** By the hash, numbers + 1; 0 where free. A power of two long, at least twice as long as there are rows. */
    private int[] table = new int[0];

    /** By row, what a column tells. */
    private long[] values = new long[0];
    /** By number, what the rows were told apart by: the number before, and the value. */
    private int[] numbersBefore = new int[0];

    private long[] ownValues = new long[0];

    /** @param columns of the key, in which others come into the same places; longs, ints and texts without NULL */
    AlikeRows(Column[] columns) {
        this.columns = columns;
    }

    /**
     * Numbers the rows of a batch so that those with one key have one number, in the order of their first appearance.
     *
     * @param positions of the rows in the columns, at {@code [from, to)}
     * @return false, and nothing is done, if that would probably be in vain
     */
    boolean find(int[] positions, int from, int to) {
        if (to - from < FEW) {
            return false;
        }
        if (batchesLeft > 0) {
            batchesLeft--;
            return false;
        }
        begin(to - from, positions[from]);
        for (Column column : columns) {
            if (tells(column, positions, from, to)) {
                tellApart(positions, from, to);
            }
        }
        if (count > (to - from) / 2) {
            batchesLeft = BATCHES_LEFT;
        }
        return true;
    }

    /** Numbers of the last batch. */
    int count() {
        return count;
    }

    /** By number, the position of the first row that has it. */
    int[] firsts() {
        return firsts;
    }

    /** By number, where the caller puts what it finds for the first rows, for {@link #spread}. */
    int[] found() {
        return found;
    }

    /**
     * Gives all rows what was {@link #found} for the first ones of their kind.
     *
     * @param ofRows filled at {@code [from, to)}
     */
    void spread(int from, int to, int[] ofRows) {
        for (int i = from; i < to; i++) {
            ofRows[i] = found[numbers[i - from]];
        }
    }

    /** All rows are alike as long as nothing tells them apart. */
    private void begin(int rows, int first) {
        if (rows > numbers.length) {
            numbers = new int[rows];
            firsts = new int[rows];
            found = new int[rows];
            values = new long[rows];
            numbersBefore = new int[rows];
            ownValues = new long[rows];
            table = new int[Integer.highestOneBit(rows * 2 - 1) * 2];
        }
        Arrays.fill(numbers, 0, rows, 0);
        firsts[0] = first;
        count = 1;
    }

    /** Writes down by row what a column tells, the same where its values are; false if they are the same everywhere. */
    private boolean tells(Column column, int[] positions, int from, int to) {
        if (column instanceof Column.Longs longs) {
            return tells(longs.values, positions, from, to);
        }
        if (column instanceof Column.Ints ints) {
            return tells(ints.values, positions, from, to);
        }
        return tells((Column.Bytes) column, positions, from, to);
    }

    private boolean tells(long[] source, int[] positions, int from, int to) {
        long first = source[positions[from]];
        long different = 0;
        for (int i = from; i < to; i++) {
            long value = source[positions[i]];
            values[i - from] = value;
            different |= value ^ first;
        }
        return different != 0;
    }

    private boolean tells(int[] source, int[] positions, int from, int to) {
        int first = source[positions[from]];
        int different = 0;
        for (int i = from; i < to; i++) {
            int value = source[positions[i]];
            values[i - from] = value;
            different |= value ^ first;
        }
        return different != 0;
    }

    /** Texts are numbered, by their bytes unless they are the ones before or lie at one place anyway. */
    private boolean tells(Column.Bytes texts, int[] positions, int from, int to) {
        int[] starts = texts.starts;
        int[] ends = texts.ends;
        int start = starts[positions[from]];
        int end = ends[positions[from]];
        int different = 0;
        for (int i = from; i < to; i++) {
            different |= (starts[positions[i]] ^ start) | (ends[positions[i]] ^ end);
        }
        if (different == 0) {
            return false;
        }
        Arrays.fill(table, 0);
        byte[] buffer = texts.buffer;
        int known = 0;
        int before = -1;
        for (int i = from; i < to; i++) {
            int position = positions[i];
            if (before < 0 || !areEqual(buffer, starts[position], ends[position], start, end)) {
                start = starts[position];
                end = ends[position];
                int at = placeOfText(texts, start, end);
                if (table[at] == 0) {
                    ownValues[known] = position;
                    table[at] = ++known;
                }
                before = table[at] - 1;
            }
            values[i - from] = before;
        }
        return known > 1;
    }

    private int placeOfText(Column.Bytes texts, int start, int end) {
        byte[] buffer = texts.buffer;
        int mask = table.length - 1;
        int at = KeyHash.of(buffer, start, end) & mask;
        while (table[at] != 0) {
            int other = (int) ownValues[table[at] - 1];
            if (areEqual(buffer, texts.starts[other], texts.ends[other], start, end)) {
                return at;
            }
            at = (at + 1) & mask;
        }
        return at;
    }

    private static boolean areEqual(byte[] buffer, int start, int end, int otherStart, int otherEnd) {
        return (start == otherStart && end == otherEnd)
                || (end - start == otherEnd - otherStart
                        && Arrays.equals(buffer, start, end, buffer, otherStart, otherEnd));
    }

    /** Numbers the rows anew, by their numbers so far and what the column tells. */
    private void tellApart(int[] positions, int from, int to) {
        Arrays.fill(table, 0);
        int shift = Long.numberOfLeadingZeros(table.length) + 1;
        int mask = table.length - 1;
        int known = 0;
        for (int row = 0; row < to - from; row++) {
            int before = numbers[row];
            long value = values[row];
            int at = (int) (((value ^ before * OTHER_MULTIPLIER) * MULTIPLIER) >>> shift);
            int number = table[at] - 1;
            while (number >= 0 && (ownValues[number] != value || numbersBefore[number] != before)) {
                at = (at + 1) & mask;
                number = table[at] - 1;
            }
            if (number < 0) {
                number = known++;
                table[at] = known;
                ownValues[number] = value;
                numbersBefore[number] = before;
                firsts[number] = positions[from + row];
            }
            numbers[row] = number;
        }
        count = known;
    }
}
