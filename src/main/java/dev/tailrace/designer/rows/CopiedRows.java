package dev.tailrace.designer.rows;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows that leave the table, with the columns that are shown, in their order. The first column of a changelog says what
 * a row does. Immutable.
 */
final class CopiedRows {
    private static final String KIND = "kind";

    private final List<Row> rows;
    private final int[] shown;
    private final boolean kinds;
    private final List<Field> columns;
    private final ZoneId zone;

    /**
     * @param shown positions of the columns in the schema
     * @param kinds whether the kinds of change are of interest
     */
    CopiedRows(Schema schema, int[] shown, boolean kinds, List<Row> rows, ZoneId zone) {
        this.rows = List.copyOf(rows);
        this.shown = shown.clone();
        this.kinds = kinds;
        this.zone = zone;
        this.columns = new ArrayList<>();
        if (kinds) {
            String name = KIND;
            for (int i = 2; schema.contains(name); i++) {
                name = KIND + "_" + i;
            }
            columns.add(Field.required(name, DataType.STRING));
        }
        for (int column : shown) {
            columns.add(schema.field(column));
        }
    }

    List<Field> columns() {
        return columns;
    }

    int size() {
        return rows.size();
    }

    ZoneId zone() {
        return zone;
    }

    /** One value per column; what was not or could not be read is null. */
    Row row(int index) {
        Row row = rows.get(index);
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        if (kinds) {
            values.add(row.kind().shortText());
        }
        for (int column : shown) {
            Object value = row.get(column);
            values.add(value instanceof NoValue ? null : value);
        }
        return new Row(RowKind.INSERT, values);
    }

    @Override
    public String toString() {
        return rows.size() + " rows of " + columns.stream().map(Field::name).collect(Collectors.joining(", "));
    }
}
