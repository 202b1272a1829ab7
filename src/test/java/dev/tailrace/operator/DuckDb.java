package dev.tailrace.operator;

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

/** A DuckDB in memory, which tells what queries over tables give. */
public final class DuckDb implements AutoCloseable {
    private final Connection connection;

    public DuckDb() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    /** Makes a table. */
    public DuckDb table(String name, Schema schema, List<Row> rows) throws SQLException {
        String columns = schema.fields().stream()
                .map(field -> field.name() + " " + type(field))
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + name + " (" + columns + ")");
        }
        // One transaction: one for each row would take longer than most queries.
        connection.setAutoCommit(false);
        String marks = "?" + ", ?".repeat(schema.size() - 1);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + name + " VALUES (" + marks + ")")) {
            for (Row row : rows) {
                for (int column = 0; column < schema.size(); column++) {
                    insert.setObject(column + 1, row.get(column));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.setAutoCommit(true);
        return this;
    }

    private static String type(Field field) {
        return switch (field.type().kind()) {
            case STRING -> "VARCHAR";
            case TIMESTAMP -> "TIMESTAMP";
            default -> field.type().toString();
        };
    }

    public List<Row> query(String sql) throws SQLException {
        List<Row> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
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

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
