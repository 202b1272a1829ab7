package dev.tailrace.flink;

import dev.tailrace.data.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Drawings that join two inputs. */
final class JoinCases {
    private static final Instant START = Instant.parse("2024-05-01T00:00:00Z");
    private static final List<Row> ROWS = TimedRows.of(220, START, 1000);
    private static final List<String> TYPES = List.of("inner", "left", "right", "full", "semi", "anti");
    private static final String BY_TWO_KEYS = "{\"left\": \"k\", \"right\": \"k\"}, {\"left\": \"k2\", \"right\": \"k2\"}";

    private JoinCases() {}

    static List<Drawing> all() {
        List<Drawing> drawings = new ArrayList<>();
        regular(drawings);
        return drawings;
    }

    private static void regular(List<Drawing> drawings) {
        for (String type : TYPES) {
            drawings.add(twoSides(type + " join of rows")
                    .node("j", "join", join(type, BY_TWO_KEYS, ""))
                    .wire("l.out", "j.left")
                    .wire("r.out", "j.right")
                    .collect("out"));
            drawings.add(twoSides(type + " join of rows with a condition")
                    .node("j", "join", join(type, BY_TWO_KEYS, "l_i < r_i AND (r_s LIKE '%1%' OR l_b)"))
                    .wire("l.out", "j.left")
                    .wire("r.out", "j.right")
                    .collect("out"));
            drawings.add(changing(type + " join of changelogs")
                    .node("j", "join", join(type, BY_TWO_KEYS, ""))
                    .wire("counted.out", "j.left")
                    .wire("top.out", "j.right")
                    .collect("out"));
            drawings.add(changing(type + " join of changelogs with a condition, counted")
                    .node("j", "join", join(type, "{\"left\": \"k\", \"right\": \"k\"}", "l_n > r_k2 - 3"))
                    .wire("counted.out", "j.left")
                    .wire("top.out", "j.right")
                    .then(
                            "again",
                            "group-aggregate",
                            "{\"groupBy\": [\"l_k2\"], \"aggregates\": [{\"name\": \"n\", \"function\": \"count\"}]}")
                    .collect("out"));
            drawings.add(twoSides(type + " join by a condition alone")
                    .node("j", "join", join(type, "", "l_i = r_i + 3 AND l_d <= r_d"))
                    .wire("l.out", "j.left")
                    .wire("r.out", "j.right")
                    .collect("out"));
        }
        drawings.add(twoSides("joins on a decimal, a date and a time")
                .node(
                        "j",
                        "join",
                        join("left", "{\"left\": \"p\", \"right\": \"p\"}, {\"left\": \"dt\", \"right\": \"dt\"}", ""))
                .wire("l.out", "j.left")
                .wire("r.out", "j.right")
                .collect("some")
                .node("t", "join", join("full", "{\"left\": \"t\", \"right\": \"t\"}, {\"left\": \"d\", \"right\": \"d\"}", ""))
                .wire("l.out", "t.left")
                .wire("r.out", "t.right")
                .collect("out"));
        drawings.add(Drawing.named("a stream with event time joined with itself")
                .rows("rows", TimedRows.SCHEMA, ROWS)
                .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"2 s\"}")
                .node("j", "join", join("left", BY_TWO_KEYS, "l_t < r_t"))
                .wire("e.out", "j.left")
                .wire("e.out", "j.right")
                .collect("out")
                .node("s", "join", "{\"type\": \"semi\", \"on\": [{\"left\": \"k\", \"right\": \"s\"}]}")
                .wire("e.out", "s.left")
                .wire("e.out", "s.right")
                .collect("some"));
    }

    private static Drawing twoSides(String name) {
        return Drawing.named(name)
                .rows("l", TimedRows.SCHEMA, ROWS.subList(0, 130))
                .rows("r", TimedRows.SCHEMA, ROWS.subList(100, 220));
    }

    /** Counts by two keys, and the last three rows of each key. */
    private static Drawing changing(String name) {
        return Drawing.named(name)
                .rows("l", TimedRows.SCHEMA, ROWS.subList(0, 130))
                .then(
                        "counted",
                        "group-aggregate",
                        "{\"groupBy\": [\"k\", \"k2\"], \"aggregates\": [{\"name\": \"n\", \"function\": \"count\"}]}")
                .rows("r", TimedRows.SCHEMA, ROWS.subList(100, 220))
                .then(
                        "top",
                        "top-n",
                        "{\"n\": 3, \"keys\": [\"k\"], \"orderBy\": [{\"column\": \"id\", \"direction\": \"descending\"}]}");
    }

    private static String join(String type, String on, String condition) {
        return "{\"type\": \"" + type + "\", \"on\": [" + on + "], \"leftPrefix\": \"l_\", \"rightPrefix\": \"r_\""
                + (condition.isEmpty() ? "" : ", \"condition\": \"" + condition + "\"") + "}";
    }
}
