package dev.tailrace.operators.analyse;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.DuckDb;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows in DuckDB as the table {@code r}, with the columns {@code arrival} and {@code wm}, the watermark before each. */
final class DuckTable {
    private DuckTable() {}

    static List<Row> query(Schema schema, List<Row> rows, List<Long> watermarks, String sql) throws SQLException {
        List<Field> fields =
                new ArrayList<>(List.of(Field.of("arrival", DataType.BIGINT), Field.of("wm", DataType.BIGINT)));
        fields.addAll(schema.fields());
        List<Row> table = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<Object> values = new ArrayList<>();
            values.add((long) i);
            values.add(watermarks.isEmpty() ? null : watermarks.get(i));
            values.addAll(rows.get(i).values());
            table.add(Row.of(values.toArray()));
        }
        try (DuckDb duck = new DuckDb()) {
            return duck.table("r", new Schema(fields), table).query(sql);
        }
    }
}
