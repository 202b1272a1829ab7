package dev.tailrace.designer.rows;

import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import dev.tailrace.designer.watch.CellText;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of rows by columns: values as SQL orders them, what is null or was not read last, either way. */
final class RowOrder {
    /** @param column position; {@link #KIND} for the kind of change */
    record By(int column, boolean ascending) {}

    /** In place of a column's position: the kind of change. */
    static final int KIND = -1;

    private RowOrder() {}

    /** Orders by the first, and where that is the same by the next; rows that are the same in all keep their order. */
    static Comparator<Row> of(List<By> columns) {
        Comparator<Row> order = (one, other) -> 0;
        for (By by : columns) {
            order = order.thenComparing(
                    (one, other) -> compare(value(one, by.column()), value(other, by.column()), by.ascending()));
        }
        return order;
    }

    private static @Nullable Object value(Row row, int column) {
        Object value = column == KIND ? row.kind() : row.get(column);
        return value instanceof NoValue ? null : value;
    }

    private static int compare(@Nullable Object one, @Nullable Object other, boolean ascending) {
        if (one == null || other == null) {
            return one == other ? 0 : one == null ? 1 : -1;
        }
        int order = compare(one, other);
        return ascending ? order : -order;
    }

    @SuppressWarnings("unchecked") // values of one column are of one class
    private static int compare(Object one, Object other) {
        if (one instanceof byte[] bytes && other instanceof byte[] others) {
            return Arrays.compareUnsigned(bytes, others);
        }
        if (one instanceof Comparable<?> comparable && one.getClass() == other.getClass()) {
            return ((Comparable<Object>) comparable).compareTo(other);
        }
        return CellText.of(one, ZoneOffset.UTC).compareTo(CellText.of(other, ZoneOffset.UTC));
    }
}
