package dev.tailrace.flink;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeParser;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Drawings over arrays, maps and rows. */
final class NestedCases {
    private static final LocalDateTime START = LocalDateTime.parse("2024-05-01T00:00:00");
    private static final Schema SCHEMA = Schema.of(
            Field.required("id", DataType.INT),
            Field.of("k", DataType.STRING),
            Field.of("i", DataType.INT),
            Field.of("a", type("ARRAY<INT>")),
            Field.of("t", type("ARRAY<STRING>")),
            Field.of("m", type("MAP<STRING, INT>")),
            Field.of("r", type("ROW<x INT, y STRING, w TIMESTAMP(3), z ROW<u BIGINT, l ARRAY<STRING>>>")),
            Field.of("ar", type("ARRAY<ROW<x INT, y STRING>>")),
            Field.of("ts", type("TIMESTAMP(3)")));

    private NestedCases() {}

    private static DataType type(String text) {
        return TypeParser.parse(text).orElseThrow();
    }

    static List<Drawing> all() {
        List<Drawing> drawings = new ArrayList<>();
        expressions(drawings);
        takenApart(drawings);
        keyed(drawings);
        joined(drawings);
        read(drawings);
        collected(drawings);
        queried(drawings);
        return drawings;
    }

    private static void expressions(List<Drawing> drawings) {
        drawings.add(rows("filter by elements, entries and fields")
                .then(
                        "some",
                        "filter",
                        "{\"condition\": \"a[1] > 2 OR m['a'] > 1 OR r.z.u > 3 OR CARDINALITY(t) = 0\"}")
                .collect("out"));
        drawings.add(rows("derive of nested columns of some rows")
                .then("odd", "filter", "{\"condition\": \"MOD(id, 2) = 1\"}")
                .then(
                        "more",
                        "derive",
                        columns(
                                "first",
                                "a[1]",
                                "at",
                                "a[i]",
                                "count",
                                "CARDINALITY(a) + CARDINALITY(m)",
                                "x",
                                "r.x",
                                "u",
                                "r.z.u + 1",
                                "l2",
                                "r.z.l[2]",
                                "y2",
                                "UPPER(ar[2].y)",
                                "has",
                                "ARRAY_CONTAINS(a, i)",
                                "made",
                                "ARRAY[i, id, r.x]",
                                "mm",
                                "MAP['id', id, 'i', i]",
                                "rr",
                                "ROW(id, t)",
                                "text",
                                "CAST(a AS STRING) || CAST(r AS STRING)",
                                "longs",
                                "CAST(a AS ARRAY<BIGINT>)",
                                "doubles",
                                "CAST(m AS MAP<STRING, DOUBLE>)"))
                .collect("out"));
        drawings.add(rows("derive by functions of arrays")
                .then(
                        "more",
                        "derive",
                        columns(
                                "sorted",
                                "ARRAY_SORT(a)",
                                "distinct",
                                "ARRAY_DISTINCT(t)",
                                "sliced",
                                "ARRAY_SLICE(a, 2, -1)",
                                "joined",
                                "ARRAY_JOIN(t, '-', '?')",
                                "united",
                                "ARRAY_UNION(a, ARRAY[i])",
                                "both",
                                "ARRAY_CONCAT(t, ARRAY[k])",
                                "most",
                                "ARRAY_MAX(t)",
                                "least",
                                "ARRAY_MIN(a)",
                                "place",
                                "ARRAY_POSITION(a, i)",
                                "less",
                                "ARRAY_REMOVE(a, i)",
                                "back",
                                "ARRAY_REVERSE(ar)",
                                "more",
                                "ARRAY_APPEND(a, i)",
                                "parts",
                                "SPLIT(r.y, 'b')"))
                .collect("out"));
        drawings.add(rows("choices and comparisons of nested columns")
                .then(
                        "more",
                        "derive",
                        columns(
                                "same",
                                "ARRAY[id, 2] = ARRAY[2, id]",
                                "one",
                                "CASE WHEN i > 2 THEN a ELSE ARRAY[id] END",
                                "some",
                                "COALESCE(m, MAP['none', 0])",
                                "row",
                                "CASE WHEN i > 3 THEN ar[1] END",
                                "none",
                                "r IS NULL OR a IS NULL"))
                .collect("out"));
        drawings.add(rows("the union of nested columns")
                .then("first", "filter", "{\"condition\": \"i > 2\"}")
                .at("rows.out")
                .then("second", "filter", "{\"condition\": \"i < 3\"}")
                .then("both", "union", "{}")
                .wire("first.out", "both.in")
                .collect("out"));
    }

    private static void takenApart(List<Drawing> drawings) {
        for (String column : List.of("a", "t", "m", "ar")) {
            for (String empty : List.of("drop", "keep")) {
                String number = column.startsWith("m") || column.equals("ar") ? "" : ", \"ordinality\": \"number\"";
                drawings.add(rows("unnest " + column + ", " + empty + " rows without elements")
                        .then(
                                "u",
                                "unnest",
                                "{\"column\": \"" + column + "\", \"name\": \"e\", \"prefix\": \"e_\", \"empty\": \""
                                        + empty + "\"" + number + "}")
                        .collect("out"));
            }
        }
        drawings.add(rows("unnest of the last row of each key")
                .then("time", "event-time", "{\"column\": \"ts\", \"disorder\": \"0 s\"}")
                .then("d", "deduplicate", "{\"keys\": [\"k\"], \"keep\": \"last\"}")
                .then("u", "unnest", "{\"column\": \"a\", \"keepColumn\": true, \"name\": \"e\"}")
                .collect("out"));
        drawings.add(rows("flatten of fields")
                .then("f", "flatten", "{\"column\": \"r\", \"prefix\": \"r_\"}")
                .collect("out"));
        drawings.add(rows("flatten of rows in rows")
                .then("f", "flatten", "{\"column\": \"r\", \"deep\": true, \"keepColumn\": true}")
                .collect("out"));
        drawings.add(rows("event time in a row that is flattened")
                .then("full", "filter", "{\"condition\": \"r.w IS NOT NULL\"}")
                .then("f", "flatten", "{\"column\": \"r\"}")
                .then("time", "event-time", "{\"column\": \"w\", \"disorder\": \"5 s\"}")
                .then("w", "tumbling-window", "{\"size\": \"10 s\", \"aggregates\": [" + COUNT + "]}")
                .collect("out"));
    }

    private static final String COUNT = "{\"name\": \"n\", \"function\": \"count\"}";

    private static void keyed(List<Drawing> drawings) {
        for (String key : List.of("a", "t", "z", "ar")) {
            drawings.add(rows("groups of equal values of " + key)
                    .then("f", "flatten", "{\"column\": \"r\", \"prefix\": \"\"}")
                    .then("g", "group-aggregate", "{\"groupBy\": [\"" + key + "\"], \"aggregates\": [" + COUNT + "]}")
                    .collect("out"));
        }
        drawings.add(rows("the first row of each array")
                .then("time", "event-time", "{\"column\": \"ts\", \"disorder\": \"0 s\"}")
                .then("d", "deduplicate", "{\"keys\": [\"a\"], \"keep\": \"first\"}")
                .collect("out"));
        drawings.add(rows("the first rows with their nested columns")
                .then("top", "top-n", "{\"n\": 2, \"keys\": [\"k\"], \"orderBy\": [{\"column\": \"id\"}]}")
                .collect("out"));
    }

    private static void joined(List<Drawing> drawings) {
        drawings.add(Drawing.named("a join that keeps nested columns")
                .rows("l", SCHEMA, random().subList(0, 60))
                .rows("r", SCHEMA, random().subList(40, 120))
                .node(
                        "j",
                        "join",
                        "{\"type\": \"full\", \"on\": [{\"left\": \"k\", \"right\": \"k\"}, {\"left\": \"i\","
                                + " \"right\": \"i\"}], \"leftPrefix\": \"l_\", \"rightPrefix\": \"r_\"}")
                .wire("l.out", "j.left")
                .wire("r.out", "j.right")
                .collect("out"));
        drawings.add(Drawing.named("a join by a field of a column that is called as its side is in SQL")
                .rows("l", SCHEMA, random().subList(0, 60))
                .rows("r", SCHEMA, random().subList(40, 120))
                .node(
                        "j",
                        "join",
                        "{\"type\": \"inner\", \"on\": [{\"left\": \"k\", \"right\": \"k\"}],"
                                + " \"condition\": \"r.x <> o_i\", \"rightPrefix\": \"o_\"}")
                .wire("l.out", "j.left")
                .wire("r.out", "j.right")
                .collect("out"));
    }

    private static void read(List<Drawing> drawings) {
        drawings.add(Drawing.named("nested values of a JSON file")
                .node(
                        "rows",
                        "file-source",
                        """
                        {"path": "src/test/resources/dev/tailrace/flink/nested.jsonl", "format": {"type": "json", "columns": [
                          {"name": "id", "type": "INT"}, {"name": "a", "type": "ARRAY<INT>"},
                          {"name": "m", "type": "MAP<STRING, INT>"},
                          {"name": "r", "type": "ROW<s STRING, q ROW<d DOUBLE, b ARRAY<BOOLEAN>>>"},
                          {"name": "ar", "type": "ARRAY<ROW<x INT, y ARRAY<STRING>>>"},
                          {"name": "deep", "type": "MAP<STRING, ARRAY<ROW<v STRING>>>"},
                          {"name": "first", "type": "INT", "path": "$.a2[0]"}]}}""")
                .at("rows.out")
                .then("u", "unnest", "{\"column\": \"ar\", \"empty\": \"keep\", \"keepColumn\": true}")
                .collect("out"));
    }

    private static void collected(List<Drawing> drawings) {
        String arrays = String.join(
                ", ",
                array("all_i", "i", null),
                array("all_k", "k", null),
                array("some", "id", "i > 2"),
                array("rows", "ar[1]", null),
                array("arrays", "a", null));
        drawings.add(rows("arrays of the values of groups")
                .then("g", "group-aggregate", "{\"groupBy\": [\"k\"], \"aggregates\": [" + arrays + "]}")
                .collect("out"));
        drawings.add(rows("arrays of the values of windows")
                .then("time", "event-time", "{\"column\": \"ts\", \"disorder\": \"0 s\"}")
                .then(
                        "w",
                        "tumbling-window",
                        "{\"size\": \"10 s\", \"groupBy\": [\"k\"], \"aggregates\": [" + arrays + "]}")
                .collect("out"));
    }

    private static void queried(List<Drawing> drawings) {
        List.of(
                        "SELECT n.id, n.r.x + 1 AS x, e.y AS word, e.x AS number, mk, mv FROM t AS n"
                                + " CROSS JOIN UNNEST(ar) AS e CROSS JOIN UNNEST(n.m) AS p (mk, mv) WHERE n.r.z.u > 1",
                        "SELECT r.y, COUNT(*) AS n, MAX(r.x) AS most FROM t GROUP BY r.y",
                        "SELECT a.id, b.id AS other FROM t AS a JOIN t AS b ON a.r.x = b.r.x AND a.k <> b.k",
                        "SELECT id, tag, place FROM t LEFT JOIN UNNEST(t.t) WITH ORDINALITY AS u (tag, place) ON TRUE")
                .forEach(sql -> drawings.add(rows("an SQL query: " + sql)
                        .node("query", "sql-query", SqlQueryCases.settings(sql, "t"))
                        .wire("rows.out", "query.t")
                        .collect("out")));
    }

    private static String array(String name, String argument, @Nullable String filter) {
        return "{\"name\": \"" + name + "\", \"function\": \"array-agg\", \"argument\": \"" + argument + "\""
                + (filter == null ? "" : ", \"filter\": \"" + filter + "\"") + "}";
    }

    private static String columns(String... namesAndExpressions) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < namesAndExpressions.length; i += 2) {
            columns.add("{\"name\": \"c_" + namesAndExpressions[i] + "\", \"expression\": \""
                    + namesAndExpressions[i + 1].replace("\"", "\\\"") + "\"}");
        }
        return "{\"columns\": [" + String.join(", ", columns) + "]}";
    }

    private static Drawing rows(String name) {
        return Drawing.named(name).rows("rows", SCHEMA, random());
    }

    private static List<Row> random() {
        Random random = new Random(20240501);
        List<Row> rows = new ArrayList<>();
        for (int id = 0; id < 120; id++) {
            Supplier<@Nullable Object> number = () -> or(random, random.nextInt(6));
            Supplier<@Nullable Object> text = () -> or(random, "abcäb".substring(random.nextInt(4)));
            Supplier<@Nullable Object> pair = () -> or(random, Row.of(number.get(), text.get()));
            Row inner = Row.of(or(random, (long) random.nextInt(6)), or(random, list(random, text)));
            Row row = Row.of(
                    number.get(), text.get(), or(random, START.plusSeconds(id + random.nextInt(5))), or(random, inner));
            rows.add(Row.of(
                    id,
                    text.get(),
                    number.get(),
                    or(random, list(random, number)),
                    or(random, list(random, text)),
                    or(random, map(random, number)),
                    or(random, row),
                    or(random, list(random, pair)),
                    START.plusSeconds(id)));
        }
        return rows;
    }

    private static @Nullable Object or(Random random, Object value) {
        return random.nextInt(6) == 0 ? null : value;
    }

    private static List<@Nullable Object> list(Random random, Supplier<@Nullable Object> element) {
        @Nullable Object[] elements = new Object[random.nextInt(4)];
        Arrays.setAll(elements, i -> element.get());
        return Arrays.asList(elements);
    }

    private static Map<String, @Nullable Object> map(Random random, Supplier<@Nullable Object> value) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String key : List.of("a", "b", "ä")) {
            if (random.nextBoolean()) {
                map.put(key, value.get());
            }
        }
        return map;
    }
}
