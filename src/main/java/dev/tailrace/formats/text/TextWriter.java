package dev.tailrace.formats.text;

import dev.tailrace.data.Column;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;

/**
 * A buffer in front of a stream, with the texts of values. Single-threaded.
 *
 * <p>Numbers are written as Java writes them, DECIMAL without an exponent, BYTES as Base64; dates and times as
 * {@link TimestampFormat} says.
 */
public final class TextWriter implements Closeable {
    private static final int MILLIS_PER_DAY = 86_400_000;

    /** 0000-01-01 and 9999-12-31. */
    private static final int FIRST_DAY = -719_528;

    private static final int LAST_DAY = 2_932_896;
    private static final int DAYS_PER_ERA = 146_097;

    /** From -0400-03-01 to 0000-01-01, so that no day is negative. */
    private static final int DAYS_FROM_MARCH = DAYS_PER_ERA - 60;

    /** With seven digits before the point, no more than 15 in all. */
    private static final int MAX_FAST_SCALE = 8;

    private static final double[] FAST_POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};

    /** Sign, point, 38 digits, and a zero before the point. */
    private static final int MAX_SCALED_BYTES = 41;

    private final OutputStream out;
    private byte[] buffer = new byte[1 << 16];
    private int used;

    public TextWriter(OutputStream out) {
        this.out = out;
    }

    public void put(byte b) throws IOException {
        reserve(1);
        buffer[used++] = b;
    }

    public void put(byte[] bytes, int from, int to) throws IOException {
        reserve(to - from);
        System.arraycopy(bytes, from, buffer, used, to - from);
        used += to - from;
    }

    public void put(byte[] bytes) throws IOException {
        put(bytes, 0, bytes.length);
    }

    public void putAscii(String text) throws IOException {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            buffer[used++] = (byte) text.charAt(i);
        }
    }

    /** Writes a value that is not null and not a STRING. */
    public void putValue(Column column, int row, TimestampFormat format) throws IOException {
        switch (column.type().kind()) {
            case BIGINT -> putLong(((Column.Longs) column).values[row]);
            case TINYINT, SMALLINT, INT -> putLong(((Column.Ints) column).values[row]);
            case DOUBLE -> putDouble(((Column.Doubles) column).values[row]);
            case FLOAT -> putAscii(Float.toString(((Column.Floats) column).values[row]));
            case BOOLEAN -> putAscii(((Column.Booleans) column).values[row] ? "true" : "false");
            case DECIMAL -> putDecimal((Column.Decimals) column, row);
            case DATE -> putDate(((Column.Ints) column).values[row]);
            case TIME -> putTime(((Column.Ints) column).values[row]);
            case TIMESTAMP -> putTimestamp(((Column.Longs) column).values[row], format);
            case TIMESTAMP_LTZ -> {
                putTimestamp(((Column.Longs) column).values[row], format);
                put((byte) 'Z');
            }
            case BYTES -> {
                Column.Bytes bytes = (Column.Bytes) column;
                put(Base64.getEncoder().encode(Arrays.copyOfRange(bytes.buffer, bytes.starts[row], bytes.ends[row])));
            }
            default -> throw new IllegalArgumentException("no text of " + column.type());
        }
    }

    /**
     * Where Java writes a number without an exponent and 15 digits are enough, they are all there is: no two decimals of
     * 15 digits are nearest to one double.
     */
    private void putDouble(double value) throws IOException {
        double size = Math.abs(value);
        if (size >= 1e-3 && size < 1e7) {
            for (int scale = 1; scale <= MAX_FAST_SCALE; scale++) {
                double scaled = value * FAST_POWERS[scale];
                long unscaled = Math.round(scaled);
                if (unscaled / FAST_POWERS[scale] == value) {
                    putScaled(unscaled, scale);
                    return;
                }
            }
        }
        putAscii(Double.toString(value));
    }

    private void putDecimal(Column.Decimals column, int row) throws IOException {
        if (column.high != null && column.high[row] != column.low[row] >> 63) {
            putAscii(column.decimal(row).toPlainString());
        } else {
            putScaled(column.low[row], column.type().scale());
        }
    }

    /** Writes {@code unscaled / 10^scale} with all digits of the scale. */
    private void putScaled(long unscaled, int scale) throws IOException {
        if (scale == 0 || unscaled == Long.MIN_VALUE) {
            putAscii(
                    scale == 0
                            ? Long.toString(unscaled)
                            : BigDecimal.valueOf(unscaled, scale).toPlainString());
            return;
        }
        reserve(MAX_SCALED_BYTES);
        if (unscaled < 0) {
            buffer[used++] = '-';
        }
        long rest = Math.abs(unscaled);
        int length = Math.max(digits(rest), scale + 1) + 1;
        int end = used + length;
        int at = end;
        for (int i = 0; i < scale; i++) {
            buffer[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        buffer[--at] = '.';
        while (at > used) {
            buffer[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        used = end;
    }

    private static int digits(long notNegative) {
        int length = 1;
        for (long tens = notNegative / 10; tens > 0; tens /= 10) {
            length++;
        }
        return length;
    }

    private void putLong(long value) throws IOException {
        if (value == Long.MIN_VALUE) {
            putAscii("-9223372036854775808");
            return;
        }
        reserve(20);
        long rest = Math.abs(value);
        int length = digits(rest) + (value < 0 ? 1 : 0);
        int at = used + length;
        do {
            buffer[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        if (value < 0) {
            buffer[used] = '-';
        }
        used += length;
    }

    private void putTimestamp(long millis, TimestampFormat format) throws IOException {
        putDate(Math.floorDiv(millis, MILLIS_PER_DAY));
        put((byte) (format == TimestampFormat.ISO ? 'T' : ' '));
        putTime((int) Math.floorMod(millis, (long) MILLIS_PER_DAY));
    }

    private void putTime(int millisOfDay) throws IOException {
        int second = millisOfDay / 1000;
        putPadded(second / 3600, 2);
        put((byte) ':');
        putPadded(second / 60 % 60, 2);
        put((byte) ':');
        putPadded(second % 60, 2);
        int millis = millisOfDay % 1000;
        if (millis != 0) {
            put((byte) '.');
            putPadded(millis, 3);
        }
    }

    private void putDate(long epochDay) throws IOException {
        if (epochDay < FIRST_DAY || epochDay > LAST_DAY) {
            putAscii(LocalDate.ofEpochDay(epochDay).toString());
            return;
        }
        // Years that begin with March have their odd days at their end; 400 of them always have the same days.
        int day = (int) (epochDay - FIRST_DAY) + DAYS_FROM_MARCH;
        int era = day / DAYS_PER_ERA;
        int dayOfEra = day % DAYS_PER_ERA;
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int fifths = (5 * dayOfYear + 2) / 153;
        int month = fifths < 10 ? fifths + 3 : fifths - 9;
        putPadded(era * 400 + yearOfEra - 400 + (month <= 2 ? 1 : 0), 4);
        put((byte) '-');
        putPadded(month, 2);
        put((byte) '-');
        putPadded(dayOfYear - (153 * fifths + 2) / 5 + 1, 2);
    }

    private void putPadded(int value, int width) throws IOException {
        reserve(width);
        int rest = value;
        for (int i = width - 1; i >= 0; i--) {
            buffer[used + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        used += width;
    }

    private void reserve(int length) throws IOException {
        if (used + length > buffer.length) {
            drain();
            if (length > buffer.length) {
                buffer = new byte[length];
            }
        }
    }

    private void drain() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    public void flush() throws IOException {
        drain();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            drain();
        }
    }
}
