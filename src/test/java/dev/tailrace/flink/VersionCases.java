package dev.tailrace.flink;

import java.util.ArrayList;
import java.util.List;

/** Drawings that read changes out of rows: tables, and versions that are joined by time. */
final class VersionCases {
    /** What a row does, of many kinds; one in seven deletes. */
    private static final String SAID =
            """
            {"columns": [{"name": "op", "expression": "CASE MOD(id, 7) WHEN 0 THEN 'd' WHEN 1 THEN 'c' WHEN 2 THEN '+I' \
            WHEN 3 THEN 'r' ELSE 'u' END"}]}""";

    private static final String BY_KEY = "{\"column\": \"op\", \"keys\": [\"k\", \"k2\"]}";
    private static final String VERSIONS = "{\"column\": \"op\", \"gives\": \"versions\"}";
    private static final String COUNT = "{\"name\": \"n\", \"function\": \"count\"}";

    private VersionCases() {}

    static List<Drawing> all() {
        List<Drawing> drawings = new ArrayList<>();
        tables(drawings);
        backAndForth(drawings);
        versions(drawings);
        return drawings;
    }

    private static void tables(List<Drawing> drawings) {
        drawings.add(said("a table of changes by key")
                .then("c", "rows-to-changes", BY_KEY)
                .collect("out"));
        drawings.add(said("a table of changes with event time, joined with itself")
                .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"5 s\"}")
                .then("c", "rows-to-changes", BY_KEY)
                .then("f", "filter", "{\"condition\": \"i > 3\"}")
                .node(
                        "j",
                        "join",
                        "{\"on\": [{\"left\": \"k\", \"right\": \"k\"}], \"rightPrefix\": \"r_\", \"stateTtl\": \"1 d\"}")
                .wire("f.out", "j.left")
                .wire("c.out", "j.right")
                .collect("out"));
        drawings.add(said("groups of a table of changes, of other words")
                .then(
                        "c",
                        "rows-to-changes",
                        """
                        {"column": "op", "keys": ["k2"], "insert": "c, r, +I", "updateBefore": "", "updateAfter": "u", \
                        "delete": "d"}""")
                .then("g", "group-aggregate", "{\"groupBy\": [\"k\"], \"aggregates\": [" + COUNT + "]}")
                .collect("out"));
        drawings.add(said("a table of changes without rows that say nothing known")
                .then(
                        "c",
                        "rows-to-changes",
                        "{\"column\": \"op\", \"keys\": [\"k\"], \"insert\": \"c\", \"onError\": \"skip\"}")
                .collect("out"));
    }

    private static void backAndForth(List<Drawing> drawings) {
        String groups = "{\"groupBy\": [\"k\"], \"aggregates\": [" + COUNT
                + ", {\"name\": \"m\", \"function\": \"max\", \"argument\": \"i\"}]}";
        for (String keys : List.of("", "\"k\"")) {
            drawings.add(rows("changes to rows and back, key " + keys)
                    .then("g", "group-aggregate", groups)
                    .then("r", "changes-to-rows", "{\"name\": \"op\"}")
                    .then("c", "rows-to-changes", "{\"column\": \"op\", \"keys\": [" + keys + "]}")
                    .collect("out")
                    .then(
                            "h",
                            "group-aggregate",
                            "{\"groupBy\": [\"n\"], \"aggregates\": [{\"name\": \"s\", \"function\": \"sum\","
                                    + " \"argument\": \"m\"}]}")
                    .collect("sums"));
        }
        drawings.add(rows("changes with event time, taken back column by column, joined with themselves")
                .then("o", "derive", "{\"columns\": [{\"name\": \"op\", \"expression\": \"'+I'\"}]}")
                .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"5 s\"}")
                .then("c", "rows-to-changes", "{\"column\": \"op\"}")
                .then("f", "filter", "{\"condition\": \"i > 3\"}")
                .node(
                        "j",
                        "join",
                        "{\"on\": [{\"left\": \"id\", \"right\": \"id\"}], \"rightPrefix\": \"r_\", \"stateTtl\": \"1 d\"}")
                .wire("f.out", "j.left")
                .wire("c.out", "j.right")
                .collect("out"));
        drawings.add(rows("every change to rows and back and to rows")
                .then("g", "group-aggregate", groups)
                .then("r", "changes-to-rows", "{\"name\": \"op\"}")
                .then("c", "rows-to-changes", "{\"column\": \"op\"}")
                .then("again", "changes-to-rows", "{\"name\": \"what\"}")
                .collect("out"));
    }

    private static void versions(List<Drawing> drawings) {
        String key = "\"on\": [{\"left\": \"k\", \"right\": \"k\"}]";
        String keys = "\"on\": [{\"left\": \"k2\", \"right\": \"k2\"}, {\"left\": \"k\", \"right\": \"k\"}]";
        for (String type : List.of("inner", "left")) {
            String typed = "{\"type\": \"" + type + "\", \"rightPrefix\": \"r_\", ";
            for (String time : List.of("t", "ltz")) {
                drawings.add(
                        joined(type + " temporal join of changes by " + time, time, 300, VERSIONS, typed + key + "}")
                                .collect("out"));
            }
            drawings.add(joined(
                            type + " temporal join of changes, two keys and conditions",
                            "t",
                            300,
                            VERSIONS,
                            typed + keys + ", \"condition\": \"i < r_i AND r_id > 10\"}")
                    .collect("out"));
            drawings.add(joined(
                            type + " temporal join where many changes have the same time",
                            "t",
                            1,
                            VERSIONS,
                            typed + key + "}")
                    .collect("out"));
            drawings.add(joined(
                            type + " temporal join of changes without those that say nothing known",
                            "t",
                            300,
                            """
                            {"column": "op", "gives": "versions", "insert": "c", "updateBefore": "r", "onError": "skip"}""",
                            typed + key + "}")
                    .collect("out"));
            drawings.add(
                    joined(type + " temporal join of changes below a window", "t", 1000, VERSIONS, typed + key + "}")
                            .then(
                                    "w",
                                    "tumbling-window",
                                    "{\"size\": \"10 s\", \"groupBy\": [\"r_k2\"], \"aggregates\": [" + COUNT + "]}")
                            .collect("out"));
            drawings.add(TemporalJoinCases.two(type + " temporal join with a condition on versions alone", "t", 300)
                    .node("j", "temporal-join", typed + key + ", \"condition\": \"r_i > 5\"}")
                    .wire("le.out", "j.left")
                    .wire("re.out", "j.right")
                    .collect("out"));
        }
    }

    private static Drawing joined(String name, String time, long stepMillis, String changes, String join) {
        String eventTime = "{\"column\": \"" + time + "\", \"disorder\": \"1 h\"}";
        return Drawing.named(name)
                .rows("l", TimedRows.SCHEMA, TimedRows.of(300, OperatorCases.START, stepMillis))
                .then("le", "event-time", eventTime)
                .rows(
                        "r",
                        TimedRows.SCHEMA,
                        TimedRows.of(90, OperatorCases.START.plusMillis(stepMillis), 3 * stepMillis))
                .then("o", "derive", SAID)
                .then("re", "event-time", eventTime)
                .then("c", "rows-to-changes", changes)
                .node("j", "temporal-join", join)
                .wire("le.out", "j.left")
                .wire("c.out", "j.right");
    }

    private static Drawing said(String name) {
        return rows(name).then("o", "derive", SAID);
    }

    private static Drawing rows(String name) {
        return Drawing.named(name).rows("rows", TimedRows.SCHEMA, TimedRows.of(400, OperatorCases.START, 1000));
    }
}
