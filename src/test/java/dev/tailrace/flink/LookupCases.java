package dev.tailrace.flink;

import java.util.ArrayList;
import java.util.List;

/** Drawings that look rows up in files. */
final class LookupCases {
    private static final String WORDS =
            """
            "path": "src/test/resources/dev/tailrace/flink/words.jsonl",
            "format": {"type": "json", "columns": [
              {"name": "k", "type": "STRING"}, {"name": "k2", "type": "INT"},
              {"name": "word", "type": "STRING"}, {"name": "weight", "type": "INT"}]},
            "rightPrefix": "w_\"""";
    private static final String NUMBERS =
            """
            "path": "src/test/resources/dev/tailrace/flink/numbers.jsonl", "matches": "all",
            "format": {"type": "json", "columns": [
              {"name": "k2", "type": "INT"}, {"name": "name", "type": "STRING"}]},
            "on": [{"column": "k2", "key": "k2"}], "rightPrefix": "n_\"""";
    private static final String BY_KEY = ", \"on\": [{\"column\": \"k\", \"key\": \"k\"}]";
    private static final String BY_BOTH =
            ", \"on\": [{\"column\": \"k\", \"key\": \"k\"}, {\"column\": \"k2\", \"key\": \"k2\"}]";
    private static final String CONDITION = ", \"condition\": \"w_weight > i OR w_word IS NULL -- by weight\"";

    private LookupCases() {}

    static List<Drawing> all() {
        List<Drawing> drawings = new ArrayList<>();
        for (String type : List.of("inner", "left")) {
            String typed = ", \"type\": \"" + type + "\"";
            for (String on : List.of(BY_KEY, BY_BOTH, BY_KEY + CONDITION)) {
                drawings.add(OperatorCases.timed(type + " lookup" + on.replace("\"", ""), "2 s")
                        .then("look", "lookup-join", "{" + WORDS + on + typed + "}")
                        .collect("out"));
            }
            drawings.add(OperatorCases.rows(
                            "windows over a " + type + " lookup, by the clock of the wall",
                            TimedRows.of(300, OperatorCases.START, 1000))
                    .then("e", "event-time", "{\"column\": \"ltz\", \"disorder\": \"1 h\"}")
                    .then("look", "lookup-join", "{" + WORDS + BY_KEY + typed + "}")
                    .then(
                            "w",
                            "tumbling-window",
                            "{\"size\": \"10 s\", \"groupBy\": [\"w_word\"], \"aggregates\": [{\"name\": \"n\", \"function\": \"count\"}, {\"name\": \"m\", \"function\": \"sum\", \"argument\": \"w_weight\"}]}")
                    .collect("out"));
        }
        for (String more : List.of("", ", \"condition\": \"n_name <> 'uno' AND id > 7\"")) {
            drawings.add(OperatorCases.rows(
                            "inner lookup of all rows of a key, without event time" + more.replace("\"", ""),
                            TimedRows.of(200, OperatorCases.START, 1000))
                    .then("look", "lookup-join", "{" + NUMBERS + more + "}")
                    .collect("out"));
        }
        drawings.add(OperatorCases.rows("groups, looked up, in groups", TimedRows.of(200, OperatorCases.START, 1000))
                .then(
                        "g",
                        "group-aggregate",
                        "{\"groupBy\": [\"k2\", \"k\"], \"aggregates\": [{\"name\": \"n\", \"function\": \"count\"}]}")
                .then("look", "lookup-join", "{" + NUMBERS + "}")
                .collect("out")
                .then(
                        "h",
                        "group-aggregate",
                        "{\"groupBy\": [\"n_name\"], \"aggregates\": [{\"name\": \"m\", \"function\": \"sum\", \"argument\": \"n\"}]}")
                .collect("sums"));
        drawings.add(OperatorCases.timed("the last row of each key, looked up", "2 s")
                .then("d", "deduplicate", "{\"keys\": [\"k\"], \"keep\": \"last\"}")
                .then("look", "lookup-join", "{" + NUMBERS + "}")
                .collect("out"));
        return drawings;
    }
}
