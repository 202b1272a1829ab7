package dev.tailrace.flink;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Drawings that join streams by their windows. No row is late: which one is depends on how two sources take turns. */
final class WindowJoinCases {
    private static final String COUNT = "{\"name\": \"n\", \"function\": \"count\"}";
    private static final String BY_KEY = "\"on\": [{\"left\": \"k\", \"right\": \"k\"}]";
    private static final String BY_TWO =
            "\"on\": [{\"left\": \"k\", \"right\": \"k\"}, {\"left\": \"k2\", \"right\": \"k2\"}]";
    private static final String TUMBLING = "\"windows\": \"tumbling\", \"size\": \"10 s\"";
    private static final String HOPPING = "\"windows\": \"hopping\", \"size\": \"12 s\", \"step\": \"4 s\"";
    private static final String CUMULATING = "\"windows\": \"cumulating\", \"size\": \"12 s\", \"step\": \"4 s\"";

    private WindowJoinCases() {}

    static List<Drawing> all() {
        List<Drawing> drawings = new ArrayList<>();
        for (String type : List.of("inner", "left", "right", "full", "semi", "anti")) {
            drawings.add(joined(type + " window join", "t", TUMBLING, type, BY_KEY).collect("out"));
            drawings.add(joined(
                            type + " window join of two keys with a condition",
                            "t",
                            HOPPING,
                            type,
                            BY_TWO + ", \"condition\": \"i < r_i -- less\"")
                    .collect("out"));
            if (!type.equals("full")) {
                String prefix = type.equals("right") ? "r_" : "";
                drawings.add(joined(type + " window join below an aggregation", "t", TUMBLING, type, BY_KEY)
                        .then(
                                "a",
                                "window-aggregate",
                                "{\"groupBy\": [\"" + prefix + "k2\"], \"aggregates\": [" + COUNT + "]}")
                        .collect("out"));
            }
        }
        drawings.add(joined("window join of windows that grow", "t", CUMULATING, "inner", BY_KEY).collect("out"));
        drawings.add(joined(
                        "window join without a key",
                        "t",
                        TUMBLING,
                        "inner",
                        "\"condition\": \"id = r_id + 1 OR i > r_i + 20\"")
                .collect("out"));
        drawings.add(joined("window join in Berlin, where the clock is changed", "ltz", TUMBLING, "full", BY_KEY)
                .zone("Europe/Berlin")
                .collect("out"));
        drawings.add(counted("l", counted("r", two("window join of counts", "t")))
                .node("j", "window-join", "{\"type\": \"full\", " + BY_KEY + ", \"rightPrefix\": \"r_\"}")
                .wire("lw.out", "j.left")
                .wire("rw.out", "j.right")
                .collect("out"));
        return drawings;
    }

    private static Drawing joined(String name, String time, String windows, String type, String on) {
        Drawing drawing = two(name, time);
        for (String side : List.of("l", "r")) {
            drawing.at(side + "e.out").then(side + "w", "assign-window", "{" + windows + "}");
        }
        return drawing.node("j", "window-join", "{\"type\": \"" + type + "\", \"rightPrefix\": \"r_\", " + on + "}")
                .wire("lw.out", "j.left")
                .wire("rw.out", "j.right");
    }

    private static Drawing counted(String side, Drawing drawing) {
        return drawing.at(side + "e.out")
                .then(
                        side + "w",
                        "tumbling-window",
                        "{\"size\": \"10 s\", \"groupBy\": [\"k\"], \"aggregates\": [" + COUNT + "]}");
    }

    private static Drawing two(String name, String time) {
        Instant start = time.equals("ltz") ? Instant.parse("2024-10-27T00:57:00Z") : OperatorCases.START;
        String eventTime = "{\"column\": \"" + time + "\", \"disorder\": \"1 h\"}";
        return Drawing.named(name)
                .rows("l", TimedRows.SCHEMA, TimedRows.of(200, start, 1000))
                .then("le", "event-time", eventTime)
                .rows("r", TimedRows.SCHEMA, TimedRows.of(150, start.plusMillis(300), 1500))
                .then("re", "event-time", eventTime);
    }
}
