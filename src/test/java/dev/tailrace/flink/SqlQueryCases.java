package dev.tailrace.flink;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.time.Instant;
import java.util.List;

/** SQL queries as a node: what they are drawn of gives the same on Flink. */
final class SqlQueryCases {
    private static final Instant START = Instant.parse("2024-05-01T10:00:00Z");

    private static final Schema NAMES = Schema.of(Field.of("k2", DataType.INT), Field.of("name", DataType.STRING));

    private SqlQueryCases() {}

    static List<Drawing> all() {
        return List.of(
                query(
                        "an SQL query of groups",
                        "SELECT k, COUNT(*) AS n, MAX(i) + 1 AS m FROM events GROUP BY k HAVING COUNT(*) > 3"),
                query(
                        "an SQL query of windows",
                        "SELECT window_start, k, SUM(i) AS s FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(t), INTERVAL '10' SECOND))"
                                + " WHERE i > 0 GROUP BY window_start, window_end, k"),
                query(
                        "an SQL query of ranks",
                        "SELECT id, k, place FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY i DESC, id) AS place"
                                + " FROM events) WHERE place <= 3"),
                query(
                        "an SQL query of collected values",
                        "SELECT k, ARRAY_AGG(i) AS a, JSON_ARRAYAGG(s NULL ON NULL) AS j, PERCENTILE(d, 0.9, k2) AS p,"
                                + " JSON_OBJECTAGG(KEY CAST(id AS STRING) VALUE i ABSENT ON NULL) AS o"
                                + " FROM events GROUP BY k"),
                query(
                        "an SQL query of the rows before",
                        "SELECT id, LAG(i) OVER w AS b, LAG(id, 2, -1) OVER w AS c FROM events"
                                + " WINDOW w AS (PARTITION BY k ORDER BY t)"),
                joining(
                        "an SQL query of two tables",
                        "WITH big AS (SELECT id, k2, i FROM events WHERE i > 5) SELECT s.id, n.name FROM big AS s"
                                + " LEFT JOIN names AS n ON s.k2 = n.k2"));
    }

    private static Drawing timed(String name) {
        return Drawing.named(name)
                .rows("source", TimedRows.SCHEMA, TimedRows.of(300, START, 1000))
                .then("time", "event-time", "{\"column\": \"t\", \"disorder\": \"30 s\"}");
    }

    private static Drawing query(String name, String sql) {
        return timed(name)
                .node("query", "sql-query", settings(sql, "events"))
                .wire("time.out", "query.events")
                .collect("out");
    }

    private static Drawing joining(String name, String sql) {
        return timed(name)
                .rows("names", NAMES, List.of(Row.of(0, "zero"), Row.of(1, "one")))
                .node("query", "sql-query", settings(sql, "events", "names"))
                .wire("time.out", "query.events")
                .wire("names.out", "query.names")
                .collect("out");
    }

    private static String settings(String sql, String... tables) {
        StringBuilder names = new StringBuilder();
        for (String table : tables) {
            names.append(names.isEmpty() ? "" : ", ")
                    .append("{\"name\": \"")
                    .append(table)
                    .append("\"}");
        }
        return "{\"tables\": [" + names + "], \"query\": \"" + sql + "\"}";
    }
}
