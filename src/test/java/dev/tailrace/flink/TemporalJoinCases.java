package dev.tailrace.flink;

import java.util.ArrayList;
import java.util.List;

/** Drawings that join rows with what was valid at their time. */
final class TemporalJoinCases {
    private static final String BY_KEY = "\"on\": [{\"left\": \"k\", \"right\": \"k\"}]";
    private static final String BY_TWO =
            "\"on\": [{\"left\": \"k2\", \"right\": \"k2\"}, {\"left\": \"k\", \"right\": \"k\"}]";

    private TemporalJoinCases() {}

    static List<Drawing> all() {
        List<Drawing> drawings = new ArrayList<>();
        for (String type : List.of("inner", "left")) {
            String typed = "{\"type\": \"" + type + "\", \"rightPrefix\": \"r_\", ";
            for (String time : List.of("t", "ltz")) {
                drawings.add(two(type + " temporal join by " + time, time, 300)
                        .node("j", "temporal-join", typed + BY_KEY + "}")
                        .wire("le.out", "j.left")
                        .wire("re.out", "j.right")
                        .collect("out"));
            }
            drawings.add(two(type + " temporal join of two keys with a condition", "t", 300)
                    .node("j", "temporal-join", typed + BY_TWO + ", \"condition\": \"i < r_i -- less\"}")
                    .wire("le.out", "j.left")
                    .wire("re.out", "j.right")
                    .collect("out"));
            drawings.add(two(type + " temporal join where many versions have the same time", "t", 1)
                    .node("j", "temporal-join", typed + BY_KEY + "}")
                    .wire("le.out", "j.left")
                    .wire("re.out", "j.right")
                    .collect("out"));
            drawings.add(two(type + " temporal join below a window", "t", 1000)
                    .node("j", "temporal-join", typed + BY_KEY + "}")
                    .wire("le.out", "j.left")
                    .wire("re.out", "j.right")
                    .then(
                            "w",
                            "tumbling-window",
                            """
                            {"size": "10 s", "groupBy": ["r_k2"], "aggregates": [{"name": "n", "function": "count"}]}""")
                    .collect("out"));
        }
        return drawings;
    }

    static Drawing two(String name, String time, long stepMillis) {
        String eventTime = "{\"column\": \"" + time + "\", \"disorder\": \"1 h\"}";
        return Drawing.named(name)
                .rows("l", TimedRows.SCHEMA, TimedRows.of(300, OperatorCases.START, stepMillis))
                .then("le", "event-time", eventTime)
                .rows(
                        "r",
                        TimedRows.SCHEMA,
                        TimedRows.of(90, OperatorCases.START.plusMillis(stepMillis), 3 * stepMillis))
                .then("re", "event-time", eventTime);
    }
}
