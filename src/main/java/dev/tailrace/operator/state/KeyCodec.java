package dev.tailrace.operator.state;

import dev.tailrace.data.ArrayColumn;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.BytesBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.MapColumn;
import dev.tailrace.data.RowColumn;
import dev.tailrace.data.Schema;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the key columns of a row as bytes, so that keys of any types are equal when their bytes are, and reads them
 * back. As in Flink's keyed state, NULL equals NULL and NaN equals NaN, and 0.0 and -0.0 are different keys.
 *
 * <p>Layout, per column: 1 for null; or 0 and the value, fixed-width in 1, 4, 8 or 16 bytes, strings behind their length
 * in 4 bytes. Arrays and maps are the number of their elements in 4 bytes and the elements, each laid out as a column is,
 * the entries of a map in the order of their keys' bytes; rows are their fields. Single-threaded; {@link #bytes()} is
 * overwritten by the next row.
 */
public final class KeyCodec {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Of the group that a key may stand behind. */
    static final int GROUP_BYTES = Integer.BYTES;

    /** Of a key of one long: that it is not null, and the value. */
    static final int WORD_BYTES = 1 + Long.BYTES;

    private final List<DataType> types;
    private final Column[] columns;
    private byte[] bytes = new byte[64];
    private int length;

    /** Of the only key column, where it is one of longs. */
    private Column.@Nullable Longs words;

    private final KeyColumns rows;
    private final AlikeRows alike;
    private int[] starts = new int[0];

    public KeyCodec(Schema keys) {
        this.types = keys.fields().stream().map(field -> field.type()).toList();
        this.columns = new Column[types.size()];
        this.rows = new KeyColumns(columns);
        this.alike = new AlikeRows(columns);
    }

    /** Takes the batch whose rows are encoded next. */
    public void begin(Batch batch, int[] positionsInSchema) {
        for (int i = 0; i < columns.length; i++) {
            columns[i] = batch.column(positionsInSchema[i]);
        }
        words = columns.length == 1 && columns[0] instanceof Column.Longs longs ? longs : null;
    }

    /** Takes the only key column of the rows that are encoded next. */
    public void begin(Column column) {
        columns[0] = column;
        words = column instanceof Column.Longs longs ? longs : null;
    }

    /** The keys of the batch without their being encoded, or null if they must be. */
    @Nullable
    KeyColumns rows() {
        return rows.areReadable() ? rows : null;
    }

    /** Tells which rows of the batch have one key, where there are {@link #rows()}. */
    AlikeRows alike() {
        return alike;
    }

    /**
     * Whether the key of a row is one long that is not null, laid out in {@value #WORD_BYTES} bytes. Such keys are common
     * enough to be looked up without being encoded: a load of bytes that were just stored one by one waits for them.
     */
    boolean isWord(int index) {
        Column.Longs longs = words;
        return longs != null && !longs.isNull(index);
    }

    /** The key of a row that {@link #isWord}. */
    long word(int index) {
        return Objects.requireNonNull(words).values[index];
    }

    /** The keys of all rows, where one of them {@link #isWord}. */
    long[] words() {
        return Objects.requireNonNull(words).values;
    }

    /** Encodes the key of a row. */
    public void encode(int index) {
        length = 0;
        for (Column column : columns) {
            writeNullable(column, index);
        }
    }

    /** Encodes the key of a row behind the number of the group in which it is a key, in {@value #GROUP_BYTES} bytes. */
    void encode(int group, int index) {
        INTS.set(bytes, 0, group);
        length = GROUP_BYTES;
        for (Column column : columns) {
            writeNullable(column, index);
        }
    }

    /** Takes a key that was encoded behind a group for one of another group. */
    void encodeAgain(byte[] keys, int start, int end, int group) {
        length = 0;
        reserve(end - start);
        System.arraycopy(keys, start, bytes, 0, end - start);
        INTS.set(bytes, 0, group);
        length = end - start;
    }

    private void writeNullable(Column column, int index) {
        if (column.isNull(index)) {
            reserve(1);
            bytes[length++] = 1;
        } else {
            reserve(17);
            bytes[length++] = 0;
            write(column, index);
        }
    }

    /** The last key encoded: {@code [0, length())}. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** A well mixed hash of the last key encoded. */
    public int hash() {
        return KeyHash.of(bytes, 0, length);
    }

    /** As {@link #hash()}, of 64 bits. */
    public long longHash() {
        return KeyHash.longOf(bytes, 0, length);
    }

    /** What would be the long of a key that was encoded before. */
    static long wordAt(byte[] bytes, int start) {
        return (long) LONGS.get(bytes, start + 1);
    }

    /** Writes the key of a long. */
    static void putWord(byte[] bytes, int start, long word) {
        bytes[start] = 0;
        LONGS.set(bytes, start + 1, word);
    }

    /** Whether a key of {@value #WORD_BYTES} bytes is that of a long. */
    static boolean isWordAt(byte[] bytes, int start, long word) {
        return bytes[start] == 0 && (long) LONGS.get(bytes, start + 1) == word;
    }

    /** Writes the key of a long behind the number of its group. */
    static void putWord(byte[] bytes, int start, int group, long word) {
        INTS.set(bytes, start, group);
        putWord(bytes, start + GROUP_BYTES, word);
    }

    /** Whether a key behind a group's number, together as long as such keys are, is that of the group and a long. */
    static boolean isWordAt(byte[] bytes, int start, int group, long word) {
        return (int) INTS.get(bytes, start) == group && isWordAt(bytes, start + GROUP_BYTES, word);
    }

    /** Appends keys {@code [from, to)} to the columns of a batch under construction, column by column, where demanded. */
    public void decode(KeySlots keys, int from, int to, BatchBuilder target, int[] targetColumns) {
        int count = to - from;
        reserveStarts(count);
        for (int i = 0; i < count; i++) {
            starts[i] = keys.start(from + i);
        }
        decodeStarts(keys.keys(), count, target, targetColumns);
    }

    /**
     * As {@link #decode(KeySlots, int, int, BatchBuilder, int[])}, of keys that need not follow one another.
     *
     * @param numbers of the keys, {@code [0, count)}
     * @param ahead bytes before each key
     */
    void decode(KeySlots keys, int[] numbers, int count, int ahead, BatchBuilder target, int[] targetColumns) {
        reserveStarts(count);
        for (int i = 0; i < count; i++) {
            starts[i] = keys.start(numbers[i]) + ahead;
        }
        decodeStarts(keys.keys(), count, target, targetColumns);
    }

    private void reserveStarts(int count) {
        if (count > starts.length) {
            starts = new int[count];
        }
    }

    private void decodeStarts(byte[] source, int count, BatchBuilder target, int[] targetColumns) {
        for (int column = 0; column < columns.length; column++) {
            boolean isDemanded = target.demands(targetColumns[column]);
            if (isDemanded && target.column(targetColumns[column]) instanceof LongsBuilder longs) {
                EncodedValues.read(source, starts, count, longs);
            } else if (isDemanded && target.column(targetColumns[column]) instanceof BytesBuilder texts) {
                EncodedValues.read(source, starts, count, texts);
            } else {
                for (int i = 0; i < count; i++) {
                    starts[i] = decode(column, source, starts[i], target, targetColumns[column]);
                }
            }
        }
    }

    /** Appends an encoded key to the columns of a batch under construction, from {@code firstColumn} on, where demanded. */
    public void decode(byte[] source, int start, BatchBuilder target, int firstColumn) {
        int at = start;
        for (int i = 0; i < columns.length; i++) {
            at = decode(i, source, at, target, firstColumn + i);
        }
    }

    /** As {@link #decode(byte[], int, BatchBuilder, int)}, to columns that need not stand beside each other. */
    public void decode(byte[] source, int start, BatchBuilder target, int[] targetColumns) {
        int at = start;
        for (int i = 0; i < columns.length; i++) {
            at = decode(i, source, at, target, targetColumns[i]);
        }
    }

    /** Appends the value of a key of one column that begins here; where the next one begins. */
    public static int decode(byte[] source, int start, ColumnBuilder target) {
        return EncodedValues.read(source, start, target);
    }

    /** @return where the next value begins */
    private int decode(int column, byte[] source, int start, BatchBuilder target, int targetColumn) {
        if (target.demands(targetColumn)) {
            return EncodedValues.read(source, start, target.column(targetColumn));
        }
        return EncodedValues.end(types.get(column), source, start);
    }

    private void write(Column column, int index) {
        if (column instanceof Column.Bytes strings) {
            int start = strings.starts[index];
            int size = strings.ends[index] - start;
            reserve(size + 4);
            INTS.set(bytes, length, size);
            System.arraycopy(strings.buffer, start, bytes, length + 4, size);
            length += size + 4;
        } else if (column instanceof Column.Longs longs) {
            writeLong(longs.values[index]);
        } else if (column instanceof Column.Ints ints) {
            writeInt(ints.values[index]);
        } else if (column instanceof Column.Decimals decimals) {
            writeLong(decimals.low[index]);
            long[] high = decimals.high;
            if (high != null) {
                writeLong(high[index]);
            }
        } else if (column instanceof Column.Doubles doubles) {
            writeLong(Double.doubleToLongBits(doubles.values[index]));
        } else if (column instanceof Column.Floats floats) {
            writeInt(Float.floatToIntBits(floats.values[index]));
        } else if (column instanceof Column.Booleans booleans) {
            bytes[length++] = (byte) (booleans.values[index] ? 1 : 0);
        } else {
            writeNested(column, index);
        }
    }

    private void writeNested(Column column, int index) {
        if (column instanceof ArrayColumn array) {
            writeInt(array.length(index));
            for (int i = array.starts[index]; i < array.ends[index]; i++) {
                writeNullable(array.elements, i);
            }
        } else if (column instanceof MapColumn map) {
            writeInt(map.length(index));
            writeEntries(map, index);
        } else if (column instanceof RowColumn row) {
            for (int i = 0; i < row.type().children().size(); i++) {
                writeNullable(row.field(i), index);
            }
        }
    }

    /** Sorted, because maps are equal in whatever order their entries are. */
    private void writeEntries(MapColumn map, int index) {
        int start = length;
        byte[][] entries = new byte[map.length(index)][];
        for (int i = 0; i < entries.length; i++) {
            length = start;
            writeNullable(map.keys, map.starts[index] + i);
            writeNullable(map.values, map.starts[index] + i);
            entries[i] = Arrays.copyOfRange(bytes, start, length);
        }
        Arrays.sort(entries, Arrays::compareUnsigned);
        length = start;
        for (byte[] entry : entries) {
            reserve(entry.length);
            System.arraycopy(entry, 0, bytes, length, entry.length);
            length += entry.length;
        }
    }

    private void writeLong(long value) {
        LONGS.set(bytes, length, value);
        length += 8;
    }

    private void writeInt(int value) {
        INTS.set(bytes, length, value);
        length += 4;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
