package dev.tailrace.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ARRAY: slices {@code [starts[row], ends[row])} of one column of elements. Slices may overlap, lie in any order and leave
 * gaps.
 */
public final class ArrayColumn extends Column {
    public final Column elements;
    public final int[] starts;
    public final int[] ends;

    public ArrayColumn(DataType type, int size, Column elements, int[] starts, int[] ends, long @Nullable [] nulls) {
        super(type, size, nulls);
        this.elements = elements;
        this.starts = starts;
        this.ends = ends;
    }

    /** Number of elements. */
    public int length(int row) {
        return ends[row] - starts[row];
    }

    @Override
    protected Object object(int row) {
        List<@Nullable Object> list = new ArrayList<>(length(row));
        for (int i = starts[row]; i < ends[row]; i++) {
            list.add(elements.value(i));
        }
        return Collections.unmodifiableList(list);
    }

    @Override
    public int byteSize(int row) {
        return 4 + elements.byteSize(starts[row], ends[row]);
    }

    /** Builds ARRAY: fill {@link #elements}, then {@link #endArray}. */
    public static final class Builder extends SliceBuilder {
        private final ColumnBuilder elements;

        Builder(DataType type) {
            super(type);
            elements = ColumnBuilder.of(type.children().get(0).type());
        }

        /** Takes the elements of the next array. */
        public ColumnBuilder elements() {
            return elements;
        }

        /** Makes an array of the elements appended since the last one. */
        public void endArray() {
            endSlice(elements.size());
        }

        @Override
        public void truncate(int newSize) {
            super.truncate(newSize);
            elements.truncate(end());
        }

        @Override
        public long bytes() {
            return elements.bytes() + 8L * size;
        }

        @Override
        protected void appendObject(Object value) {
            for (Object element : (List<?>) value) {
                elements.append(element);
            }
            endArray();
        }

        @Override
        protected void copy(Column column, int row) {
            ArrayColumn other = (ArrayColumn) column;
            elements.appendFrom(other.elements, other.starts[row], other.ends[row]);
            endArray();
        }

        @Override
        void fillAgain(Column column) {
            ArrayColumn other = (ArrayColumn) column;
            starts = other.starts;
            ends = other.ends;
            elements.takeBack(other.elements);
        }

        @Override
        protected Column take(long @Nullable [] words) {
            Column column = new ArrayColumn(type(), size, elements.build(), starts, ends, nullsFor(words));
            letGo();
            return column;
        }
    }
}
