package dev.tailrace.operators.analyse;

import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows in DuckDB as the table {@code r}, with the columns {@code arrival} and {@code wm}, the watermark before each. */
final class DuckTable {
    private DuckTable() {}

    static List<Row> query(Schema schema, List<Row> rows, List<Long> watermarks, String sql) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            String columns = schema.fields().stream()
                    .map(field -> field.name() + " " + type(field))
                    .collect(Collectors.joining(", "));
            statement.execute("CREATE TABLE r (arrival BIGINT, wm BIGINT, " + columns + ")");
            String marks = ", ?".repeat(schema.size());
            try (PreparedStatement insert = duck.prepareStatement("INSERT INTO r VALUES (?, ?" + marks + ")")) {
                for (int i = 0; i < rows.size(); i++) {
                    insert.setLong(1, i);
                    insert.setObject(2, watermarks.isEmpty() ? null : watermarks.get(i));
                    for (int column = 0; column < schema.size(); column++) {
                        insert.setObject(column + 3, rows.get(i).get(column));
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            List<Row> found = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    Object[] values = new Object[result.getMetaData().getColumnCount()];
                    for (int i = 0; i < values.length; i++) {
                        Object value = result.getObject(i + 1);
                        values[i] = value instanceof Timestamp time ? time.toLocalDateTime() : value;
                    }
                    found.add(Row.of(values));
                }
            }
            return found;
        }
    }

    private static String type(Field field) {
        return switch (field.type().kind()) {
            case STRING -> "VARCHAR";
            case TIMESTAMP -> "TIMESTAMP";
            default -> field.type().toString();
        };
    }
}
