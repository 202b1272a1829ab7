package dev.tailrace.connectors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tailrace.Shared;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Row;
import dev.tailrace.formats.csv.CsvFormat;
import dev.tailrace.formats.json.JsonFormat;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.FormatChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the formats read from the sample data is what DuckDB reads from it, row by row. */
class SampleDataTest {
    private static ColumnDeclaration column(String name, DataType type, String path) {
        return new ColumnDeclaration(name, type, path);
    }

    private static ColumnDeclaration column(String name, DataType type) {
        return new ColumnDeclaration(name, type, null);
    }

    @Test
    void flightsReadAsInDuckDb() throws Exception {
        check(
                "flights/flights.jsonl",
                json(
                        column("date", DataType.STRING),
                        column("delay", DataType.INT),
                        column("distance", DataType.BIGINT),
                        column("origin", DataType.STRING),
                        column("to", DataType.STRING, "$.destination")),
                "SELECT date, delay::INT, distance::BIGINT, origin, destination FROM read_json('%s', format='newline_delimited',"
                        + " columns={date:'VARCHAR',delay:'BIGINT',distance:'BIGINT',origin:'VARCHAR',destination:'VARCHAR'})");
    }

    @Test
    void nestedValuesOfEarthquakesReadAsInDuckDb() throws Exception {
        check(
                "earthquakes/earthquakes.jsonl",
                json(
                        column("id", DataType.STRING),
                        column("mag", DataType.DOUBLE, "$.properties.mag"),
                        column("place", DataType.STRING, "$.properties.place"),
                        column("time", DataType.BIGINT, "$.properties.time"),
                        column("event_time", DataType.TIMESTAMP_LTZ, "$.properties.time"),
                        column("felt", DataType.INT, "$.properties.felt"),
                        column("longitude", DataType.DOUBLE, "$.geometry.coordinates[0]"),
                        column("depth", DataType.decimal(12, 4), "$.geometry.coordinates[2]")),
                "SELECT id, properties.mag::DOUBLE, properties.place, properties.time::BIGINT,"
                        + " epoch_ms(properties.time)::TIMESTAMP, properties.felt::INT,"
                        + " geometry.coordinates[1]::DOUBLE, geometry.coordinates[3]::DECIMAL(12,4)"
                        + " FROM read_json('%s', format='newline_delimited')");
    }

    @Test
    void wikipediaEditsReadAsInDuckDb() throws Exception {
        check(
                "wikipedia_edits/wikipedia_edits.jsonl",
                json(
                        column("time", DataType.TIMESTAMP_LTZ),
                        column("channel", DataType.STRING),
                        column("comment", DataType.STRING),
                        column("isRobot", DataType.BOOLEAN),
                        column("page", DataType.STRING),
                        column("cityName", DataType.STRING),
                        column("delta", DataType.INT)),
                "SELECT time::TIMESTAMP, channel, comment, isRobot, page, cityName, delta::INT"
                        + " FROM read_json('%s', format='newline_delimited', columns={time:'TIMESTAMP',channel:'VARCHAR',"
                        + "comment:'VARCHAR',isRobot:'BOOLEAN',page:'VARCHAR',cityName:'VARCHAR',delta:'INTEGER'})");
    }

    @Test
    void chessMovesReadAsInDuckDb() throws Exception {
        check(
                "chess_games/moves.csv",
                csv(
                        column("event_time", DataType.TIMESTAMP_LTZ),
                        column("game_id", DataType.STRING),
                        column("ply", DataType.INT),
                        column("san", DataType.STRING),
                        column("clock_s", DataType.BIGINT),
                        column("think_s", DataType.DOUBLE)),
                "SELECT event_time::TIMESTAMP, game_id, ply::INT, coalesce(san, ''), clock_s::BIGINT, think_s::DOUBLE"
                        + " FROM read_csv('%s', header=true, all_varchar=true)");
    }

    @Test
    void retailSalesReadAsInDuckDb() throws Exception {
        check(
                "online_retail/online_retail.csv",
                csv(
                        column("InvoiceNo", DataType.STRING),
                        column("Description", DataType.STRING),
                        column("Quantity", DataType.INT),
                        column("InvoiceDate", DataType.TIMESTAMP),
                        column("UnitPrice", DataType.decimal(10, 2)),
                        column("CustomerID", DataType.DOUBLE)),
                "SELECT InvoiceNo, coalesce(Description, ''), Quantity::INT, InvoiceDate::TIMESTAMP,"
                        + " UnitPrice::DECIMAL(10,2), CustomerID::DOUBLE"
                        + " FROM read_csv('%s', header=true, all_varchar=true)");
    }

    private static FormatChoice json(ColumnDeclaration... columns) {
        return new FormatChoice(new JsonFormat(), JsonFormat.Settings.of(List.of(columns)));
    }

    private static FormatChoice csv(ColumnDeclaration... columns) {
        return new FormatChoice(new CsvFormat(), CsvFormat.Settings.of(List.of(columns)));
    }

    static Path data() {
        return Shared.path("data");
    }

    private static void check(String file, FormatChoice format, String sql) throws Exception {
        Path data = data();
        assumeTrue(Files.exists(data.resolve(file)), "needs " + file);
        FileRun run = FileRun.of(FileRun.setup(data, FileSource.Settings.of(file, format), "out"));
        List<List<Object>> expected = query(sql.formatted(data.resolve(file)));
        assertEquals(expected.size(), run.rows.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), plain(run.rows.get(i)), "row " + i);
        }
    }

    /** Instants as the UTC wall clock, as the queries give them. */
    private static List<Object> plain(Row row) {
        List<Object> values = new ArrayList<>(row.values());
        values.replaceAll(value ->
                value instanceof Instant time ? LocalDateTime.ofInstant(time, java.time.ZoneOffset.UTC) : value);
        return values;
    }

    private static List<List<Object>> query(String sql) throws Exception {
        List<List<Object>> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    Object value = result.getObject(i);
                    row.add(value instanceof java.sql.Timestamp time ? time.toLocalDateTime() : value);
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
