package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Column;
import java.math.BigInteger;
import java.util.Arrays;

/** Running sums of decimals by slot: unscaled, 128 bits, at most 38 digits. */
final class DecimalTotals {
    private static final BigInteger LIMIT = BigInteger.TEN.pow(38);
    private static final long LIMIT_HIGH = LIMIT.shiftRight(64).longValue();
    private static final long LIMIT_LOW = LIMIT.longValue();

    long[] high = new long[0];
    long[] low = new long[0];

    void ensure(int limit) {
        if (limit > low.length) {
            int capacity = Accumulator.capacity(low.length, limit);
            high = Arrays.copyOf(high, capacity);
            low = Arrays.copyOf(low, capacity);
        }
    }

    void set(int slot, long valueHigh, long valueLow) {
        high[slot] = valueHigh;
        low[slot] = valueLow;
    }

    /** Adds a value of a column; false if the sum has more than 38 digits, in which case it is unspecified. */
    boolean add(int slot, Column.Decimals column, int row) {
        long addedLow = column.low[row];
        long[] columnHigh = column.high;
        return add(slot, columnHigh == null ? addedLow >> 63 : columnHigh[row], addedLow);
    }

    /** Adds an unscaled value of at most 38 digits; false as above. */
    boolean add(int slot, long addedHigh, long addedLow) {
        long sumLow = low[slot] + addedLow;
        long carry = Long.compareUnsigned(sumLow, addedLow) < 0 ? 1 : 0;
        long oldHigh = high[slot];
        long sumHigh = oldHigh + addedHigh + carry;
        high[slot] = sumHigh;
        low[slot] = sumLow;
        // Both had at most 38 digits, less than 2^127, so a wrapped sum shows in the sign.
        boolean wrapped = ((oldHigh ^ sumHigh) & (addedHigh ^ sumHigh)) < 0;
        return !wrapped && fits(sumHigh, sumLow);
    }

    private static boolean fits(long valueHigh, long valueLow) {
        long absoluteHigh = valueHigh;
        long absoluteLow = valueLow;
        if (valueHigh < 0) {
            absoluteLow = -valueLow;
            absoluteHigh = ~valueHigh + (absoluteLow == 0 ? 1 : 0);
        }
        return absoluteHigh < LIMIT_HIGH
                || (absoluteHigh == LIMIT_HIGH && Long.compareUnsigned(absoluteLow, LIMIT_LOW) < 0);
    }
}
