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
                        "an SQL query of elements",
                        "SELECT e.id, part FROM events AS e LEFT JOIN UNNEST(SPLIT(s, '1')) AS t (part) ON TRUE"),
                query(
                        "an SQL query of the rows behind the first",
                        "SELECT id, i FROM events ORDER BY i DESC, id LIMIT 7 OFFSET 5"),
                query(
                        "an SQL query that qualifies ranks",
                        "SELECT id, k FROM events QUALIFY ROW_NUMBER() OVER (PARTITION BY k ORDER BY i DESC, id) <= 2"),
                query(
                        "an SQL query of a value of all rows",
                        "SELECT id, i - (SELECT AVG(i) FROM events) AS more FROM events WHERE i > (SELECT MIN(i) FROM events) + 20"),
                query(
                        "an SQL query of a count for each row",
                        "SELECT id, (SELECT COUNT(*) FROM events AS o WHERE o.i = e.i) AS n FROM events AS e WHERE id < 50"),
                query(
                        "an SQL query of sets of groups",
                        "SELECT k, k2, GROUPING(k) AS g, COUNT(*) AS n, SUM(i) AS s FROM events GROUP BY CUBE (k, k2)"),
                query(
                        "an SQL query of totals of windows",
                        "SELECT window_start, k, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(t), INTERVAL '10' SECOND))"
                                + " GROUP BY window_start, window_end, ROLLUP (k)"),
                query(
                        "an SQL query of what two queries share and do not",
                        "(SELECT k2 FROM events WHERE i > 3 INTERSECT SELECT k2 FROM events WHERE i < 0)"
                                + " UNION ALL (SELECT i FROM events EXCEPT SELECT k2 FROM events)"),
                query(
                        "an SQL query with rows of its own",
                        "SELECT e.id, v.word FROM events AS e JOIN (VALUES ('a', 'one'), ('b', NULL), ('', 'x''y')) AS v (k, word)"
                                + " ON e.k = v.k"),
                joining(
                        "an SQL query of no members",
                        "SELECT id, k2 FROM events WHERE k2 NOT IN (SELECT k2 FROM names)"),
                joining(
                        "an SQL query of no members of which one is NULL",
                        "SELECT n.k2 FROM names AS n WHERE n.k2 NOT IN (SELECT k2 FROM events)"),
                joining(
                        "an SQL query of no members of an empty query",
                        "SELECT id, k2 FROM events WHERE k2 NOT IN (SELECT k2 FROM names WHERE k2 > 5)"),
                joining(
                        "an SQL query of the first rows for each row",
                        "SELECT n.name, x.id FROM names AS n CROSS JOIN LATERAL (SELECT id FROM events AS e"
                                + " WHERE e.k2 = n.k2 ORDER BY i DESC, id LIMIT 2) AS x"),
                query(
                        "an SQL query that qualifies groups",
                        "SELECT k, COUNT(*) AS n, ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC, k) AS place FROM events"
                                + " GROUP BY k QUALIFY place <= 2"),
                joining(
                        "an SQL query of every pair",
                        "SELECT e.id, n.name FROM events AS e CROSS JOIN names AS n WHERE e.id < 20"),
                query(
                        "an SQL query of collected values",
                        "SELECT k, ARRAY_AGG(i) AS a, JSON_ARRAYAGG(s NULL ON NULL) AS j, PERCENTILE(d, 0.9, k2) AS p,"
                                + " JSON_OBJECTAGG(KEY CAST(id AS STRING) VALUE i ABSENT ON NULL) AS o"
                                + " FROM events GROUP BY k"),
                query(
                        "an SQL query of the rows before",
                        "SELECT id, LAG(i) OVER w AS b, LAG(id, 2, -1) OVER w AS c FROM events"
                                + " WINDOW w AS (PARTITION BY k ORDER BY t)"),
                query(
                        "an SQL query over several windows",
                        "SELECT id, COUNT(*) OVER (PARTITION BY k ORDER BY t ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) AS n,"
                                + " SUM(i) OVER (PARTITION BY k2 ORDER BY t RANGE BETWEEN INTERVAL '10' SECOND PRECEDING"
                                + " AND CURRENT ROW) AS s, COUNT(*) OVER (ORDER BY t) - COUNT(i) OVER (ORDER BY t) AS missing"
                                + " FROM events"),
                joining(
                        "an SQL query of members or others",
                        "SELECT id, k2 FROM events WHERE id < 20 OR k2 IN (SELECT k2 FROM names WHERE name = 'one')"),
                joining(
                        "an SQL query of whether there are rows",
                        "SELECT e.id, CASE WHEN EXISTS (SELECT 1 FROM names AS n WHERE n.k2 = e.k2) THEN 'known'"
                                + " WHEN EXISTS (SELECT 1 FROM names WHERE name = 'two') THEN 'two' ELSE 'new' END AS c"
                                + " FROM events AS e"),
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

    static String settings(String sql, String... tables) {
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
