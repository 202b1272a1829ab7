package dev.tailrace.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ROW: a column for each field, all with values at the same positions; null wherever the row itself is. */
public final class RowColumn extends Column {
    private final Column[] fields;

    /** @param fields in the order of the type; the array is the column's from now on */
    public RowColumn(DataType type, int size, Column[] fields, long @Nullable [] nulls) {
        super(type, size, nulls);
        if (fields.length != type.children().size()) {
            throw new IllegalArgumentException(fields.length + " columns for " + type);
        }
        this.fields = fields;
    }

    public Column field(int i) {
        return fields[i];
    }

    @Override
    protected Object object(int row) {
        List<@Nullable Object> values = new ArrayList<>(fields.length);
        for (Column field : fields) {
            values.add(field.value(row));
        }
        return new Row(RowKind.INSERT, values);
    }

    @Override
    public int byteSize(int row) {
        int sum = 0;
        for (Column field : fields) {
            sum += field.byteSize(row, row + 1);
        }
        return sum;
    }

    /** Builds ROW: append one value to each {@link #field}, then {@link #endRow}. */
    public static final class Builder extends ColumnBuilder {
        private final ColumnBuilder[] fields;

        Builder(DataType type) {
            super(type);
            fields = type.children().stream()
                    .map(field -> ColumnBuilder.of(field.type()))
                    .toArray(ColumnBuilder[]::new);
        }

        /** Takes the field's value of the next row. */
        public ColumnBuilder field(int i) {
            return fields[i];
        }

        /** Makes a row of the fields appended last. */
        public void endRow() {
            size++;
        }

        @Override
        public void appendNull() {
            super.appendNull();
            for (ColumnBuilder field : fields) {
                field.appendNull();
            }
        }

        @Override
        public void truncate(int newSize) {
            super.truncate(newSize);
            for (ColumnBuilder field : fields) {
                field.truncate(size);
            }
        }

        @Override
        public long bytes() {
            return Arrays.stream(fields).mapToLong(ColumnBuilder::bytes).sum();
        }

        /** Nothing: the fields grow by themselves. */
        @Override
        protected void grow(int needed) {}

        @Override
        protected void appendObject(Object value) {
            List<@Nullable Object> values = ((Row) value).values();
            for (int i = 0; i < fields.length; i++) {
                fields[i].append(values.get(i));
            }
            endRow();
        }

        @Override
        protected void copy(Column column, int row) {
            RowColumn other = (RowColumn) column;
            for (int i = 0; i < fields.length; i++) {
                fields[i].appendFrom(other.fields[i], row);
            }
            endRow();
        }

        @Override
        void fillAgain(Column column) {
            RowColumn other = (RowColumn) column;
            for (int i = 0; i < fields.length; i++) {
                fields[i].takeBack(other.fields[i]);
            }
        }

        @Override
        protected Column take(long @Nullable [] words) {
            Column[] columns = new Column[fields.length];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = fields[i].build();
            }
            return new RowColumn(type(), size, columns, nullsFor(words));
        }
    }
}
