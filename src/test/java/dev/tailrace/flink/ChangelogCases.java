package dev.tailrace.flink;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Drawings whose operators give or take changelogs. */
final class ChangelogCases {
    private static final Instant START = Instant.parse("2024-05-01T00:00:00Z");
    private static final String BY_KEY = "{\"keys\": [\"k\", \"k2\"], \"keep\": \"%s\"}";
    private static final String COUNT = "{\"name\": \"n\", \"function\": \"count\"}";

    private ChangelogCases() {}

    static List<Drawing> all() {
        List<Drawing> drawings = new ArrayList<>();
        deduplicated(drawings);
        ranked(drawings);
        grouped(drawings);
        changesOfChanges(drawings);
        everyChange(drawings);
        return drawings;
    }

    /** What is compared is every change on the way, not only what they add up to. */
    private static void everyChange(List<Drawing> drawings) {
        String toRows = "{\"name\": \"what\"}";
        String sums = COUNT + ", {\"name\": \"m\", \"function\": \"max\", \"argument\": \"i\"}, "
                + "{\"name\": \"s\", \"function\": \"sum\", \"argument\": \"i\"}";
        drawings.add(rows("every change of groups")
                .then("g", "group-aggregate", groups("\"k\"", sums))
                .then("c", "changes-to-rows", toRows)
                .collect("out"));
        drawings.add(rows("every change of a maximum, which few rows change")
                .then("g", "group-aggregate", groups("\"k\"", sums))
                .then("p", "project", "{\"columns\": [{\"expression\": \"m\"}, {\"expression\": \"k\"}]}")
                .then("c", "changes-to-rows", toRows)
                .collect("out"));
        drawings.add(rows("every change of groups whose results are no numbers")
                .then(
                        "d",
                        "derive",
                        """
                        {"columns": [{"name": "x", "expression": "CASE WHEN i > 5 THEN CAST('NaN' AS DOUBLE) ELSE d END"}]}""")
                .then(
                        "g",
                        "group-aggregate",
                        groups("\"k\"", "{\"name\": \"m\", \"function\": \"min\", \"argument\": \"x\"}"))
                .then("c", "changes-to-rows", toRows)
                .collect("out"));
        drawings.add(rows("every change of groups of groups")
                .then("g", "group-aggregate", groups("\"k\"", sums))
                .then(
                        "h",
                        "group-aggregate",
                        groups("\"n\"", "{\"name\": \"x\", \"function\": \"sum\", \"argument\": \"s\"}"))
                .then("c", "changes-to-rows", toRows)
                .collect("out"));
        drawings.add(rows("every change that passes a filter")
                .then("g", "group-aggregate", groups("\"k\"", sums))
                .then("f", "filter", "{\"condition\": \"MOD(s, 3) <> 0\"}")
                .then("c", "changes-to-rows", toRows)
                .collect("out"));
        drawings.add(timed("every change of the last row of each key", "5 s", 1000)
                .then("d", "deduplicate", BY_KEY.formatted("last"))
                .then("c", "changes-to-rows", toRows)
                .collect("out"));
        drawings.add(rows("every change of the top 1")
                .then("t", "top-n", top(1, "\"k\"", "null", order("i", "descending", "last")))
                .then("c", "changes-to-rows", toRows)
                .collect("out"));
        for (String rank : List.of("null", "\"place\"")) {
            drawings.add(rows("every change of the top 3, rank " + rank)
                    .then("t", "top-n", top(3, "\"k\"", rank, order("i", "descending", "last")))
                    .then("c", "changes-to-rows", toRows)
                    .collect("out"));
        }
        drawings.add(timed("windows over rows that are all inserts", "2 s", 1000)
                .then("c", "changes-to-rows", toRows)
                .then(
                        "w",
                        "tumbling-window",
                        "{\"size\": \"10 s\", \"groupBy\": [\"what\"], \"aggregates\": [" + COUNT + "]}")
                .collect("out"));
    }

    private static void deduplicated(List<Drawing> drawings) {
        for (String keep : List.of("first", "last")) {
            for (String disorder : List.of("0 s", "5 s", "1 h")) {
                drawings.add(timed("the " + keep + " row of each key, disorder " + disorder, disorder, 1000)
                        .then("d", "deduplicate", BY_KEY.formatted(keep))
                        .collect("out"));
            }
            drawings.add(timed("the " + keep + " row of each key, where many have the same time", "3 ms", 1)
                    .then("d", "deduplicate", BY_KEY.formatted(keep))
                    .collect("out"));
        }
        drawings.add(timed("windows over the first row of each key", "2 s", 1000)
                .then("d", "deduplicate", "{\"keys\": [\"i\"]}")
                .then("w", "tumbling-window", "{\"size\": \"10 s\", \"aggregates\": [" + COUNT + "]}")
                .collect("out"));
    }

    private static void ranked(List<Drawing> drawings) {
        for (String column : List.of("i", "l", "d", "p", "q", "s", "b", "dt", "ts", "ltz")) {
            for (String rank : List.of("null", "\"place\"")) {
                for (String order : List.of("descending", "ascending")) {
                    String nulls = order.equals("ascending") == rank.equals("null") ? "first" : "last";
                    drawings.add(
                            Drawing.named("top 3 by " + column + ", " + order + ", nulls " + nulls + ", rank " + rank)
                                    .rows("rows", RandomRows.SCHEMA, RandomRows.of(200))
                                    .then("t", "top-n", top(3, "\"j\"", rank, order(column, order, nulls)))
                                    .collect("out"));
                }
            }
        }
        drawings.add(Drawing.named("top 5 of all by several columns")
                .rows("rows", RandomRows.SCHEMA, RandomRows.of(200))
                .then(
                        "t",
                        "top-n",
                        top(
                                5,
                                "",
                                "\"place\"",
                                order("j", "descending", "last") + ", " + order("b", "ascending", "first") + ", "
                                        + order("s", "descending", "first")))
                .collect("out"));
        drawings.add(Drawing.named("top 1 by a number")
                .rows("rows", RandomRows.SCHEMA, RandomRows.of(200))
                .then("t", "top-n", top(1, "\"s\"", "null", order("j", "descending", "last")))
                .collect("out"));
        firstOfEach(drawings);
        fromTheFront(drawings);
    }

    /** Where Flink's planner, left to itself, takes the first row in the order for the first that came. */
    private static void firstOfEach(List<Drawing> drawings) {
        for (String rank : List.of("null", "\"place\"")) {
            for (String orders : List.of(
                    order("j", "ascending", "last"),
                    order("j", "descending", "last") + ", " + order("id", "descending", "last"))) {
                drawings.add(Drawing.named("top 1 by " + orders + ", rank " + rank)
                        .rows("rows", RandomRows.SCHEMA, RandomRows.of(200))
                        .then("t", "top-n", top(1, "\"s\"", rank, orders))
                        .collect("out")
                        .then("g", "group-aggregate", groups("\"b\"", COUNT))
                        .collect("groups"));
            }
        }
    }

    /** Least values that are NULL at first, so that groups go back from the front. */
    private static void fromTheFront(List<Drawing> drawings) {
        for (String order : List.of("ascending", "descending")) {
            String extreme = "{\"name\": \"m\", \"function\": \"" + (order.startsWith("a") ? "min" : "max")
                    + "\", \"argument\": \"i\", \"filter\": \"id > 60\"}";
            for (int n : new int[] {1, 3}) {
                drawings.add(rows("the first " + n + " groups of " + order + " extremes, which are NULL at first")
                        .then("g", "group-aggregate", groups("\"s\"", extreme))
                        .then(
                                "t",
                                "top-n",
                                top(n, "", "null", order("m", order, "first") + ", " + order("s", "ascending", "last")))
                        .collect("out"));
            }
        }
    }

    private static void grouped(List<Drawing> drawings) {
        drawings.add(rows("groups of two keys, all aggregates")
                .then("g", "group-aggregate", groups("\"k\", \"k2\"", OperatorCases.ALL_AGGREGATES))
                .collect("out"));
        drawings.add(rows("one group of all, all aggregates")
                .then("g", "group-aggregate", groups("", OperatorCases.ALL_AGGREGATES))
                .collect("out"));
        drawings.add(rows("groups without aggregates")
                .then("g", "group-aggregate", groups("\"k2\", \"b\", \"k\"", ""))
                .collect("out"));
        drawings.add(rows("groups with filtered and distinct aggregates")
                .then("g", "group-aggregate", groups("\"k\"", DISTINCT_AGGREGATES))
                .collect("out"));
        drawings.add(rows("groups with aggregates by arrival, and deviations")
                .then(
                        "g",
                        "group-aggregate",
                        groups(
                                "\"k\"",
                                DEVIATIONS
                                        + """
                                , {"name": "earliest", "function": "first-value", "argument": "s"},
                                {"name": "latest", "function": "last-value", "argument": "i"},
                                {"name": "texts", "function": "listagg", "argument": "s"}"""))
                .collect("out"));
        drawings.add(rows("groups that are forgotten after a day")
                .then(
                        "g",
                        "group-aggregate",
                        "{\"groupBy\": [\"k\"], \"stateTtl\": \"1 d\", \"aggregates\": [" + COUNT + "]}")
                .collect("out"));
        drawings.add(rows("one group of no rows")
                .then("none", "filter", "{\"condition\": \"id < 0\"}")
                .then("g", "group-aggregate", groups("", COUNT))
                .collect("out"));
    }

    private static final String DISTINCT_AGGREGATES =
            """
            {"name": "n", "function": "count", "filter": "i > 3"},
            {"name": "greatest", "function": "max", "argument": "d * 2", "filter": "s LIKE '%1'"},
            {"name": "keys", "function": "count", "argument": "k2", "distinct": true},
            {"name": "total", "function": "sum", "argument": "i", "distinct": true},
            {"name": "mean", "function": "avg", "argument": "p", "distinct": true},
            {"name": "days", "function": "count", "argument": "dt", "distinct": true, "filter": "b"}""";

    private static final String DEVIATIONS =
            """
            {"name": "deviation_d", "function": "stddev-pop", "argument": "d"},
            {"name": "variance_p", "function": "var-pop", "argument": "p"}""";

    private static void changesOfChanges(List<Drawing> drawings) {
        drawings.add(timed("deviations of the last row of each key", "2 s", 1000)
                .then("d", "deduplicate", "{\"keys\": [\"s\"], \"keep\": \"last\"}")
                .then("g", "group-aggregate", groups("\"k\"", DEVIATIONS))
                .collect("out"));
        drawings.add(timed("all aggregates of the last row of each key", "2 s", 1000)
                .then("d", "deduplicate", "{\"keys\": [\"s\"], \"keep\": \"last\"}")
                .then("g", "group-aggregate", groups("\"k\"", OperatorCases.ALL_AGGREGATES))
                .collect("out"));
        drawings.add(timed("distinct aggregates of the last row of each key", "2 s", 1000)
                .then("d", "deduplicate", "{\"keys\": [\"s\"], \"keep\": \"last\"}")
                .then("g", "group-aggregate", groups("\"k\"", DISTINCT_AGGREGATES))
                .collect("out"));
        drawings.add(timed("updates whose halves pass a filter differently", "2 s", 1000)
                .then("d", "deduplicate", "{\"keys\": [\"k\", \"k2\"], \"keep\": \"last\"}")
                .then("f", "filter", "{\"condition\": \"i > 3\"}")
                .collect("some")
                .then(
                        "p",
                        "project",
                        "{\"columns\": [{\"expression\": \"k\"}, {\"name\": \"l\", \"expression\": \"i * 2\"}]}")
                .then(
                        "g",
                        "group-aggregate",
                        groups("\"k\"", "{\"name\": \"m\", \"function\": \"max\", \"argument\": \"l\"}"))
                .collect("out"));
        drawings.add(rows("counts of counts")
                .then("g", "group-aggregate", groups("\"s\"", COUNT))
                .then("h", "group-aggregate", groups("\"n\"", "{\"name\": \"groups\", \"function\": \"count\"}"))
                .collect("out"));
        drawings.add(rows("the groups with the greatest sums")
                .then(
                        "g",
                        "group-aggregate",
                        groups("\"s\"", "{\"name\": \"m\", \"function\": \"sum\", \"argument\": \"i\"}"))
                .then(
                        "t",
                        "top-n",
                        top(
                                7,
                                "",
                                "\"place\"",
                                order("m", "descending", "last") + ", " + order("s", "ascending", "last")))
                .collect("out"));
        drawings.add(rows("averages of the top 3")
                .then(
                        "t",
                        "top-n",
                        top(
                                3,
                                "\"k\"",
                                "null",
                                order("i", "descending", "last") + ", " + order("id", "ascending", "last")))
                .then(
                        "g",
                        "group-aggregate",
                        groups("", "{\"name\": \"m\", \"function\": \"avg\", \"argument\": \"i\"}"))
                .collect("out"));
        drawings.add(rows("counts of rows and changes together")
                .then("t", "top-n", top(3, "\"k\"", "null", order("id", "descending", "last")))
                .then("u", "union", "{}")
                .wire("rows.out", "u.in")
                .then("ways", "route", "{\"branches\": [{\"name\": \"small\", \"condition\": \"i < 3\"}]}")
                .at("ways.small")
                .then("g", "group-aggregate", groups("\"k\"", COUNT))
                .collect("out")
                .at("ways.rest")
                .collect("rest"));
    }

    private static Drawing rows(String name) {
        return Drawing.named(name).rows("rows", TimedRows.SCHEMA, TimedRows.of(400, START, 1000));
    }

    private static Drawing timed(String name, String disorder, long stepMillis) {
        return Drawing.named(name)
                .rows("rows", TimedRows.SCHEMA, TimedRows.of(400, START, stepMillis))
                .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"" + disorder + "\"}");
    }

    private static String groups(String groupBy, String aggregates) {
        return "{\"groupBy\": [" + groupBy + "], \"aggregates\": [" + aggregates + "]}";
    }

    private static String top(int n, String keys, String rank, String orders) {
        return "{\"n\": " + n + ", \"keys\": [" + keys + "], \"rankColumn\": " + rank + ", \"orderBy\": [" + orders
                + "]}";
    }

    private static String order(String column, String direction, String nulls) {
        return "{\"column\": \"" + column + "\", \"direction\": \"" + direction + "\", \"nulls\": \"" + nulls + "\"}";
    }
}
