package dev.tailrace.flink;

import dev.tailrace.data.Row;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drawings for aggregates over the rows before a row. */
final class OverCases {
    private static final Map<String, String> FRAMES = new LinkedHashMap<>();

    static {
        FRAMES.put("all rows", "\"frame\": \"rows\"");
        FRAMES.put("three rows", "\"frame\": \"rows\", \"rows\": 2");
        FRAMES.put("the row itself", "\"frame\": \"rows\", \"rows\": 0");
        FRAMES.put("all time", "\"frame\": \"time\"");
        FRAMES.put("ten seconds", "\"frame\": \"time\", \"time\": \"10 s\"");
        FRAMES.put("the time itself", "\"frame\": \"time\", \"time\": \"0 s\"");
    }

    private static final String SOME =
            """
            {"name": "n", "function": "count"},
            {"name": "sum", "function": "sum", "argument": "i"},
            {"name": "least", "function": "min", "argument": "i"},
            {"name": "sum_b", "function": "sum", "argument": "i", "filter": "b"},
            {"name": "n_b", "function": "count", "filter": "i > 3"}""";
    private static final String DISTINCT =
            """
            {"name": "keys", "function": "count", "argument": "k2", "distinct": true},
            {"name": "total", "function": "sum", "argument": "i", "distinct": true}""";
    private static final String DEVIATIONS =
            """
            {"name": "dev", "function": "stddev-pop", "argument": "CAST(i AS DOUBLE)"},
            {"name": "spread", "function": "var-samp", "argument": "CAST(i AS DOUBLE)"},
            {"name": "required", "function": "var-samp", "argument": "CAST(id AS DOUBLE)"},
            {"name": "some", "function": "stddev-samp", "argument": "CAST(id AS DOUBLE)", "filter": "b"},
            {"name": "small", "function": "stddev-samp", "argument": "CAST(MOD(id, 8) AS FLOAT)"}""";

    /** Rows many of which have the same time. */
    static final List<Row> SECONDS = TimedRows.of(300, OperatorCases.START, 400).stream()
            .map(OverCases::inWholeSeconds)
            .toList();

    private OverCases() {}

    static void add(List<Drawing> drawings) {
        FRAMES.forEach((name, frame) -> {
            for (String disorder : List.of("0 s", "2 s", "30 s")) {
                drawings.add(OperatorCases.timed("over " + name + ", disorder " + disorder, disorder)
                        .then("o", "over-aggregate", over(frame, "\"k\"", SOME))
                        .collect("out"));
            }
            drawings.add(OperatorCases.timed("over " + name + " without keys", "1 s")
                    .then("o", "over-aggregate", over(frame, "", SOME))
                    .collect("out"));
            drawings.add(OperatorCases.timed("over " + name + ", all aggregates", "2 s")
                    .then("o", "over-aggregate", over(frame, "\"k\"", OperatorCases.ALL_AGGREGATES))
                    .collect("out"));
            drawings.add(OperatorCases.timed("over " + name + ", by arrival", "2 s")
                    .then("o", "over-aggregate", over(frame, "\"k\"", WindowCases.BY_ARRIVAL))
                    .collect("out"));
            drawings.add(OperatorCases.timed("over " + name + ", distinct", "2 s")
                    .then("o", "over-aggregate", over(frame, "\"k\"", DISTINCT))
                    .collect("out"));
            drawings.add(OperatorCases.timed("over " + name + ", deviations", "2 s")
                    .then("o", "over-aggregate", over(frame, "\"k\"", DEVIATIONS))
                    .collect("out"));
            drawings.add(OperatorCases.rows("over " + name + " with equal times, then a window", SECONDS)
                    .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"2 s\"}")
                    .then("o", "over-aggregate", over(frame, "\"k\"", SOME))
                    .then(
                            "w",
                            "tumbling-window",
                            "{\"size\": \"5 s\", \"groupBy\": [\"k\"], \"aggregates\": [{\"name\": \"m\", \"function\": \"max\","
                                    + " \"argument\": \"n\"}, {\"name\": \"total\", \"function\": \"sum\", \"argument\": \"sum_b\"}]}")
                    .collect("out"));
        });
    }

    private static Row inWholeSeconds(Row row) {
        List<@Nullable Object> values = new ArrayList<>(row.values());
        values.set(1, ((LocalDateTime) row.values().get(1)).truncatedTo(ChronoUnit.SECONDS));
        return Row.of(values.toArray());
    }

    private static String over(String frame, String keys, String aggregates) {
        return "{" + frame + ", \"keys\": [" + keys + "], \"aggregates\": [" + aggregates + "]}";
    }
}
