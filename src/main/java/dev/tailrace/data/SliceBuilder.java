package dev.tailrace.data;

import java.util.Arrays;

/** Builds a column whose values are slices of others, one behind the other. */
abstract sealed class SliceBuilder extends ColumnBuilder permits ArrayColumn.Builder, MapColumn.Builder {
    protected int[] starts = NO_INTS;
    protected int[] ends = NO_INTS;

    SliceBuilder(DataType type) {
        super(type);
    }

    /** Makes a value of what was appended to the other columns since the last one, up to this position. */
    protected void endSlice(int end) {
        int start = end();
        grow(size + 1);
        starts[size] = start;
        ends[size++] = end;
    }

    /** Where the next slice begins. */
    protected int end() {
        return size == 0 ? 0 : ends[size - 1];
    }

    @Override
    public void appendNull() {
        int end = end();
        super.appendNull();
        starts[size - 1] = end;
        ends[size - 1] = end;
    }

    @Override
    protected void grow(int needed) {
        if (needed > starts.length) {
            int capacity = capacity(starts.length, needed);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
    }

    /** The arrays belong to a column now. */
    protected void letGo() {
        starts = NO_INTS;
        ends = NO_INTS;
    }
}
