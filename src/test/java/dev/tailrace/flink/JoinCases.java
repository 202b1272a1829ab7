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
    private static final String BY_TWO_KEYS =
            "{\"left\": \"k\", \"right\": \"k\"}, {\"left\": \"k2\", \"right\": \"k2\"}";

    private JoinCases() {}

    static List<Drawing> all() {
        List<Drawing> drawings = new ArrayList<>();
        regular(drawings);
        interval(drawings);
        return drawings;
    }

    /** Refused on Flink for semi and anti joins where it reads columns of the left side that may be NULL. */
    private static String condition(String type) {
        return type.equals("semi") || type.equals("anti")
                ? "l_id < r_id AND (r_s LIKE '%1%' OR l_ms > r_l)"
                : "l_i < r_i AND (r_s LIKE '%1%' OR l_b)";
    }

    private static void interval(List<Drawing> drawings) {
        for (String type : TYPES.subList(0, 4)) {
            for (String bounds : List.of(
                    "\"lower\": \"-10 s\", \"upper\": \"5 s\"",
                    "\"lower\": \"0 s\", \"upper\": \"2 min\"",
                    "\"lower\": \"-90 s\", \"upper\": \"-1500 ms\"",
                    "\"lower\": \"3 s\", \"upper\": \"20 s\"")) {
                drawings.add(timed(type + " interval join, " + bounds.replace("\"", ""))
                        .node("j", "interval-join", within(type, bounds, BY_TWO_KEYS, ""))
                        .wire("le.out", "j.left")
                        .wire("re.out", "j.right")
                        .collect("out"));
            }
            drawings.add(timed(type + " interval join with a condition")
                    .node(
                            "j",
                            "interval-join",
                            within(
                                    type,
                                    "\"lower\": \"-1 min\", \"upper\": \"1 min\"",
                                    "{\"left\": \"k\", \"right\": \"k\"}",
                                    "l_i < r_i AND (r_s LIKE '%1%' OR l_b)"))
                    .wire("le.out", "j.left")
                    .wire("re.out", "j.right")
                    .collect("out"));
        }
        drawings.add(timed("windows over an interval join")
                .node(
                        "j",
                        "interval-join",
                        within("inner", "\"lower\": \"-10 s\", \"upper\": \"5 s\"", BY_TWO_KEYS, ""))
                .wire("le.out", "j.left")
                .wire("re.out", "j.right")
                .then(
                        "w",
                        "tumbling-window",
                        "{\"size\": \"20 s\", \"groupBy\": [\"l_k\"], \"aggregates\":"
                                + " [{\"name\": \"n\", \"function\": \"count\"},"
                                + " {\"name\": \"latest\", \"function\": \"max\", \"argument\": \"r_t\"}]}")
                .collect("out"));
    }

    /** No row is late: which are would depend on how the inputs meet. */
    private static Drawing timed(String name) {
        return twoSides(name)
                .at("l.out")
                .then("le", "event-time", "{\"column\": \"t\", \"disorder\": \"1 min\"}")
                .at("r.out")
                .then("re", "event-time", "{\"column\": \"t\", \"disorder\": \"1 min\"}");
    }

    private static String within(String type, String bounds, String on, String condition) {
        return join(type, on, condition).replaceFirst("\\{", "{" + bounds + ", ");
    }

    private static void regular(List<Drawing> drawings) {
        for (String type : TYPES) {
            drawings.add(twoSides(type + " join of rows")
                    .node("j", "join", join(type, BY_TWO_KEYS, ""))
                    .wire("l.out", "j.left")
                    .wire("r.out", "j.right")
                    .collect("out"));
            drawings.add(twoSides(type + " join of rows with a condition")
                    .node("j", "join", join(type, BY_TWO_KEYS, condition(type)))
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
                    .node("j", "join", join(type, "", "l_id = r_i * 7 AND l_t <= r_t"))
                    .wire("l.out", "j.left")
                    .wire("r.out", "j.right")
                    .collect("out"));
        }
        drawings.add(twoSides("join that forgets after a day")
                .node("j", "join", join("full", BY_TWO_KEYS, "").replaceFirst("\\{", "{\"stateTtl\": \"1 d\", "))
                .wire("l.out", "j.left")
                .wire("r.out", "j.right")
                .collect("out"));
        drawings.add(twoSides("joins on a decimal, a date and a time")
                .node(
                        "j",
                        "join",
                        join("left", "{\"left\": \"p\", \"right\": \"p\"}, {\"left\": \"dt\", \"right\": \"dt\"}", ""))
                .wire("l.out", "j.left")
                .wire("r.out", "j.right")
                .collect("some")
                .node(
                        "t",
                        "join",
                        join("full", "{\"left\": \"t\", \"right\": \"t\"}, {\"left\": \"d\", \"right\": \"d\"}", ""))
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
