package dev.tailrace.operator.state;

import dev.tailrace.data.ArrayColumn;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.BooleansBuilder;
import dev.tailrace.data.BytesBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.DecimalsBuilder;
import dev.tailrace.data.DoublesBuilder;
import dev.tailrace.data.Field;
import dev.tailrace.data.FloatsBuilder;
import dev.tailrace.data.IntsBuilder;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.MapColumn;
import dev.tailrace.data.RowColumn;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
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
 * the entries of a map in the order of their keys' bytes; rows are their fields. Single-threaded; {@link #bytes()} is overwritten by the next row.
 */
public final class KeyCodec {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Of the group that a key may stand behind. */
    static final int GROUP_BYTES = Integer.BYTES;

    /** Of a key of one long: that it is not null, and the value. */
    static final int WORD_BYTES = 1 + Long.BYTES;

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final List<DataType> types;
    private final Column[] columns;
    private byte[] bytes = new byte[64];
    private int length;

    /** Of the only key column, where it is one of longs. */
    private Column.@Nullable Longs words;

    public KeyCodec(Schema keys) {
        this.types = keys.fields().stream().map(field -> field.type()).toList();
        this.columns = new Column[types.size()];
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
        return hash(bytes, 0, length);
    }

    /** As {@link #hash()}, of 64 bits. */
    public long longHash() {
        return longHash(bytes, 0, length);
    }

    /** As {@link #hash()}, of a key that was encoded before: bytes {@code [start, end)}. */
    static int hash(byte[] bytes, int start, int end) {
        long hash = longHash(bytes, start, end);
        return (int) (hash ^ hash >>> 32);
    }

    /** As {@link #hash()}, of a key of one long. */
    static int hashOfWord(long word) {
        long hash = (WORD_BYTES ^ word << Byte.SIZE) * MULTIPLIER;
        hash = mix(hash ^ hash >>> 32 ^ word >>> Long.SIZE - Byte.SIZE);
        return (int) (hash ^ hash >>> 32);
    }

    /** What would be the long of a key that was encoded before. */
    static long wordAt(byte[] bytes, int start) {
        return (long) LONGS.get(bytes, start + 1);
    }

    /** Whether a key of {@value #WORD_BYTES} bytes is that of a long. */
    static boolean isWordAt(byte[] bytes, int start, long word) {
        return bytes[start] == 0 && (long) LONGS.get(bytes, start + 1) == word;
    }

    private static long longHash(byte[] bytes, int start, int end) {
        long hash = end - start;
        int at = start;
        for (; at + 8 <= end; at += 8) {
            hash = (hash ^ (long) LONGS.get(bytes, at)) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        long tail = 0;
        for (; at < end; at++) {
            tail = tail << 8 | (bytes[at] & 0xff);
        }
        return mix(hash ^ tail);
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
        return readNullable(source, start, target);
    }

    /** @return where the next value begins */
    private int decode(int column, byte[] source, int start, BatchBuilder target, int targetColumn) {
        if (target.demands(targetColumn)) {
            return readNullable(source, start, target.column(targetColumn));
        }
        return end(types.get(column), source, start);
    }

    private static int readNullable(byte[] source, int start, ColumnBuilder target) {
        int at = start + 1;
        if (source[start] != 0) {
            target.appendNull();
            return at;
        }
        if (target.type().isNested()) {
            return readNested(source, at, target);
        }
        read(source, at, target);
        return at + width(target.type(), source, at);
    }

    private static int readNested(byte[] source, int start, ColumnBuilder target) {
        int at = start;
        if (target instanceof RowColumn.Builder row) {
            for (int i = 0; i < target.type().children().size(); i++) {
                at = readNullable(source, at, row.field(i));
            }
            row.endRow();
            return at;
        }
        int count = (int) INTS.get(source, at);
        at += 4;
        for (int i = 0; i < count; i++) {
            if (target instanceof ArrayColumn.Builder array) {
                at = readNullable(source, at, array.elements());
            } else if (target instanceof MapColumn.Builder map) {
                at = readNullable(source, readNullable(source, at, map.keys()), map.values());
            }
        }
        if (target instanceof ArrayColumn.Builder array) {
            array.endArray();
        } else if (target instanceof MapColumn.Builder map) {
            map.endMap();
        }
        return at;
    }

    /** Where a value ends that begins here with its byte for null. */
    private static int end(DataType type, byte[] source, int start) {
        int at = start + 1;
        if (source[start] != 0) {
            return at;
        }
        if (!type.isNested()) {
            return at + width(type, source, at);
        }
        int times = 1;
        if (!type.is(TypeKind.ROW)) {
            times = (int) INTS.get(source, at);
            at += 4;
        }
        for (int i = 0; i < times; i++) {
            for (Field child : type.children()) {
                at = end(child.type(), source, at);
            }
        }
        return at;
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

    private static void read(byte[] source, int at, ColumnBuilder target) {
        if (target instanceof BytesBuilder strings) {
            strings.append(source, at + 4, at + 4 + (int) INTS.get(source, at));
        } else if (target instanceof LongsBuilder longs) {
            longs.append((long) LONGS.get(source, at));
        } else if (target instanceof IntsBuilder ints) {
            ints.append((int) INTS.get(source, at));
        } else if (target instanceof DecimalsBuilder decimals) {
            long low = (long) LONGS.get(source, at);
            decimals.append(
                    Column.Decimals.isCompact(target.type()) ? low >> 63 : (long) LONGS.get(source, at + 8), low);
        } else if (target instanceof DoublesBuilder doubles) {
            doubles.append(Double.longBitsToDouble((long) LONGS.get(source, at)));
        } else if (target instanceof FloatsBuilder floats) {
            floats.append(Float.intBitsToFloat((int) INTS.get(source, at)));
        } else if (target instanceof BooleansBuilder booleans) {
            booleans.append(source[at] != 0);
        }
    }

    private static int width(DataType type, byte[] source, int at) {
        return switch (type.kind().storage()) {
            case BOOLEAN -> 1;
            case INT, FLOAT -> 4;
            case LONG, DOUBLE -> 8;
            case DECIMAL -> Column.Decimals.isCompact(type) ? 8 : 16;
            case BYTES -> 4 + (int) INTS.get(source, at);
            case NESTED -> throw new IllegalStateException(type + " has no width of its own");
        };
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
