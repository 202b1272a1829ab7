package dev.tailrace.flink;

import java.util.ArrayList;
import java.util.List;

/** Values put together, counted several times, and of the rows before; of groups, windows and frames. */
final class AggregateCases {
    private static final String COLLECTED =
            """
            {"name": "all_i", "function": "collect", "argument": "i"},
            {"name": "all_d", "function": "collect", "argument": "d"},
            {"name": "all_b", "function": "collect", "argument": "b"},
            {"name": "all_s", "function": "collect", "argument": "s"},
            {"name": "all_p", "function": "collect", "argument": "p", "filter": "b"},
            {"name": "all_dt", "function": "collect", "argument": "dt", "filter": "i > 3"},
            {"name": "ids", "function": "collect", "argument": "id"},
            {"name": "some_ids", "function": "collect", "argument": "id", "filter": "b"}""";
    private static final String DIFFERENT =
            "{\"name\": \"different\", \"function\": \"collect\", \"argument\": \"k2\", \"distinct\": true}";
    private static final String JSON_OBJECTS =
            """
            {"name": "by_id", "function": "json-objectagg", "argument": "i", "key": "CAST(id AS STRING)"},
            {"name": "with_nulls", "function": "json-objectagg", "argument": "s", "key": "'\\" ' || CAST(id AS STRING)",
              "onNull": "null"}""";
    private static final String JSON_ARRAYS =
            """
            {"name": "numbers", "function": "json-arrayagg", "argument": "i"},
            {"name": "texts", "function": "json-arrayagg", "argument": "s || '\\"'", "onNull": "null"},
            {"name": "decimals", "function": "json-arrayagg", "argument": "p"},
            {"name": "flags", "function": "json-arrayagg", "argument": "b", "onNull": "null"},
            {"name": "some_numbers", "function": "json-arrayagg", "argument": "d", "filter": "i > 3"}""";
    private static final String FREQUENCIES =
            """
            {"name": "median", "function": "percentile", "argument": "d", "frequency": "i"},
            {"name": "most", "function": "percentile", "argument": "p", "fraction": 0.9, "frequency": "k2 + 1"},
            {"name": "some", "function": "percentile", "argument": "i", "fraction": 0.25, "frequency": "id",
              "filter": "b"}""";
    private static final String LAGS =
            """
            {"name": "before", "function": "lag", "argument": "i"},
            {"name": "three", "function": "lag", "argument": "s", "offset": 3},
            {"name": "instead", "function": "lag", "argument": "p", "offset": 2, "otherwise": "i"},
            {"name": "known", "function": "lag", "argument": "COALESCE(s, '-')", "offset": 2, "otherwise": "'none'"},
            {"name": "required", "function": "lag", "argument": "id", "otherwise": "-1"},
            {"name": "itself", "function": "lag", "argument": "dt", "offset": 0},
            {"name": "n", "function": "count"}""";

    private AggregateCases() {}

    static List<Drawing> all() {
        List<Drawing> drawings = new ArrayList<>();
        for (String key : List.of("\"k\"", "")) {
            drawings.add(rows("collected values of groups by [" + key + "]")
                    .then("g", "group-aggregate", grouped("groupBy", key, COLLECTED + ", " + DIFFERENT))
                    .collect("out"));
            drawings.add(rows("JSON of groups by [" + key + "]")
                    .then("g", "group-aggregate", grouped("groupBy", key, JSON_OBJECTS + ", " + JSON_ARRAYS))
                    .collect("out"));
            drawings.add(rows("percentiles with frequencies of groups by [" + key + "]")
                    .then("g", "group-aggregate", grouped("groupBy", key, FREQUENCIES))
                    .collect("out"));
        }
        drawings.add(rows("JSON of no rows")
                .then("none", "filter", "{\"condition\": \"id < 0\"}")
                .then("g", "group-aggregate", grouped("groupBy", "", JSON_OBJECTS + ", " + JSON_ARRAYS))
                .collect("out"));
        drawings.add(timed("collected values and frequencies of the last row of each key")
                .then("d", "deduplicate", "{\"keys\": [\"s\"], \"keep\": \"last\"}")
                .then(
                        "g",
                        "group-aggregate",
                        grouped("groupBy", "\"k\"", COLLECTED + ", " + DIFFERENT + ", " + FREQUENCIES))
                .collect("out"));
        drawings.add(timed("collected values and JSON of tumbling windows")
                .then(
                        "w",
                        "tumbling-window",
                        window("\"size\": \"1 min\"", everywhere() + ", " + DIFFERENT + ", " + JSON_ARRAYS))
                .collect("out"));
        drawings.add(timed("collected values and JSON of hopping windows")
                .then("w", "hopping-window", window("\"size\": \"1 min\", \"slide\": \"20 s\"", everywhere()))
                .collect("out"));
        drawings.add(timed("collected values and JSON of cumulating windows")
                .then("w", "cumulate-window", window("\"size\": \"1 min\", \"step\": \"20 s\"", everywhere()))
                .collect("out"));
        drawings.add(timed("collected values and JSON of sessions")
                .then("w", "session-window", window("\"gap\": \"3 s\"", everywhere()))
                .collect("out"));
        drawings.add(timed("collected values of windows whose columns have the windows' names")
                .then("p", "derive", "{\"columns\": [{\"name\": \"window_start\", \"expression\": \"i\"}]}")
                .then(
                        "w",
                        "tumbling-window",
                        window("\"size\": \"1 min\"", COLLECTED + ", " + JSON_OBJECTS + ", " + FREQUENCIES))
                .collect("out"));
        for (String frame : List.of(
                "\"frame\": \"rows\"",
                "\"frame\": \"rows\", \"rows\": 4",
                "\"frame\": \"time\"",
                "\"frame\": \"time\", \"time\": \"10 s\"")) {
            drawings.add(timed("collected values and frequencies over " + frame)
                    .then("o", "over-aggregate", over(frame, COLLECTED + ", " + DIFFERENT + ", " + FREQUENCIES))
                    .collect("out"));
        }
        drawings.add(timed("the values of rows before")
                .then("o", "over-aggregate", over("\"frame\": \"time\"", LAGS))
                .collect("out"));
        drawings.add(OperatorCases.rows("the values of rows before, with equal times", OverCases.SECONDS)
                .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"2 s\"}")
                .then("o", "over-aggregate", over("\"frame\": \"time\"", LAGS))
                .collect("out"));
        return drawings;
    }

    private static String everywhere() {
        return COLLECTED + ", " + JSON_OBJECTS + ", " + FREQUENCIES;
    }

    /** A key that comes twice, and one that is NULL. */
    static List<Drawing> failing() {
        List<Drawing> drawings = new ArrayList<>();
        for (String key : List.of("s", "k")) {
            String object = "{\"name\": \"o\", \"function\": \"json-objectagg\", \"argument\": \"id\", \"key\": \""
                    + key + "\"}";
            drawings.add(rows("a JSON object by " + key)
                    .then("f", "filter", "{\"condition\": \"s IS NOT NULL AND (k IS NULL OR id > 50)\"}")
                    .then("g", "group-aggregate", grouped("groupBy", "", object))
                    .collect("out"));
        }
        return drawings;
    }

    private static Drawing rows(String name) {
        return Drawing.named(name).rows("rows", TimedRows.SCHEMA, TimedRows.of(400, OperatorCases.START, 1000));
    }

    private static Drawing timed(String name) {
        return rows(name).then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"2 s\"}");
    }

    private static String grouped(String setting, String keys, String aggregates) {
        return "{\"" + setting + "\": [" + keys + "], \"aggregates\": [" + aggregates + "]}";
    }

    private static String window(String lengths, String aggregates) {
        return "{" + lengths + ", \"groupBy\": [\"k\"], \"aggregates\": [" + aggregates + "]}";
    }

    private static String over(String frame, String aggregates) {
        return "{" + frame + ", \"keys\": [\"k\"], \"aggregates\": [" + aggregates + "]}";
    }
}
