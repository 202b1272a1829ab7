package dev.tailrace.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * MAP: slices {@code [starts[row], ends[row])} of a column of keys and of one of values. Slices may overlap, lie in any
 * order and leave gaps; within one, no key comes twice.
 */
public final class MapColumn extends Column {
    public final Column keys;
    public final Column values;
    public final int[] starts;
    public final int[] ends;

    public MapColumn(
            DataType type, int size, Column keys, Column values, int[] starts, int[] ends, long @Nullable [] nulls) {
        super(type, size, nulls);
        this.keys = keys;
        this.values = values;
        this.starts = starts;
        this.ends = ends;
    }

    /** Number of entries. */
    public int length(int row) {
        return ends[row] - starts[row];
    }

    @Override
    protected Object object(int row) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = starts[row]; i < ends[row]; i++) {
            map.put(keys.value(i), values.value(i));
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public int byteSize(int row) {
        return 4 + keys.byteSize(starts[row], ends[row]) + values.byteSize(starts[row], ends[row]);
    }

    /** Builds MAP: fill {@link #keys} and {@link #values}, no key twice, then {@link #endMap}. */
    public static final class Builder extends SliceBuilder {
        private final ColumnBuilder keys;
        private final ColumnBuilder values;

        Builder(DataType type) {
            super(type);
            keys = ColumnBuilder.of(type.children().get(0).type());
            values = ColumnBuilder.of(type.children().get(1).type());
        }

        /** Takes the keys of the next map. */
        public ColumnBuilder keys() {
            return keys;
        }

        /** Takes the values of the next map, in the order of its keys. */
        public ColumnBuilder values() {
            return values;
        }

        /** Makes a map of the keys and values appended since the last one. */
        public void endMap() {
            endSlice(keys.size());
        }

        @Override
        public void truncate(int newSize) {
            super.truncate(newSize);
            keys.truncate(end());
            values.truncate(end());
        }

        @Override
        public long bytes() {
            return keys.bytes() + values.bytes() + 8L * size;
        }

        @Override
        protected void appendObject(Object value) {
            ((Map<?, ?>) value).forEach((key, one) -> {
                keys.append(key);
                values.append(one);
            });
            endMap();
        }

        @Override
        protected void copy(Column column, int row) {
            MapColumn other = (MapColumn) column;
            keys.appendFrom(other.keys, other.starts[row], other.ends[row]);
            values.appendFrom(other.values, other.starts[row], other.ends[row]);
            endMap();
        }

        @Override
        void fillAgain(Column column) {
            MapColumn other = (MapColumn) column;
            starts = other.starts;
            ends = other.ends;
            keys.takeBack(other.keys);
            values.takeBack(other.values);
        }

        @Override
        protected Column take(long @Nullable [] words) {
            Column column = new MapColumn(type(), size, keys.build(), values.build(), starts, ends, nullsFor(words));
            letGo();
            return column;
        }
    }
}
