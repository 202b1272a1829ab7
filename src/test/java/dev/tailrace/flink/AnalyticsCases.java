package dev.tailrace.flink;

import java.time.Instant;
import java.util.List;

/** Percentiles, over rows that are added, taken back, and put together from the parts of windows. */
final class AnalyticsCases {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private static final String PERCENTILES =
            """
            {"name": "median", "function": "percentile", "argument": "d"},
            {"name": "least", "function": "percentile", "argument": "i", "fraction": 0},
            {"name": "p_95", "function": "percentile", "argument": "p", "fraction": 0.95},
            {"name": "q_3", "function": "percentile", "argument": "q", "fraction": 0.3},
            {"name": "most", "function": "percentile", "argument": "l", "fraction": 1, "filter": "b"}""";

    private AnalyticsCases() {}

    static List<Drawing> all() {
        return List.of(
                Drawing.named("percentiles of groups")
                        .rows("rows", TimedRows.SCHEMA, TimedRows.of(400, START, 1000))
                        .then("g", "group-aggregate", "{\"groupBy\": [\"k\"], \"aggregates\": [" + PERCENTILES + "]}")
                        .collect("out"),
                timed("percentiles of the last row of each key")
                        .then("d", "deduplicate", "{\"keys\": [\"s\"], \"keep\": \"last\"}")
                        .then("g", "group-aggregate", "{\"groupBy\": [\"k\"], \"aggregates\": [" + PERCENTILES + "]}")
                        .collect("out"),
                timed("percentiles of tumbling windows")
                        .then("w", "tumbling-window", window("\"size\": \"1 min\""))
                        .collect("out"),
                timed("percentiles of hopping windows")
                        .then("w", "hopping-window", window("\"size\": \"1 min\", \"slide\": \"20 s\""))
                        .collect("out"),
                timed("percentiles of sessions")
                        .then("w", "session-window", window("\"gap\": \"3 s\""))
                        .collect("out"));
    }

    private static Drawing timed(String name) {
        return Drawing.named(name)
                .rows("rows", TimedRows.SCHEMA, TimedRows.of(400, START, 1000))
                .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"2 s\"}");
    }

    private static String window(String lengths) {
        return "{" + lengths + ", \"groupBy\": [\"k\"], \"aggregates\": [" + PERCENTILES + "]}";
    }
}
