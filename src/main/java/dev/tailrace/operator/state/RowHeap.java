package dev.tailrace.operator.state;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.BooleansBuilder;
import dev.tailrace.data.BytesBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.DecimalsBuilder;
import dev.tailrace.data.DoublesBuilder;
import dev.tailrace.data.FloatsBuilder;
import dev.tailrace.data.IntsBuilder;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Schema;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one schema, each as one stretch of bytes in large pages, under its number there; with room for what the owner
 * notes of each. Millions of rows are a few arrays to the garbage collector, and what is read of a row lies together.
 * Single-threaded.
 *
 * <p>Layout of a row, behind what {@link PagedBytes} has for itself: the owner's notes; a bit per column that is set where
 * it is null; the columns, fixed-width in 1, 4, 8 or 16 bytes, strings as where they begin behind the notes and their
 * length; the strings. Arrays, maps and rows are strings as {@link KeyCodec} writes them.
 */
public final class RowHeap {
    /** In place of a row. */
    public static final int NONE = PagedBytes.NONE;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final DataType[] types;
    /** Where each column stands, counted from the end of the notes. */
    private final int[] places;

    private final int fixedBytes;
    private final int contentAt;
    private final Column[] columns;

    /** By column, what writes arrays, maps and rows as bytes; null for other types. */
    private final @Nullable KeyCodec[] codecs;

    private final PagedBytes stretches = new PagedBytes();
    private int size;
    private byte[] content;
    private int length;

    /** @param noteBytes room for the owner's notes in each row */
    public RowHeap(Schema schema, int noteBytes) {
        int count = schema.size();
        types = new DataType[count];
        places = new int[count];
        columns = new Column[count];
        codecs = new KeyCodec[count];
        int at = (count + 7) / 8;
        for (int i = 0; i < count; i++) {
            types[i] = schema.field(i).type();
            places[i] = at;
            at += width(types[i]);
            codecs[i] = types[i].isNested() ? new KeyCodec(Schema.of(schema.field(i))) : null;
        }
        fixedBytes = at;
        contentAt = Math.max(PagedBytes.LEAST_BYTES, PagedBytes.OWN_BYTES + noteBytes);
        content = new byte[fixedBytes + 64];
    }

    private static int width(DataType type) {
        return switch (type.kind().storage()) {
            case BOOLEAN -> 1;
            case INT, FLOAT -> 4;
            case LONG, DOUBLE, BYTES, NESTED -> 8;
            case DECIMAL -> Column.Decimals.isCompact(type) ? 8 : 16;
        };
    }

    /** Number of rows. */
    public int size() {
        return size;
    }

    /** Takes the batch whose rows are encoded next. */
    public void begin(Batch batch, int[] positionsInSchema) {
        for (int i = 0; i < columns.length; i++) {
            columns[i] = batch.column(positionsInSchema[i]);
        }
    }

    /** Encodes a row, for {@link #add()}, {@link #equalsEncoded} and {@link #hash()}. */
    public void encode(int index) {
        Arrays.fill(content, 0, fixedBytes, (byte) 0);
        length = fixedBytes;
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            if (column.isNull(index)) {
                content[i >> 3] |= (byte) (1 << (i & 7));
            } else {
                KeyCodec codec = codecs[i];
                if (codec == null) {
                    write(column, index, places[i]);
                } else {
                    codec.begin(column);
                    codec.encode(index);
                    writeBytes(codec.bytes(), 0, codec.length(), places[i]);
                }
            }
        }
    }

    private void write(Column column, int index, int at) {
        if (column instanceof Column.Longs longs) {
            LONGS.set(content, at, longs.values[index]);
        } else if (column instanceof Column.Bytes strings) {
            int start = strings.starts[index];
            writeBytes(strings.buffer, start, strings.ends[index] - start, at);
        } else if (column instanceof Column.Ints ints) {
            INTS.set(content, at, ints.values[index]);
        } else if (column instanceof Column.Decimals decimals) {
            LONGS.set(content, at, decimals.low[index]);
            long[] high = decimals.high;
            if (high != null) {
                LONGS.set(content, at + 8, high[index]);
            }
        } else if (column instanceof Column.Doubles doubles) {
            LONGS.set(content, at, Double.doubleToLongBits(doubles.values[index]));
        } else if (column instanceof Column.Floats floats) {
            INTS.set(content, at, Float.floatToIntBits(floats.values[index]));
        } else if (column instanceof Column.Booleans booleans) {
            content[at] = (byte) (booleans.values[index] ? 1 : 0);
        }
    }

    private void writeBytes(byte[] source, int start, int bytes, int at) {
        if (length + bytes > content.length) {
            content = Arrays.copyOf(content, Math.max(length + bytes, content.length * 2));
        }
        System.arraycopy(source, start, content, length, bytes);
        INTS.set(content, at, length);
        INTS.set(content, at + 4, bytes);
        length += bytes;
    }

    /** A well mixed hash of the row encoded last. */
    public int hash() {
        return KeyHash.of(content, 0, length);
    }

    /** Whether all columns of a row are those of the row encoded last. */
    public boolean equalsEncoded(int row) {
        byte[] page = page(row);
        int at = at(row);
        int start = at + contentAt;
        return PagedBytes.isOfSize(page, at, contentAt + length)
                && Arrays.equals(page, start, start + length, content, 0, length);
    }

    /** Keeps the row encoded last; its notes are unspecified. */
    public int add() {
        int row = stretches.take(contentAt + length);
        System.arraycopy(content, 0, page(row), at(row) + contentAt, length);
        size++;
        return row;
    }

    /** Gives the room of a row to others. */
    public void remove(int row) {
        stretches.giveBack(row);
        size--;
    }

    /** What the owner noted at so many bytes. */
    public int note(int row, int at) {
        return (int) INTS.get(page(row), at(row) + PagedBytes.OWN_BYTES + at);
    }

    public void setNote(int row, int at, int value) {
        INTS.set(page(row), at(row) + PagedBytes.OWN_BYTES + at, value);
    }

    /** What the owner noted at so many bytes, in 8 of them. */
    public long longNote(int row, int at) {
        return (long) LONGS.get(page(row), at(row) + PagedBytes.OWN_BYTES + at);
    }

    public void setLongNote(int row, int at, long value) {
        LONGS.set(page(row), at(row) + PagedBytes.OWN_BYTES + at, value);
    }

    /** Appends a column of a row. */
    public void append(int row, int column, ColumnBuilder target) {
        byte[] page = page(row);
        int start = at(row) + contentAt;
        if (isNull(page, start, column)) {
            target.appendNull();
        } else {
            read(page, start, start + places[column], target);
        }
    }

    /** Appends a column of several rows; NULL where there is {@link #NONE}. */
    public void append(int[] rows, int count, int column, ColumnBuilder target) {
        if (target instanceof LongsBuilder longs) {
            appendLongs(rows, count, column, longs);
        } else {
            for (int i = 0; i < count; i++) {
                if (rows[i] == NONE) {
                    target.appendNull();
                } else {
                    append(rows[i], column, target);
                }
            }
        }
    }

    private void appendLongs(int[] rows, int count, int column, LongsBuilder target) {
        int place = places[column];
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (row == NONE) {
                target.appendNull();
                continue;
            }
            byte[] page = page(row);
            int start = at(row) + contentAt;
            if (isNull(page, start, column)) {
                target.appendNull();
            } else {
                target.append((long) LONGS.get(page, start + place));
            }
        }
    }

    /** Appends all columns of a row to the columns of a batch under construction, where demanded. */
    public void append(int row, BatchBuilder target, int[] targetColumns) {
        for (int i = 0; i < places.length; i++) {
            if (target.demands(targetColumns[i])) {
                append(row, i, target.column(targetColumns[i]));
            }
        }
    }

    private static boolean isNull(byte[] page, int start, int column) {
        return (page[start + (column >> 3)] >>> (column & 7) & 1) != 0;
    }

    private static void read(byte[] page, int start, int at, ColumnBuilder target) {
        if (target instanceof LongsBuilder longs) {
            longs.append((long) LONGS.get(page, at));
        } else if (target instanceof BytesBuilder strings) {
            int from = start + (int) INTS.get(page, at);
            strings.append(page, from, from + (int) INTS.get(page, at + 4));
        } else if (target instanceof IntsBuilder ints) {
            ints.append((int) INTS.get(page, at));
        } else if (target instanceof DecimalsBuilder decimals) {
            long low = (long) LONGS.get(page, at);
            boolean compact = Column.Decimals.isCompact(target.type());
            decimals.append(compact ? low >> 63 : (long) LONGS.get(page, at + 8), low);
        } else if (target instanceof DoublesBuilder doubles) {
            doubles.append(Double.longBitsToDouble((long) LONGS.get(page, at)));
        } else if (target instanceof FloatsBuilder floats) {
            floats.append(Float.intBitsToFloat((int) INTS.get(page, at)));
        } else if (target instanceof BooleansBuilder booleans) {
            booleans.append(page[at] != 0);
        } else {
            KeyCodec.decode(page, start + (int) INTS.get(page, at), target);
        }
    }

    /** The bytes that a row takes here, about. */
    public int bytes(int row) {
        return stretches.bytes(row);
    }

    private byte[] page(int row) {
        return stretches.page(row);
    }

    private static int at(int row) {
        return PagedBytes.at(row);
    }
}
