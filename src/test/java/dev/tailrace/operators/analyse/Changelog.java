package dev.tailrace.operators.analyse;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import java.util.ArrayList;
import java.util.List;

/** Changes, written down and added up. */
public final class Changelog {
    private Changelog() {}

    public static Row insert(Object... values) {
        return Row.of(values);
    }

    public static Row before(Object... values) {
        return new Row(RowKind.UPDATE_BEFORE, Row.of(values).values());
    }

    public static Row after(Object... values) {
        return new Row(RowKind.UPDATE_AFTER, Row.of(values).values());
    }

    public static Row delete(Object... values) {
        return new Row(RowKind.DELETE, Row.of(values).values());
    }

    /** The table that is left; nothing may be taken back that is not there. */
    public static List<Row> folded(List<Row> changes) {
        List<Row> table = new ArrayList<>();
        for (Row change : changes) {
            Row row = new Row(RowKind.INSERT, change.values());
            if (change.kind().weight() > 0) {
                table.add(row);
            } else {
                assertTrue(table.remove(row), () -> "taken back, but not there: " + change);
            }
        }
        return table;
    }
}
