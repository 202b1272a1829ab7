package dev.tailrace.operator.state;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.TypeKind;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the columns by which rows are ordered as bytes whose unsigned order is that of the rows.
 *
 * <p>Numbers are written with the greatest byte first and the sign turned over; FALSE is before TRUE; texts are in the
 * order of their UTF-8 bytes, as in Flink. -0.0 equals 0.0, and NaN is greater than all numbers. Layout, per column: a
 * byte for null or not; the value, in a fixed width, or as bytes with 0 written as {@code 0 255} and {@code 0 0} at the
 * end. A descending column has its value's bits turned over. Single-threaded; {@link #bytes()} is overwritten by the
 * next row.
 */
public final class SortKeyCodec {
    /**
     * A column to order by.
     *
     * @param column position in the batches
     */
    public record Order(int column, boolean descending, boolean nullsFirst) {}

    private final List<Order> orders;
    private final Column[] columns;
    private byte[] bytes = new byte[64];
    private int length;

    public SortKeyCodec(List<Order> orders) {
        this.orders = List.copyOf(orders);
        this.columns = new Column[orders.size()];
    }

    /** Whether rows can be ordered by values of the kind. */
    public static boolean orders(TypeKind kind) {
        return kind.storage() != TypeKind.Storage.NESTED;
    }

    /** Takes the batch whose rows are encoded next. */
    public void begin(Batch batch) {
        for (int i = 0; i < columns.length; i++) {
            columns[i] = batch.column(orders.get(i).column());
        }
    }

    /** Encodes the place of a row in the order. */
    public void encode(int index) {
        length = 0;
        for (int i = 0; i < columns.length; i++) {
            Order order = orders.get(i);
            boolean isNull = columns[i].isNull(index);
            reserve(17);
            bytes[length++] = (byte) (isNull == order.nullsFirst() ? 0 : 1);
            if (!isNull) {
                int start = length;
                write(columns[i], index);
                if (order.descending()) {
                    for (int at = start; at < length; at++) {
                        bytes[at] = (byte) ~bytes[at];
                    }
                }
            }
        }
    }

    /** The last one encoded: {@code [0, length())}. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    private void write(Column column, int index) {
        if (column instanceof Column.Longs longs) {
            writeLong(longs.values[index] ^ Long.MIN_VALUE);
        } else if (column instanceof Column.Ints ints) {
            writeInt(ints.values[index] ^ Integer.MIN_VALUE);
        } else if (column instanceof Column.Doubles doubles) {
            // Adding 0.0 makes 0.0 of -0.0.
            long bits = Double.doubleToLongBits(doubles.values[index] + 0.0);
            writeLong(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
        } else if (column instanceof Column.Floats floats) {
            int bits = Float.floatToIntBits(floats.values[index] + 0.0f);
            writeInt(bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE);
        } else if (column instanceof Column.Decimals decimals) {
            long[] high = decimals.high;
            if (high == null) {
                writeLong(decimals.low[index] ^ Long.MIN_VALUE);
            } else {
                writeLong(high[index] ^ Long.MIN_VALUE);
                writeLong(decimals.low[index]);
            }
        } else if (column instanceof Column.Booleans booleans) {
            bytes[length++] = (byte) (booleans.values[index] ? 1 : 0);
        } else if (column instanceof Column.Bytes texts) {
            writeText(texts.buffer, texts.starts[index], texts.ends[index]);
        }
    }

    private void writeText(byte[] source, int start, int end) {
        reserve(2 * (end - start) + 2);
        for (int i = start; i < end; i++) {
            bytes[length++] = source[i];
            if (source[i] == 0) {
                bytes[length++] = (byte) 255;
            }
        }
        bytes[length++] = 0;
        bytes[length++] = 0;
    }

    private void writeLong(long value) {
        writeInt((int) (value >>> 32));
        writeInt((int) value);
    }

    private void writeInt(int value) {
        bytes[length++] = (byte) (value >>> 24);
        bytes[length++] = (byte) (value >>> 16);
        bytes[length++] = (byte) (value >>> 8);
        bytes[length++] = (byte) value;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
