package dev.tailrace.flink;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.List;

/** Drawings for what shapes rows one by one. */
final class ShapeCases {
    private static final Schema TEXTS = Schema.of(Field.of("id", DataType.INT), Field.of("s", DataType.STRING));
    private static final List<String> ADDRESSES = List.of(
            "https://ann@tailrace.dev:8443/a/b?p=1&q=%C3%BC&q=2#top",
            "http://localhost",
            "http://localhost/?q",
            "ftp://x/y?q=&r=1",
            "https://für.de/ü?q=ü&x=q=5",
            "nothing",
            "",
            "HTTP://A.B/?xq=1&q=a=b");
    private static final List<String> MAILS = List.of(
            "ann@tailrace.dev:25", "mail jörg@www.für.de!", "@", "", "nobody", "a@b c@d", "ann@tailrace.dev\n@x");

    private static final List<String> LISTS =
            List.of("a@b", "@", "a b  c ", "", "it's 'so'", "ü::é:::x", "::", " ", "::::a");

    private ShapeCases() {}

    static void add(List<Drawing> drawings) {
        parsed(drawings);
        masked(drawings);
        sampledAndChecked(drawings);
        split(drawings);
        sorted(drawings);
        watermarks(drawings);
        drawings.add(Drawing.named("rows pass by muted nodes")
                .rows("rows", TimedRows.SCHEMA, TimedRows.of(300, OperatorCases.START, 1000))
                .then("f", "filter", "{\"condition\": \"id < 7\"}")
                .muted()
                .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"2 s\"}")
                .then("d", "derive", "{\"columns\": [{\"name\": \"twice\", \"expression\": \"id * 2\"}]}")
                .muted()
                .then("w", "tumbling-window", "{\"size\": \"10 s\", \"aggregates\": [{\"name\": \"n\"}]}")
                .collect("windows"));
        // The times themselves differ from run to run.
        drawings.add(Drawing.named("processing time beside event time")
                .rows("rows", TimedRows.SCHEMA, TimedRows.of(300, OperatorCases.START, 1000))
                .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"2 s\"}")
                .then("p", "processing-time", "{\"name\": \"the clock\"}")
                .then(
                        "d",
                        "project",
                        "{\"columns\": [{\"expression\": \"id\"}, {\"name\": \"now\", \"expression\":"
                                + " \"`the clock` > TO_TIMESTAMP_LTZ(1700000000000, 3)\"}]}")
                .collect("out")
                .at("p.out")
                .then(
                        "w",
                        "tumbling-window",
                        "{\"size\": \"10 s\", \"aggregates\": [{\"name\": \"n\", \"argument\": \"`the clock`\"}]}")
                .collect("windows"));
    }

    /** Windows and the rows behind the watermark show where it stood. */
    private static void watermarks(List<Drawing> drawings) {
        for (String strategy : List.of(
                "\"strategy\": \"ascending\"",
                "\"strategy\": \"expression\", \"expression\": \"t - INTERVAL '3' SECOND\"",
                "\"strategy\": \"expression\", \"expression\": \"CASE WHEN b THEN t + INTERVAL '0.5' SECOND * i END\"",
                "\"strategy\": \"punctuated\", \"expression\": \"MOD(id, 10) = 0 OR k = 'a' -- marks\"")) {
            String settings = "{\"column\": \"t\", " + strategy + "}";
            drawings.add(Drawing.named("windows where " + strategy)
                    .rows("rows", TimedRows.SCHEMA, TimedRows.of(300, OperatorCases.START, 1000))
                    .then("e", "event-time", settings)
                    .then("w", "tumbling-window", "{\"size\": \"7 s\", \"aggregates\": [{\"name\": \"n\"}]}")
                    .collect("windows")
                    .at("e.out")
                    .then("r", "reorder", "{}")
                    .collect("in-time"));
            drawings.add(Drawing.named("windows below others where " + strategy)
                    .rows("rows", TimedRows.SCHEMA, TimedRows.of(300, OperatorCases.START, 1000))
                    .then("f", "filter", "{\"condition\": \"i > 0 OR k2 = 1\"}")
                    .then(
                            "d",
                            "derive",
                            "{\"columns\": [{\"name\": \"t\", \"expression\": \"t + INTERVAL '1' SECOND\"},"
                                    + " {\"name\": \"k\", \"expression\": \"UPPER(k)\"}]}")
                    .then("e", "event-time", settings)
                    .then("w", "tumbling-window", "{\"size\": \"7 s\", \"aggregates\": [{\"name\": \"n\"}]}")
                    .collect("windows"));
        }
        drawings.add(Drawing.named("a watermark that is a column, with rows without a time")
                .rows("rows", TimedRows.SCHEMA, TimedRows.of(300, OperatorCases.START, 1000))
                .then(
                        "d",
                        "derive",
                        "{\"columns\": [{\"name\": \"w\", \"expression\": \"ltz - INTERVAL '2' SECOND\"},"
                                + " {\"name\": \"some\", \"expression\": \"CASE WHEN b THEN ltz END\"}]}")
                .then(
                        "e",
                        "event-time",
                        "{\"column\": \"some\", \"strategy\": \"expression\", \"expression\": \"w\", \"onError\": \"skip\"}")
                .then("x", "tumbling-window", "{\"size\": \"7 s\", \"aggregates\": [{\"name\": \"n\"}]}")
                .collect("windows"));
    }

    private static void sorted(List<Drawing> drawings) {
        for (String disorder : List.of("0 s", "1 s", "3 s", "1 h")) {
            Drawing drawing = Drawing.named("sorted rows, disorder " + disorder)
                    .rows("rows", TimedRows.SCHEMA, TimedRows.of(300, OperatorCases.START, 1000))
                    .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"" + disorder + "\"}");
            drawings.add(drawing.then(
                            "s",
                            "sort",
                            "{\"thenBy\": [{\"column\": \"k\", \"direction\": \"descending\"},"
                                    + " {\"column\": \"i\", \"nulls\": \"first\"}]}")
                    .collect("sorted")
                    .then(
                            "w",
                            "tumbling-window",
                            "{\"size\": \"7 s\", \"groupBy\": [\"k\"], \"aggregates\": [{\"name\": \"n\"}]}")
                    .collect("windows")
                    .at("s.late")
                    .collect("late")
                    .at("e.out")
                    .then("r", "reorder", "{}")
                    .then("f", "filter", "{\"condition\": \"i > 0\"}")
                    .collect("reordered"));
        }
    }

    private static void sampledAndChecked(List<Drawing> drawings) {
        for (String keys : List.of("\"s\"", "\"i\", \"ltz\"", "\"p\", \"b\", \"dt\", \"u\"")) {
            drawings.add(Drawing.named("sampled by " + keys)
                    .rows("rows", RandomRows.SCHEMA, RandomRows.of(200))
                    .then(
                            "a",
                            "sample",
                            "{\"method\": \"by-key\", \"fraction\": 0.4, \"seed\": -7, \"keys\": [" + keys + "]}")
                    .collect("out"));
        }
        drawings.add(Drawing.named("a changelog sampled by key")
                .rows("rows", RandomRows.SCHEMA, RandomRows.of(200))
                .then("g", "group-aggregate", "{\"groupBy\": [\"s\"], \"aggregates\": [{\"name\": \"n\"}]}")
                .then("a", "sample", "{\"method\": \"by-key\", \"fraction\": 0.5, \"keys\": [\"s\"]}")
                .collect("out"));
        drawings.add(Drawing.named("rows that violate a rule are skipped")
                .rows("rows", RandomRows.SCHEMA, RandomRows.of(200))
                .then(
                        "a",
                        "assert",
                        "{\"onViolation\": \"skip\", \"rules\": [{\"condition\": \"i < 50 -- small\"},"
                                + " {\"condition\": \"b OR s LIKE '%a%'\"}]}")
                .collect("out"));
    }

    private static void split(List<Drawing> drawings) {
        for (String settings : List.of(
                "\"delimiter\": \"@\"",
                "\"delimiter\": \" \", \"position\": \"n\"",
                "\"delimiter\": \"'\", \"position\": \"n\", \"keepText\": false",
                "\"delimiter\": \"::\", \"position\": \"the n\"")) {
            drawings.add(texts("texts split: " + settings, LISTS)
                    .then("p", "split-text", "{\"column\": \"s\", " + settings + "}")
                    .collect("out"));
        }
        drawings.add(Drawing.named("windows over parts of texts")
                .rows("rows", TimedRows.SCHEMA, TimedRows.of(300, OperatorCases.START, 1000))
                .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"2 s\"}")
                .then("p", "split-text", "{\"column\": \"s\", \"delimiter\": \"1\"}")
                .then(
                        "w",
                        "tumbling-window",
                        "{\"size\": \"10 s\", \"groupBy\": [\"part\"], \"aggregates\": [{\"name\": \"n\"}]}")
                .collect("out"));
        drawings.add(Drawing.named("a changelog of parts of texts")
                .rows("rows", TimedRows.SCHEMA, TimedRows.of(300, OperatorCases.START, 1000))
                .then("g", "group-aggregate", "{\"groupBy\": [\"s\"], \"aggregates\": [{\"name\": \"n\"}]}")
                .then("p", "split-text", "{\"column\": \"s\", \"delimiter\": \"1\", \"position\": \"place\"}")
                .collect("out"));
    }

    private static void masked(List<Drawing> drawings) {
        for (String column : List.of("i", "l", "p", "q", "s", "u", "b", "dt", "ts", "ltz", "tm")) {
            drawings.add(Drawing.named("masked: " + column)
                    .rows("rows", RandomRows.SCHEMA, RandomRows.of(200))
                    .then("a", "mask", masks("it's", column, "hash", "id", "clear"))
                    .collect("hashed")
                    .at("rows.out")
                    .then("b", "mask", masks("x", column, "keep-last", "j", "constant"))
                    .collect("last")
                    .at("rows.out")
                    .then("c", "mask", masks("x", column, "keep-first", "j", "keep-last"))
                    .collect("first")
                    .at("rows.out")
                    .then("d", "mask", masks("x", column, "truncate", "e", "clear"))
                    .collect("cut"));
        }
    }

    private static String masks(String salt, String first, String firstMethod, String second, String secondMethod) {
        return "{\"salt\": \"" + salt + "\", \"columns\": [{\"column\": \"" + first + "\", \"method\": \"" + firstMethod
                + "\", \"characters\": 3}, {\"column\": \"" + second + "\", \"method\": \"" + secondMethod
                + "\", \"characters\": 1}]}";
    }

    private static void parsed(List<Drawing> drawings) {
        for (String unreadable : List.of("skip", "empty")) {
            drawings.add(texts("parts of URLs, unreadable: " + unreadable, ADDRESSES)
                    .then(
                            "p",
                            "parse",
                            "{\"column\": \"s\", \"kind\": \"url\", \"whenUnreadable\": \"" + unreadable
                                    + "\", \"columns\": [{\"name\": \"protocol\"}, {\"name\": \"host\"}, {\"name\": \"path\"},"
                                    + " {\"name\": \"query\"}, {\"name\": \"ref\"}, {\"name\": \"user_info\"},"
                                    + " {\"name\": \"q\", \"from\": \"query/q\"}]}")
                    .collect("out"));
            drawings.add(texts("groups of a regular expression, unreadable: " + unreadable, MAILS)
                    .then(
                            "p",
                            "parse",
                            "{\"column\": \"s\", \"kind\": \"regex\", \"whenUnreadable\": \"" + unreadable
                                    + "\", \"keepText\": false, \"pattern\":"
                                    + " \"(?<user>[^@ ]*)@(?:www\\\\.)?(?<host>[a-z.ü']*)(?<port>:\\\\d+)?\"}")
                    .collect("out"));
        }
    }

    private static Drawing texts(String name, List<String> texts) {
        List<Row> rows = new ArrayList<>();
        for (int id = 0; id < texts.size(); id++) {
            rows.add(Row.of(id, texts.get(id)));
        }
        rows.add(Row.of(texts.size(), null));
        return Drawing.named(name).rows("rows", TEXTS, rows);
    }
}
