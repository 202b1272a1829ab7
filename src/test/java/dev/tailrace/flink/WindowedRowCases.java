package dev.tailrace.flink;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Drawings for rows that say which window they are in. */
final class WindowedRowCases {
    private static final String COUNT = "{\"name\": \"n\", \"function\": \"count\"}";

    /** Settings of Assign window for rows that are a second apart. */
    private static final Map<String, String> ASSIGNED = new LinkedHashMap<>(Map.of(
            "tumbling", "\"windows\": \"tumbling\", \"size\": \"7 s\"",
            "hopping", "\"windows\": \"hopping\", \"size\": \"12 s\", \"step\": \"3 s\"",
            "cumulating", "\"windows\": \"cumulating\", \"size\": \"20 s\", \"step\": \"5 s\""));

    private WindowedRowCases() {}

    static void add(List<Drawing> drawings) {
        ASSIGNED.forEach((windows, settings) -> {
            for (String disorder : List.of("0 s", "2 s", "30 s")) {
                drawings.add(assigned(windows + " windows assigned, disorder " + disorder, settings, disorder)
                        .collect("out"));
                drawings.add(
                        assigned(windows + " windows assigned and aggregated, disorder " + disorder, settings, disorder)
                                .then("w", "window-aggregate", aggregate("\"k\"", COUNT))
                                .collect("out"));
            }
            drawings.add(assigned(windows + " windows assigned with an offset", settings + OFFSET, "2 s")
                    .collect("out"));
            drawings.add(assigned(windows + " windows assigned, all aggregates", settings, "2 s")
                    .then("w", "window-aggregate", aggregate("\"k\", \"k2\"", OperatorCases.ALL_AGGREGATES))
                    .collect("out"));
            drawings.add(assigned(windows + " windows under other names", settings, "2 s")
                    .then(
                            "p",
                            "project",
                            """
                            {"columns": [{"name": "b", "expression": "window_start"},
                              {"name": "e", "expression": "window_end"}, {"expression": "k"},
                              {"name": "at", "expression": "window_time"}]}""")
                    .then("f", "filter", "{\"condition\": \"k <> 'b'\"}")
                    .then("w", "window-aggregate", aggregate("\"k\"", COUNT))
                    .collect("out"));
        });
        drawings.add(assigned("what depends on the order of rows in windows", ASSIGNED.get("tumbling"), "2 s")
                .then("w", "window-aggregate", aggregate("\"k\"", WindowCases.BY_ARRIVAL))
                .collect("out"));
        ranked(drawings);
        ofWindows(drawings);
        inBerlin(drawings);
    }

    private static void ranked(List<Drawing> drawings) {
        ASSIGNED.forEach((windows, settings) -> {
            for (int n : new int[] {1, 3}) {
                for (String rank : List.of("", ", \"rankColumn\": \"place\"")) {
                    drawings.add(assigned(
                                    "the first " + n + " of " + windows + " windows"
                                            + (rank.isEmpty() ? "" : ", ranked"),
                                    settings,
                                    "2 s")
                            .then("r", "window-top-n", top(n, "\"k\"", "d") + rank + "}")
                            .collect("out"));
                    drawings.add(assigned(
                                    "the first " + n + " of " + windows + " windows, with ties"
                                            + (rank.isEmpty() ? "" : ", ranked"),
                                    settings,
                                    "2 s")
                            .then("r", "window-top-n", top(n, "", "b") + rank + "}")
                            .collect("out"));
                }
            }
            for (String direction : List.of("ascending", "descending")) {
                drawings.add(assigned("the first row by time of " + windows + " windows, " + direction, settings, "2 s")
                        .then(
                                "r",
                                "window-top-n",
                                "{\"n\": 1, \"keys\": [\"k2\"], \"orderBy\": [{\"column\": \"t\", \"direction\": \""
                                        + direction + "\"}]}")
                        .collect("out"));
            }
        });
        drawings.add(counted("the keys with the greatest counts of windows", "hopping-window", HOPPING)
                .then("r", "window-top-n", top(2, "", "n") + "}")
                .then(
                        "m",
                        "window-aggregate",
                        aggregate("", "{\"name\": \"sum\", \"function\": \"sum\", \"argument\": \"n\"}"))
                .collect("out"));
    }

    private static String top(int n, String keys, String column) {
        return "{\"n\": " + n + ", \"keys\": [" + keys + "], \"orderBy\": [{\"column\": \"" + column + "\"}]";
    }

    private static final String HOPPING = "\"size\": \"12 s\", \"slide\": \"3 s\"";
    private static final String OFFSET = ", \"offset\": \"2 s\"";

    private static Drawing assigned(String name, String settings, String disorder) {
        return OperatorCases.timed(name, disorder).then("a", "assign-window", "{" + settings + "}");
    }

    /** Aggregates of aggregates: of the same window, or of a window of their own. */
    private static void ofWindows(List<Drawing> drawings) {
        Map<String, String> lengths = Map.of(
                "tumbling-window", "\"size\": \"5 s\"",
                "hopping-window", HOPPING,
                "cumulate-window", "\"size\": \"20 s\", \"step\": \"5 s\"",
                "session-window", "\"gap\": \"3 s\"");
        String greatest = "{\"name\": \"most\", \"function\": \"max\", \"argument\": \"n\"}, "
                + "{\"name\": \"groups\"," + " \"function\": \"count\", \"filter\": \"n > 1\"}";
        lengths.forEach((operator, settings) -> {
            drawings.add(counted("the greatest count of each " + operator, operator, settings)
                    .then("m", "window-aggregate", aggregate("", greatest))
                    .collect("out"));
            lengths.forEach(
                    (outer, outerSettings) -> drawings.add(counted(outer + " of " + operator, operator, settings)
                            .then(
                                    "m",
                                    outer,
                                    "{" + outerSettings + ", \"groupBy\": [\"n\"], \"aggregates\": ["
                                            + COUNT.replace("\"n\"", "\"m\"")
                                            + ", {\"name\": \"last\", \"function\": \"max\", \"argument\": \"window_start\"}]}")
                            .collect("out")));
        });
        drawings.add(counted("sessions by two keys of windows", "tumbling-window", "\"size\": \"5 s\"")
                .then(
                        "m",
                        "session-window",
                        "{\"gap\": \"7 s\", \"groupBy\": [\"k\", \"n\"], \"aggregates\": [{\"name\": \"m\", \"function\": \"count\"}]}")
                .collect("out"));
    }

    private static Drawing counted(String name, String operator, String settings) {
        return OperatorCases.timed(name, "2 s")
                .then("w", operator, "{" + settings + ", \"groupBy\": [\"k\"], \"aggregates\": [" + COUNT + "]}");
    }

    /** Rows a minute apart where the clock is changed. */
    private static void inBerlin(List<Drawing> drawings) {
        for (String change : List.of("2024-03-31T00:15:00Z", "2024-10-26T23:15:00Z")) {
            for (String windows : List.of(
                    "\"windows\": \"tumbling\", \"size\": \"1 h\"",
                    "\"windows\": \"hopping\", \"size\": \"1 h\", \"step\": \"20 min\"",
                    "\"windows\": \"cumulating\", \"size\": \"1 d\", \"step\": \"1 h\"")) {
                drawings.add(OperatorCases.rows(
                                windows.replace("\"", "") + " assigned in Berlin from " + change,
                                TimedRows.of(300, Instant.parse(change), 60_000))
                        .zone("Europe/Berlin")
                        .then("e", "event-time", "{\"column\": \"ltz\", \"disorder\": \"1 min\"}")
                        .then("a", "assign-window", "{" + windows + "}")
                        .collect("each")
                        .then("w", "window-aggregate", aggregate("\"k\"", COUNT))
                        .collect("out"));
            }
        }
    }

    private static String aggregate(String groupBy, String aggregates) {
        return "{\"groupBy\": [" + groupBy + "], \"aggregates\": [" + aggregates + "]}";
    }
}
