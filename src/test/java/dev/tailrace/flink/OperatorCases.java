package dev.tailrace.flink;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A drawing, or some, for every operator. */
final class OperatorCases {
    static final Instant START = Instant.parse("2024-05-01T00:00:00Z");
    static final String ALL_AGGREGATES =
            """
            {"name": "n", "function": "count"},
            {"name": "count_i", "function": "count", "argument": "i"},
            {"name": "sum_i", "function": "sum", "argument": "i"},
            {"name": "avg_i", "function": "avg", "argument": "i"},
            {"name": "min_i", "function": "min", "argument": "i"},
            {"name": "max_i", "function": "max", "argument": "i"},
            {"name": "sum_l", "function": "sum", "argument": "l"},
            {"name": "avg_l", "function": "avg", "argument": "l"},
            {"name": "min_l", "function": "min", "argument": "l"},
            {"name": "sum_d", "function": "sum", "argument": "d"},
            {"name": "avg_d", "function": "avg", "argument": "d"},
            {"name": "max_d", "function": "max", "argument": "d"},
            {"name": "sum_p", "function": "sum", "argument": "p"},
            {"name": "avg_p", "function": "avg", "argument": "p"},
            {"name": "min_p", "function": "min", "argument": "p"},
            {"name": "sum_q", "function": "sum", "argument": "q"},
            {"name": "avg_q", "function": "avg", "argument": "q"},
            {"name": "max_q", "function": "max", "argument": "q"},
            {"name": "min_s", "function": "min", "argument": "s"},
            {"name": "max_s", "function": "max", "argument": "s"},
            {"name": "max_b", "function": "max", "argument": "b"},
            {"name": "min_dt", "function": "min", "argument": "dt"},
            {"name": "max_t", "function": "max", "argument": "t"}
            """;

    private OperatorCases() {}

    static List<Drawing> all() {
        List<Drawing> drawings = new ArrayList<>();
        shape(drawings);
        windows(drawings);
        WindowCases.add(drawings);
        WindowedRowCases.add(drawings);
        OverCases.add(drawings);
        PatternCases.add(drawings);
        eventTimeBelowOthers(drawings);
        timeZones(drawings);
        ShapeCases.add(drawings);
        drawings.addAll(ChangelogCases.all());
        drawings.addAll(LookupCases.all());
        drawings.addAll(SqlQueryCases.all());
        drawings.addAll(SubPipelineCases.all());
        drawings.addAll(WindowJoinCases.all());
        drawings.addAll(TemporalJoinCases.all());
        drawings.addAll(VersionCases.all());
        drawings.addAll(LeftChangesCases.all());
        drawings.addAll(AnalyticsCases.all());
        drawings.addAll(AggregateCases.all());
        return drawings;
    }

    private static void shape(List<Drawing> drawings) {
        drawings.add(random("filter drops rows whose condition is not true")
                .then("some", "filter", "{\"condition\": \"i > j OR b\"}")
                .collect("out"));
        drawings.add(random("filter keeps rows whose condition is null")
                .then("some", "filter", "{\"condition\": \"i > j OR b\", \"whenNull\": \"keep\"}")
                .collect("out"));
        drawings.add(random("filter by text and a comment")
                .then("some", "filter", "{\"condition\": \"s LIKE '%a%' -- has an a\"}")
                .then("none", "filter", "{\"condition\": \"FALSE\"}")
                .collect("nothing")
                .at("some.out")
                .collect("out"));
        drawings.add(random("derive adds and replaces columns")
                .then(
                        "more",
                        "derive",
                        """
                        {"columns": [{"name": "total", "expression": "i + j"}, {"name": "s", "expression": "UPPER(s)"},
                          {"name": "again", "expression": "l"}]}""")
                .collect("out"));
        drawings.add(random("project swaps, renames and computes columns")
                .then(
                        "fewer",
                        "project",
                        """
                        {"columns": [{"name": "j", "expression": "i"}, {"name": "i", "expression": "j"},
                          {"expression": "id"}, {"name": "twice", "expression": "p + p"}]}""")
                .collect("out"));
        drawings.add(random("route sends rows to the first branch that matches")
                .then("ways", "route", branches("first-match"))
                .at("ways.small")
                .collect("small")
                .at("ways.even")
                .collect("even")
                .at("ways.rest")
                .collect("rest"));
        drawings.add(random("route sends rows to all branches that match")
                .then("ways", "route", branches("every-match"))
                .at("ways.small")
                .collect("small")
                .at("ways.even")
                .collect("even")
                .at("ways.rest")
                .collect("rest"));
        drawings.add(random("union keeps the rows of all inputs")
                .then("first", "filter", "{\"condition\": \"i > 0\"}")
                .at("rows.out")
                .then("second", "filter", "{\"condition\": \"j > 0\"}")
                .then("both", "union", "{}")
                .wire("first.out", "both.in")
                .collect("out"));
    }

    private static String branches(String mode) {
        return "{\"mode\": \"" + mode
                + "\", \"branches\": [{\"name\": \"small\", \"condition\": \"i < 0\"},"
                + " {\"name\": \"even\", \"condition\": \"MOD(j, 2) = 0\"}]}";
    }

    private static void windows(List<Drawing> drawings) {
        for (String disorder : List.of("0 s", "1 s", "5 s", "30 s", "1 h")) {
            drawings.add(timed("windows of one key, disorder " + disorder, disorder)
                    .then("w", "tumbling-window", window("10 s", "\"k\"", "{\"name\": \"n\", \"function\": \"count\"}"))
                    .collect("out"));
        }
        drawings.add(timed("windows without keys, all aggregates", "2 s")
                .then("w", "tumbling-window", window("10 s", "", ALL_AGGREGATES))
                .collect("out"));
        drawings.add(timed("windows of two keys, all aggregates", "2 s")
                .then("w", "tumbling-window", window("1 min", "\"k\", \"k2\"", ALL_AGGREGATES))
                .collect("out"));
        drawings.add(timed("windows with filtered aggregates", "2 s")
                .then(
                        "w",
                        "tumbling-window",
                        window(
                                "20 s",
                                "\"k\"",
                                """
                                {"name": "n", "function": "count", "filter": "i > 3"},
                                {"name": "total", "function": "sum", "argument": "i", "filter": "b"},
                                {"name": "greatest", "function": "max", "argument": "d * 2", "filter": "s LIKE '%1'"}"""))
                .collect("out"));
        drawings.add(timed("windows with distinct aggregates", "2 s")
                .then(
                        "w",
                        "tumbling-window",
                        window(
                                "1 min",
                                "\"k2\"",
                                """
                                {"name": "keys", "function": "count", "argument": "k", "distinct": true},
                                {"name": "total", "function": "sum", "argument": "i", "distinct": true},
                                {"name": "mean", "function": "avg", "argument": "p", "distinct": true},
                                {"name": "days", "function": "count", "argument": "dt", "distinct": true, "filter": "b"}"""))
                .collect("out"));
        drawings.add(timed("windows with an offset", "2 s")
                .then(
                        "w",
                        "tumbling-window",
                        "{\"size\": \"15 s\", \"offset\": \"4 s\", \"groupBy\": [\"k\"], \"aggregates\":"
                                + " [{\"name\": \"n\", \"function\": \"count\"}]}")
                .collect("out"));
        drawings.add(timed("windows of windows", "2 s")
                .then("w", "tumbling-window", window("10 s", "\"k\"", "{\"name\": \"n\", \"function\": \"count\"}"))
                .then(
                        "p",
                        "project",
                        "{\"columns\": [{\"name\": \"time\", \"expression\": \"window_time\"}, {\"expression\": \"n\"}]}")
                .then(
                        "v",
                        "tumbling-window",
                        window("1 min", "", "{\"name\": \"most\", \"function\": \"max\", \"argument\": \"n\"}"))
                .collect("out"));
        // Flink sends no watermark before 1970, so that no row is late there: a known difference, left out here.
        drawings.add(rows("windows before 1970", TimedRows.of(300, Instant.parse("1969-12-31T23:57:30Z"), 1000))
                .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"1 h\"}")
                .then("w", "tumbling-window", window("7 s", "", "{\"name\": \"n\", \"function\": \"count\"}"))
                .collect("out"));
        drawings.add(timed("filter and derive between event time and windows", "1 s")
                .then("some", "filter", "{\"condition\": \"i > 0\"}")
                .then("more", "derive", "{\"columns\": [{\"name\": \"twice\", \"expression\": \"i * 2\"}]}")
                .then(
                        "w",
                        "tumbling-window",
                        window("10 s", "\"k\"", "{\"name\": \"n\", \"function\": \"sum\", \"argument\": \"twice\"}"))
                .then("big", "filter", "{\"condition\": \"n > 10\"}")
                .collect("out"));
    }

    private static void eventTimeBelowOthers(List<Drawing> drawings) {
        String count = window("10 s", "", "{\"name\": \"n\", \"function\": \"count\"}");
        drawings.add(rows("event time of a computed column", TimedRows.of(300, START, 1000))
                .then("d", "derive", "{\"columns\": [{\"name\": \"at\", \"expression\": \"TO_TIMESTAMP_LTZ(ms, 3)\"}]}")
                .then("e", "event-time", "{\"column\": \"at\", \"disorder\": \"1 s\"}")
                .then("w", "tumbling-window", count)
                .collect("out"));
        drawings.add(rows("event time below a filter", TimedRows.of(300, START, 1000))
                .then("f", "filter", "{\"condition\": \"MOD(id, 7) = 3 OR i > 10\"}")
                .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"0 s\"}")
                .then("w", "tumbling-window", count)
                .collect("out"));
        drawings.add(rows("event time below a filter on the time itself", TimedRows.of(300, START, 1000))
                .then("f", "filter", "{\"condition\": \"t < TIMESTAMP '2024-05-01 00:03:00'\"}")
                .then(
                        "p",
                        "project",
                        "{\"columns\": [{\"name\": \"time\", \"expression\": \"t\"}, {\"expression\": \"i\"}]}")
                .then("e", "event-time", "{\"column\": \"time\", \"disorder\": \"1 s\"}")
                .then("w", "tumbling-window", count)
                .collect("out"));
        drawings.add(rows("event time below a renaming", TimedRows.of(300, START, 1000))
                .then(
                        "p",
                        "project",
                        "{\"columns\": [{\"name\": \"time\", \"expression\": \"t\"}, {\"expression\": \"i\"}]}")
                .then("e", "event-time", "{\"column\": \"time\", \"disorder\": \"1 s\"}")
                .then("w", "tumbling-window", count)
                .collect("out"));
        drawings.add(rows("event time below a branch of a route", TimedRows.of(300, START, 1000))
                .then("ways", "route", "{\"branches\": [{\"name\": \"odd\", \"condition\": \"MOD(id, 2) = 1\"}]}")
                .at("ways.odd")
                .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"0 s\"}")
                .then("w", "tumbling-window", count)
                .collect("out")
                .at("ways.rest")
                .then("e2", "event-time", "{\"column\": \"t\", \"disorder\": \"0 s\"}")
                .then("w2", "tumbling-window", count)
                .collect("out2"));
        drawings.add(rows("two event times over one source, and the source itself", TimedRows.of(300, START, 1000))
                .collect("all")
                .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"0 s\"}")
                .then("w", "tumbling-window", count)
                .collect("out")
                .at("rows.out")
                .then("e2", "event-time", "{\"column\": \"ltz\", \"disorder\": \"10 s\"}")
                .then("w2", "tumbling-window", count)
                .collect("out2"));
        drawings.add(rows("copies of event time", TimedRows.of(300, START, 1000))
                .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"0 s\"}")
                .then("d", "derive", "{\"columns\": [{\"name\": \"again\", \"expression\": \"t\"}]}")
                .collect("all")
                .then(
                        "p",
                        "project",
                        """
                        {"columns": [{"name": "at", "expression": "t"}, {"name": "first", "expression": "t"},
                          {"expression": "again"}, {"expression": "id"}]}""")
                .collect("some")
                .then("w", "tumbling-window", count)
                .collect("out"));
        drawings.add(rows("event time after event time", TimedRows.of(300, START, 1000))
                .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"0 s\"}")
                .then("e2", "event-time", "{\"column\": \"t\", \"disorder\": \"10 s\"}")
                .then("w", "tumbling-window", count)
                .collect("out"));
        drawings.add(rows("rows without a time are filtered before event time", someWithoutTime())
                .then("d", "derive", "{\"columns\": [{\"name\": \"at\", \"expression\": \"TO_TIMESTAMP_LTZ(l, 3)\"}]}")
                .then("f", "filter", "{\"condition\": \"`at` IS NOT NULL\"}")
                .then("e", "event-time", "{\"column\": \"at\", \"disorder\": \"0 s\"}")
                .then("w", "tumbling-window", count)
                .collect("out"));
        drawings.add(rows("rows without a time are skipped at event time", someWithoutTime())
                .then("d", "derive", "{\"columns\": [{\"name\": \"at\", \"expression\": \"TO_TIMESTAMP_LTZ(l, 3)\"}]}")
                .then("e", "event-time", "{\"column\": \"at\", \"disorder\": \"0 s\", \"onError\": \"skip\"}")
                .then("w", "tumbling-window", count)
                .collect("out"));
    }

    private static void timeZones(List<Drawing> drawings) {
        for (String change : List.of("2024-03-31T00:15:00Z", "2024-10-26T23:15:00Z")) {
            for (String size : List.of("20 min", "1 h", "1 d")) {
                drawings.add(rows(
                                "windows of " + size + " in Berlin from " + change,
                                TimedRows.of(300, Instant.parse(change), 60_000))
                        .zone("Europe/Berlin")
                        .then("e", "event-time", "{\"column\": \"ltz\", \"disorder\": \"1 min\"}")
                        .then("w", "tumbling-window", window(size, "", "{\"name\": \"n\", \"function\": \"count\"}"))
                        .collect("out"));
            }
        }
        drawings.add(rows("windows over wall clock times in Berlin", TimedRows.of(300, START, 1000))
                .zone("Europe/Berlin")
                .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"1 s\"}")
                .then("w", "tumbling-window", window("30 s", "", "{\"name\": \"n\", \"function\": \"count\"}"))
                .collect("out"));
    }

    private static Drawing random(String name) {
        return Drawing.named(name).rows("rows", RandomRows.SCHEMA, RandomRows.of(200));
    }

    static Drawing rows(String name, List<Row> rows) {
        Schema schema = rows.get(0).values().size() == TimedRows.SCHEMA.size() ? TimedRows.SCHEMA : WITHOUT_TIME;
        return Drawing.named(name).rows("rows", schema, rows);
    }

    static Drawing timed(String name, String disorder) {
        return rows(name, TimedRows.of(400, START, 1000))
                .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"" + disorder + "\"}");
    }

    private static String window(String size, String groupBy, String aggregates) {
        return "{\"size\": \"" + size + "\", \"groupBy\": [" + groupBy + "], \"aggregates\": [" + aggregates + "]}";
    }

    private static final Schema WITHOUT_TIME = Schema.of(Field.of("id", DataType.INT), Field.of("l", DataType.BIGINT));

    private static List<Row> someWithoutTime() {
        List<Row> rows = new ArrayList<>();
        for (Row row : TimedRows.of(200, START, 1000)) {
            int id = rows.size();
            rows.add(Row.of(id, id % 9 == 4 ? null : row.get(TimedRows.SCHEMA.indexOf("ms"))));
        }
        return rows;
    }
}
