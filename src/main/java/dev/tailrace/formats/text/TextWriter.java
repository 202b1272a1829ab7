package dev.tailrace.formats.text;

import dev.tailrace.data.Column;
import dev.tailrace.data.TypeKind;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
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
        TypeKind kind = column.type().kind();
        if (column instanceof Column.Longs longs) {
            long value = longs.values[row];
            if (kind.isTimestamp()) {
                putTimestamp(value, format);
                if (kind == TypeKind.TIMESTAMP_LTZ) {
                    put((byte) 'Z');
                }
            } else {
                putLong(value);
            }
        } else if (column instanceof Column.Ints ints) {
            int value = ints.values[row];
            if (kind == TypeKind.DATE) {
                putDate(value);
            } else if (kind == TypeKind.TIME) {
                putTime(value);
            } else {
                putLong(value);
            }
        } else if (column instanceof Column.Doubles doubles) {
            putAscii(Double.toString(doubles.values[row]));
        } else if (column instanceof Column.Floats floats) {
            putAscii(Float.toString(floats.values[row]));
        } else if (column instanceof Column.Booleans booleans) {
            putAscii(booleans.values[row] ? "true" : "false");
        } else if (column instanceof Column.Decimals decimals) {
            putAscii(decimals.decimal(row).toPlainString());
        } else if (column instanceof Column.Bytes bytes) {
            put(Base64.getEncoder().encode(Arrays.copyOfRange(bytes.buffer, bytes.starts[row], bytes.ends[row])));
        }
    }

    private void putLong(long value) throws IOException {
        if (value == Long.MIN_VALUE) {
            putAscii("-9223372036854775808");
            return;
        }
        reserve(20);
        long rest = Math.abs(value);
        int length = value < 0 ? 2 : 1;
        for (long tens = rest / 10; tens > 0; tens /= 10) {
            length++;
        }
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
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        if (date.getYear() < 0 || date.getYear() > 9999) {
            putAscii(date.toString());
            return;
        }
        putPadded(date.getYear(), 4);
        put((byte) '-');
        putPadded(date.getMonthValue(), 2);
        put((byte) '-');
        putPadded(date.getDayOfMonth(), 2);
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
