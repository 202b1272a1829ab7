package dev.tailrace.operator.state;

import dev.tailrace.data.ArrayColumn;
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
import dev.tailrace.data.TypeKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads values back that {@link KeyCodec} wrote. */
final class EncodedValues {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private EncodedValues() {}

    /**
     * Appends a value, or NULL.
     *
     * @return where the next one begins
     */
    static int read(byte[] source, int start, ColumnBuilder target) {
        int at = start + 1;
        if (source[start] != 0) {
            target.appendNull();
            return at;
        }
        if (target.type().isNested()) {
            return readNested(source, at, target);
        }
        readWhole(source, at, target);
        return at + width(target.type(), source, at);
    }

    private static int readNested(byte[] source, int start, ColumnBuilder target) {
        int at = start;
        if (target instanceof RowColumn.Builder row) {
            for (int i = 0; i < target.type().children().size(); i++) {
                at = read(source, at, row.field(i));
            }
            row.endRow();
            return at;
        }
        int count = (int) INTS.get(source, at);
        at += 4;
        for (int i = 0; i < count; i++) {
            if (target instanceof ArrayColumn.Builder array) {
                at = read(source, at, array.elements());
            } else if (target instanceof MapColumn.Builder map) {
                at = read(source, read(source, at, map.keys()), map.values());
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
    static int end(DataType type, byte[] source, int start) {
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

    /**
     * Appends values that stand in several places.
     *
     * @param starts where they begin, {@code [0, count)}; afterwards where the next ones begin
     */
    static void read(byte[] source, int[] starts, int count, LongsBuilder target) {
        long[] room = target.reserve(count);
        int size = target.size();
        int nulls = 0;
        for (int i = 0; i < count; i++) {
            // Of a NULL whatever follows; there is always a word behind the last key.
            room[size + i] = (long) LONGS.get(source, starts[i] + 1);
            nulls |= source[starts[i]];
        }
        if (nulls == 0) {
            target.appendReserved(count);
            for (int i = 0; i < count; i++) {
                starts[i] += 1 + Long.BYTES;
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            starts[i] = read(source, starts[i], target);
        }
    }

    /** As above; of a value that comes twice in a row there is one copy. */
    static void read(byte[] source, int[] starts, int count, BytesBuilder target) {
        int before = -1;
        for (int i = 0; i < count; i++) {
            int start = starts[i];
            if (source[start] != 0) {
                target.appendNull();
                starts[i] = start + 1;
                before = -1;
                continue;
            }
            int text = start + 1 + Integer.BYTES;
            int end = text + (int) INTS.get(source, start + 1);
            if (start == before) {
                target.appendAgain();
            } else {
                target.append(source, text, end);
            }
            starts[i] = end;
            before = start;
        }
    }

    private static void readWhole(byte[] source, int at, ColumnBuilder target) {
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
}
