package dev.tailrace.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.Shared;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nexmark's queries that give changelogs of one stream, against Flink's answers. */
class NexmarkChangesTest {
    private static final String RANKS =
            """
            {"name": "total_bids"},
            {"name": "rank1_bids", "filter": "price < 10000"},
            {"name": "rank2_bids", "filter": "price >= 10000 AND price < 1000000"},
            {"name": "rank3_bids", "filter": "price >= 1000000"}""";

    private static String distinct(String column, String name) {
        return ", {\"name\": \"total_%s\", \"argument\": \"%s\", \"distinct\": true}".formatted(name, column)
                + distinct(column, "rank1_" + name, "price < 10000")
                + distinct(column, "rank2_" + name, "price >= 10000 AND price < 1000000")
                + distinct(column, "rank3_" + name, "price >= 1000000");
    }

    private static String distinct(String column, String name, String filter) {
        return ", {\"name\": \"%s\", \"argument\": \"%s\", \"distinct\": true, \"filter\": \"%s\"}"
                .formatted(name, column, filter);
    }

    private static Drawing bids(String set) {
        return Drawing.named("bids of " + set)
                .in(Shared.path("nexmark/" + set))
                .node(
                        "events",
                        "file-source",
                        """
                        {"path": "events.jsonl.gz", "format": {"type": "json", "columns": [
                          {"name": "kind", "type": "STRING", "path": "$.kind"},
                          {"name": "auction", "type": "BIGINT", "path": "$.auction"},
                          {"name": "bidder", "type": "BIGINT", "path": "$.bidder"},
                          {"name": "price", "type": "BIGINT", "path": "$.price"},
                          {"name": "channel", "type": "STRING", "path": "$.channel"},
                          {"name": "url", "type": "STRING", "path": "$.url"},
                          {"name": "dateTime", "type": "BIGINT", "path": "$.dateTime"},
                          {"name": "extra", "type": "STRING", "path": "$.extra"}]}}""")
                .then("bids", "filter", "{\"condition\": \"kind = 'bid'\"}")
                .then(
                        "timed",
                        "derive",
                        """
                        {"columns": [{"name": "t", "expression": "TO_TIMESTAMP_LTZ(`dateTime`, 3)"},
                          {"name": "day", "expression": "DATE_FORMAT(TO_TIMESTAMP_LTZ(`dateTime`, 3), 'yyyy-MM-dd')"}]}""");
    }

    private static Drawing query(String query, String set) {
        Drawing bids = bids(set);
        switch (query) {
            case "q15" ->
                bids.then(
                        "q",
                        "group-aggregate",
                        "{\"groupBy\": [\"day\"], \"aggregates\": [" + RANKS + distinct("bidder", "bidders")
                                + distinct("auction", "auctions") + "]}");
            case "q16" ->
                bids.then(
                        "q",
                        "group-aggregate",
                        "{\"groupBy\": [\"channel\", \"day\"], \"aggregates\": [{\"name\": \"minute\","
                                + " \"function\": \"max\", \"argument\": \"DATE_FORMAT(t, 'HH:mm')\"}, " + RANKS
                                + distinct("bidder", "bidders") + distinct("auction", "auctions") + "]}");
            case "q17" ->
                bids.then(
                        "q",
                        "group-aggregate",
                        "{\"groupBy\": [\"auction\", \"day\"], \"aggregates\": [" + RANKS
                                + """
                                , {"name": "min_price", "function": "min", "argument": "price"},
                                {"name": "max_price", "function": "max", "argument": "price"},
                                {"name": "avg_price", "function": "avg", "argument": "price"},
                                {"name": "sum_price", "function": "sum", "argument": "price"}]}""");
            case "q18" ->
                bids.then("time", "event-time", "{\"column\": \"t\", \"disorder\": \"4 s\"}")
                        .then("d", "deduplicate", "{\"keys\": [\"bidder\", \"auction\"], \"keep\": \"last\"}")
                        .then("q", "project", columns("auction, bidder, price, channel, url, `dateTime`, extra"));
            case "q19" ->
                bids.then(
                                "top",
                                "top-n",
                                "{\"n\": 10, \"keys\": [\"auction\"], \"rankColumn\": \"rank_number\", \"orderBy\":"
                                        + " [{\"column\": \"price\"}]}")
                        .then(
                                "q",
                                "project",
                                columns("auction, bidder, price, channel, url, `dateTime`, extra, rank_number"));
            default -> throw new IllegalArgumentException(query);
        }
        return bids.collect("out");
    }

    private static String columns(String names) {
        return List.of(names.split(", ")).stream()
                .map(name -> "{\"expression\": \"" + name + "\"}")
                .collect(Collectors.joining(", ", "{\"columns\": [", "]}"));
    }

    @ParameterizedTest
    @CsvSource({"q15, a", "q15, b", "q16, a", "q17, a", "q17, b", "q18, a", "q18, b", "q19, a", "q19, b"})
    void answersAreThoseOfFlink(String query, String set) throws Exception {
        Drawing drawing = query(query, set);
        assertEquals(
                List.of(),
                drawing.check().problems().stream().filter(Problem::isError).toList());
        EmbeddedOutcome outcome = EmbeddedOutcome.of(drawing, 1024);
        assertNull(outcome.failure());
        assertEquals(
                answer(Shared.path("nexmark/" + set).resolve(query + ".tsv.gz")),
                folded(outcome.rows().getOrDefault("out", List.of())));
    }

    private static Map<String, Integer> folded(List<Row> changes) {
        Map<String, Integer> rows = new HashMap<>();
        for (Row change : changes) {
            String line = change.values().stream().map(String::valueOf).collect(Collectors.joining("\t"));
            int weight = change.kind() == RowKind.UPDATE_BEFORE || change.kind() == RowKind.DELETE ? -1 : 1;
            rows.merge(line, weight, Integer::sum);
        }
        rows.values().removeIf(count -> count == 0);
        return new TreeMap<>(rows);
    }

    private static Map<String, Integer> answer(Path file) throws IOException {
        Map<String, Integer> rows = new TreeMap<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            reader.lines().forEach(line -> rows.merge(line, 1, Integer::sum));
        }
        return rows;
    }
}
