package dev.tailrace.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds DECIMAL. */
public final class DecimalsBuilder extends ColumnBuilder {
    private static final long[] NO_LONGS = {};

    private final boolean compact;
    private long[] low = NO_LONGS;
    private long[] high = NO_LONGS;

    DecimalsBuilder(DataType type) {
        super(type);
        compact = Column.Decimals.isCompact(type);
    }

    /** Appends the unscaled value of a decimal with at most 18 digits. */
    public void append(long unscaled) {
        append(unscaled >> 63, unscaled);
    }

    /** Appends a 128-bit unscaled value. */
    public void append(long unscaledHigh, long unscaledLow) {
        grow(size + 1);
        low[size] = unscaledLow;
        if (!compact) {
            high[size] = unscaledHigh;
        }
        size++;
    }

    @Override
    public long bytes() {
        return (compact ? 8L : 16L) * size;
    }

    @Override
    protected void grow(int needed) {
        if (needed > low.length) {
            int capacity = capacity(low.length, needed);
            low = Arrays.copyOf(low, capacity);
            if (!compact) {
                high = Arrays.copyOf(high, capacity);
            }
        }
    }

    /** @throws ArithmeticException if the value has more digits than the type */
    @Override
    protected void appendObject(Object value) {
        BigDecimal decimal = ((BigDecimal) value).setScale(type().scale(), RoundingMode.UNNECESSARY);
        if (decimal.precision() > type().precision()) {
            throw new ArithmeticException(decimal + " is too large for " + type());
        }
        BigInteger unscaled = decimal.unscaledValue();
        append(unscaled.shiftRight(64).longValue(), unscaled.longValue());
    }

    @Override
    protected void copy(Column column, int row) {
        Column.Decimals decimals = (Column.Decimals) column;
        long[] otherHigh = decimals.high;
        append(otherHigh == null ? decimals.low[row] >> 63 : otherHigh[row], decimals.low[row]);
    }

    @Override
    void fillAgain(Column column) {
        Column.Decimals decimals = (Column.Decimals) column;
        long[] columnHigh = decimals.high;
        low = decimals.low;
        high = columnHigh == null ? high : columnHigh;
    }

    @Override
    protected Column take(long @Nullable [] words) {
        Column column = new Column.Decimals(type(), size, low, compact ? null : high, nullsFor(words));
        low = NO_LONGS;
        high = NO_LONGS;
        return column;
    }
}
