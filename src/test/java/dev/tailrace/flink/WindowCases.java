package dev.tailrace.flink;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Drawings for the windows that do not just follow one another. */
final class WindowCases {
    private static final String COUNT = "{\"name\": \"n\", \"function\": \"count\"}";
    private static final String FILTERED =
            """
            {"name": "n", "function": "count", "filter": "i > 3"},
            {"name": "total", "function": "sum", "argument": "i", "filter": "b"},
            {"name": "greatest", "function": "max", "argument": "d * 2", "filter": "s LIKE '%1'"}""";
    private static final String DISTINCT =
            """
            {"name": "keys", "function": "count", "argument": "k", "distinct": true},
            {"name": "total", "function": "sum", "argument": "i", "distinct": true},
            {"name": "mean", "function": "avg", "argument": "p", "distinct": true},
            {"name": "days", "function": "count", "argument": "dt", "distinct": true, "filter": "b"}""";

    private static final String DISTINCT_COUNTS =
            """
            {"name": "keys", "function": "count", "argument": "k", "distinct": true},
            {"name": "days", "function": "count", "argument": "dt", "distinct": true, "filter": "b"},
            {"name": "least", "function": "min", "argument": "i", "distinct": true}""";
    private static final List<String> DOUBLES = List.of("d", "CAST(i AS DOUBLE)", "CAST(p AS DOUBLE)");
    static final String BY_ARRIVAL =
            """
            {"name": "first_i", "function": "first-value", "argument": "i"},
            {"name": "last_i", "function": "last-value", "argument": "i"},
            {"name": "first_s", "function": "first-value", "argument": "s", "filter": "b"},
            {"name": "last_s", "function": "last-value", "argument": "s", "filter": "i > 3"},
            {"name": "last_p", "function": "last-value", "argument": "p"},
            {"name": "last_q", "function": "last-value", "argument": "q"},
            {"name": "first_d", "function": "first-value", "argument": "d", "distinct": true},
            {"name": "last_t", "function": "last-value", "argument": "t"},
            {"name": "last_dt", "function": "last-value", "argument": "dt"},
            {"name": "first_b", "function": "first-value", "argument": "b"},
            {"name": "texts", "function": "listagg", "argument": "s"},
            {"name": "texts_where", "function": "listagg", "argument": "UPPER(s)", "separator": " | ", "filter": "b"},
            {"name": "quoted", "function": "listagg", "argument": "k", "separator": "'"}""";

    /** Lengths for rows that are a second apart, by operator. */
    private static final Map<String, String> SECONDS = new LinkedHashMap<>(Map.of(
            "hopping-window", "\"size\": \"12 s\", \"slide\": \"3 s\"",
            "cumulate-window", "\"size\": \"20 s\", \"step\": \"5 s\"",
            "session-window", "\"gap\": \"3 s\""));

    private WindowCases() {}

    static void add(List<Drawing> drawings) {
        SECONDS.forEach((operator, lengths) -> {
            for (String disorder : List.of("0 s", "1 s", "5 s", "30 s")) {
                drawings.add(OperatorCases.timed(operator + " of one key, disorder " + disorder, disorder)
                        .then("w", operator, settings(lengths, "\"k\"", COUNT))
                        .collect("out"));
            }
            drawings.add(OperatorCases.timed(operator + " without keys, all aggregates", "2 s")
                    .then("w", operator, settings(lengths, "", OperatorCases.ALL_AGGREGATES))
                    .collect("out"));
            drawings.add(OperatorCases.timed(operator + " of two keys, all aggregates", "2 s")
                    .then("w", operator, settings(lengths, "\"k\", \"k2\"", OperatorCases.ALL_AGGREGATES))
                    .collect("out"));
            drawings.add(OperatorCases.timed(operator + " with filtered aggregates", "2 s")
                    .then("w", operator, settings(lengths, "\"k\"", FILTERED))
                    .collect("out"));
            String distinct = operator.equals("hopping-window") ? DISTINCT_COUNTS : DISTINCT;
            drawings.add(OperatorCases.timed(operator + " with distinct aggregates", "2 s")
                    .then("w", operator, settings(lengths, "\"k2\"", distinct))
                    .collect("out"));
            drawings.add(OperatorCases.timed(operator + " with deviations", "2 s")
                    .then("w", operator, settings(lengths, "\"k\"", deviations(DOUBLES)))
                    .collect("out"));
        });
        drawings.add(OperatorCases.timed("tumbling-window with deviations", "2 s")
                .then("w", "tumbling-window", settings("\"size\": \"15 s\"", "\"k\"", deviations(DOUBLES)))
                .collect("out"));
        drawings.add(OperatorCases.timed("tumbling-window with what depends on the order", "2 s")
                .then("w", "tumbling-window", settings("\"size\": \"15 s\"", "\"k\"", BY_ARRIVAL))
                .collect("out"));
        drawings.add(OperatorCases.timed("hopping windows with an offset", "2 s")
                .then("w", "hopping-window", settings(SECONDS.get("hopping-window") + OFFSET, "\"k\"", COUNT))
                .collect("out"));
        drawings.add(OperatorCases.timed("cumulating windows with an offset", "2 s")
                .then("w", "cumulate-window", settings(SECONDS.get("cumulate-window") + OFFSET, "\"k\"", COUNT))
                .collect("out"));
        drawings.add(OperatorCases.timed("hopping windows as long as the slide", "2 s")
                .then("w", "hopping-window", settings("\"size\": \"5 s\", \"slide\": \"5 s\"", "\"k\"", COUNT))
                .collect("out"));
        drawings.add(OperatorCases.timed("sessions of hopping windows", "1 s")
                .then("w", "hopping-window", settings("\"size\": \"4 s\", \"slide\": \"2 s\"", "\"k\"", COUNT))
                .then(
                        "p",
                        "project",
                        "{\"columns\": [{\"name\": \"time\", \"expression\": \"window_time\"}, {\"expression\": \"n\"}]}")
                .then(
                        "v",
                        "session-window",
                        settings("\"gap\": \"1 s\"", "\"n\"", "{\"name\": \"m\", \"function\": \"count\"}"))
                .collect("out"));
        drawings.add(gapsOfSeveralKeys());
        inBerlin(drawings);
    }

    /** Steps of exactly the gap, after other rows of the same time: whether the session is over then is Flink's say. */
    private static Drawing gapsOfSeveralKeys() {
        List<String> keys = List.of("a", "b", "c", "d", "e");
        LocalDateTime start = LocalDateTime.parse("2024-05-01T00:00:00");
        Random random = new Random(7);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(Row.of(start.plusSeconds(i / 3), keys.get(random.nextInt(keys.size()))));
        }
        Schema schema = Schema.of(Field.required("t", DataType.TIMESTAMP), Field.required("k", DataType.STRING));
        return Drawing.named("sessions of keys whose gaps end together")
                .rows("rows", schema, rows)
                .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"0 s\"}")
                .then("w", "session-window", settings("\"gap\": \"2 s\"", "\"k\"", COUNT))
                .collect("out");
    }

    /** All four of each argument, some of filtered values. */
    private static String deviations(List<String> arguments) {
        List<String> aggregates = new ArrayList<>();
        for (String function : List.of("stddev-pop", "stddev-samp", "var-pop", "var-samp")) {
            for (String argument : arguments) {
                aggregates.add("{\"name\": \"" + (function + " " + argument) + "\", \"function\": \"" + function
                        + "\", \"argument\": \"" + argument + "\""
                        + (argument.startsWith("CAST(p") ? ", \"filter\": \"b\"" : "")
                        + "}");
            }
        }
        return String.join(", ", aggregates);
    }

    private static final String OFFSET = ", \"offset\": \"2 s\"";

    /** Rows a minute apart where the clock is changed. */
    private static void inBerlin(List<Drawing> drawings) {
        Map<String, List<String>> lengths = Map.of(
                "hopping-window",
                List.of("\"size\": \"1 h\", \"slide\": \"20 min\"", "\"size\": \"1 d\", \"slide\": \"1 h\""),
                "cumulate-window",
                List.of("\"size\": \"1 h\", \"step\": \"20 min\"", "\"size\": \"1 d\", \"step\": \"1 h\""),
                "session-window",
                List.of("\"gap\": \"2 min\"", "\"gap\": \"45 min\""));
        for (String change : List.of("2024-03-31T00:15:00Z", "2024-10-26T23:15:00Z")) {
            lengths.forEach((operator, choices) -> choices.forEach(choice -> drawings.add(OperatorCases.rows(
                            operator + " of " + choice.replace("\"", "") + " in Berlin from " + change,
                            TimedRows.of(300, Instant.parse(change), 60_000))
                    .zone("Europe/Berlin")
                    .then("e", "event-time", "{\"column\": \"ltz\", \"disorder\": \"1 min\"}")
                    .then("w", operator, settings(choice, "\"k\"", COUNT))
                    .collect("out"))));
        }
    }

    private static String settings(String lengths, String groupBy, String aggregates) {
        return "{" + lengths + ", \"groupBy\": [" + groupBy + "], \"aggregates\": [" + aggregates + "]}";
    }
}
