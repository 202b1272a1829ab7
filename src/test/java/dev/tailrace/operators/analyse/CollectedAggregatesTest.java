package dev.tailrace.operators.analyse;

import static dev.tailrace.operator.aggregate.AggregateFunction.COLLECT;
import static dev.tailrace.operator.aggregate.AggregateFunction.JSON_ARRAYAGG;
import static dev.tailrace.operator.aggregate.AggregateFunction.JSON_OBJECTAGG;
import static dev.tailrace.operators.analyse.Changelog.folded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.HarnessResult;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.aggregate.AggregateColumn;
import dev.tailrace.operator.aggregate.AggregateColumn.JsonNulls;
import dev.tailrace.operators.time.HoppingWindow;
import dev.tailrace.operators.time.SessionWindow;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values put together as JSON: how often each came, arrays, objects. */
class CollectedAggregatesTest {
    private static final Schema SCHEMA =
            Schema.of(Field.of("k", DataType.STRING), Field.of("i", DataType.INT), Field.of("s", DataType.STRING));

    private static OperatorHarness<GroupAggregate.Settings> grouping(AggregateColumn... aggregates) {
        return OperatorHarness.of(
                new GroupAggregate(),
                new GroupAggregate.Settings(List.of("k"), List.of(aggregates), null, ErrorPolicy.STOP));
    }

    private static AggregateColumn collect(String name, String argument) {
        return AggregateColumn.of(name, COLLECT, argument);
    }

    private static AggregateColumn object(JsonNulls nulls) {
        return AggregateColumn.of("o", JSON_OBJECTAGG, "i").under("s").onNull(nulls);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsCollectedAgreesWithDuckDb(long seed) throws SQLException {
        Random random = new Random(seed);
        boolean changes = seed > 1;
        var harness = grouping(
                        collect("all", "i"),
                        collect("texts", "s"),
                        collect("different", "i").distinctly(),
                        collect("some", "i").where("s > 't3'"))
                .input("in", new StreamType(SCHEMA, changes, null))
                .seed(seed);
        List<Row> table = ChangingTable.play(
                harness,
                random,
                600,
                changes,
                () -> Row.of(
                        sometimes(random, "k" + random.nextInt(3)),
                        sometimes(random, random.nextInt(12)),
                        sometimes(random, "t" + random.nextInt(7))));
        List<Row> expected = DuckTable.query(
                SCHEMA,
                table,
                List.of(),
                """
                SELECT k,
                  to_json(histogram(i)),
                  to_json(histogram(s)),
                  to_json(histogram(DISTINCT i)),
                  to_json(histogram(i) FILTER (WHERE s > 't3'))
                FROM r GROUP BY k""");
        List<Row> found = folded(harness.run().rows());
        new RowComparison(false, false).assertSame(counted(expected), counted(found), "seed " + seed);
    }

    private static @Nullable Object sometimes(Random random, Object value) {
        return random.nextInt(6) == 0 ? null : value;
    }

    /** With the entries of JSON objects in order, and {} in place of NULL. */
    private static List<Row> counted(List<Row> rows) {
        return rows.stream()
                .map(row -> Row.of(IntStream.range(0, row.values().size())
                        .mapToObj(i -> i == 0 ? row.get(0) : inOrder(row.get(i)))
                        .toArray()))
                .toList();
    }

    private static String inOrder(@Nullable Object json) {
        String entries = json == null ? "{}" : String.valueOf(json);
        return Stream.of(entries.substring(1, entries.length() - 1).split(","))
                .sorted()
                .toList()
                .toString();
    }

    @Test
    void aValueMayBeTakenBackBeforeItComes() {
        var result = grouping(AggregateColumn.countOf("n"), collect("all", "i"))
                .input("in", new StreamType(SCHEMA, true, null))
                .rows(
                        Row.of("a", 2, null),
                        Row.of("a", 1, null),
                        new Row(RowKind.DELETE, Row.of("a", 9, null).values()))
                .watermark(1)
                .rows(Row.of("a", 9, null), Row.of("a", 2, null))
                .run();
        assertEquals(
                List.of(Row.of("a", 3L, "{\"1\":1,\"2\":2}")),
                folded(result.rows()).stream()
                        .map(row -> Row.of(row.get(0), row.get(1), row.get(2)))
                        .toList());
    }

    @Test
    void windowsCollectWhatTheirRowsHave() {
        List<Row> rows = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            rows.add(Series.row("k" + random.nextInt(2), 200L * i, (double) random.nextInt(9)));
        }
        var hopping = new HoppingWindow.Settings(
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                List.of("k"),
                List.of(collect("all", "v")),
                Duration.ZERO,
                ErrorPolicy.STOP);
        HarnessResult result = OperatorHarness.of(new HoppingWindow(), hopping)
                .input("in", StreamType.rows(Series.SCHEMA).withEventTime("t"))
                .rows(rows)
                .run();
        Map<List<Object>, List<Double>> byWindow = new HashMap<>();
        for (Row row : rows) {
            long slide = Series.millis(row) / 5000 * 5000;
            for (long start = slide - 15_000; start <= slide; start += 5000) {
                byWindow.computeIfAbsent(Arrays.asList(Series.at(start), row.get(0)), window -> new ArrayList<>())
                        .add((Double) row.get(2));
            }
        }
        assertEquals(byWindow.size(), result.rows().size());
        for (Row row : result.rows()) {
            List<Double> expected = byWindow.get(Arrays.asList(row.get(0), row.get(2)));
            assertNotNull(expected);
            Map<Double, Long> counts =
                    expected.stream().collect(Collectors.groupingBy(v -> v, TreeMap::new, Collectors.counting()));
            String json = counts.entrySet().stream()
                    .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
            assertEquals(json, row.get(3));
        }
    }

    @Test
    void jsonArraysHaveTheValuesInTheOrderOfArrival() {
        // Flink 2.3: SELECT JSON_ARRAYAGG(s), JSON_ARRAYAGG(i NULL ON NULL) ...
        var result = grouping(
                        AggregateColumn.of("texts", JSON_ARRAYAGG, "s"),
                        AggregateColumn.of("numbers", JSON_ARRAYAGG, "i").onNull(JsonNulls.NULL),
                        AggregateColumn.of("some", JSON_ARRAYAGG, "i").where("s IS NOT NULL"))
                .input(SCHEMA)
                .rows(
                        Row.of("a", 3, "b"),
                        Row.of("a", null, "a\"b"),
                        Row.of("b", null, null),
                        Row.of("a", 1, null),
                        Row.of("a", 3, "ä\n"))
                .run();
        assertEquals(
                List.of(
                        Row.of("a", "[\"b\",\"a\\\"b\",\"ä\\n\"]", "[3,null,1,3]", "[3,3]"),
                        Row.of("b", "[]", "[null]", "[]")),
                folded(result.rows()));
    }

    @Test
    void jsonTakesWhatJsonStringTakes() {
        Schema schema = Schema.of(Field.of("k", DataType.STRING), Field.of("v", DataType.array(DataType.INT)));
        assertEquals(
                List.of("operators.aggregate-argument-type"),
                grouping(AggregateColumn.of("all", JSON_ARRAYAGG, "v")).input(schema).problems().stream()
                        .map(Problem::code)
                        .toList());
    }

    @Test
    void jsonObjectsHaveTheirKeysInOrder() {
        List<Row> rows =
                List.of(Row.of("a", 1, "z"), Row.of("a", null, "b"), Row.of("a", 3, "q\"\\"), Row.of("a", 4, ""));
        assertEquals(
                List.of(Row.of("a", "{\"\":4,\"q\\\"\\\\\":3,\"z\":1}")),
                folded(grouping(object(JsonNulls.ABSENT))
                        .input(SCHEMA)
                        .rows(rows)
                        .run()
                        .rows()));
        assertEquals(
                List.of(Row.of("a", "{\"\":4,\"b\":null,\"q\\\"\\\\\":3,\"z\":1}")),
                folded(grouping(object(JsonNulls.NULL))
                        .input(SCHEMA)
                        .rows(rows)
                        .run()
                        .rows()));
    }

    @Test
    void mergedSessionsHaveTheKeysOfAll() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.add(Series.row("k", (i * 37 % 60) * 100L, (double) i));
        }
        AggregateColumn byTime =
                AggregateColumn.of("o", JSON_OBJECTAGG, "CAST(v AS INT)").under("CAST(t AS STRING)");
        var sessions = new SessionWindow.Settings(
                Duration.ofMillis(150), List.of("k"), List.of(byTime, collect("all", "v")), ErrorPolicy.STOP);
        HarnessResult result = OperatorHarness.of(new SessionWindow(), sessions)
                .input("in", StreamType.rows(Series.SCHEMA).withEventTime("t"))
                .rows(rows)
                .run();
        assertEquals(1, result.rows().size());
        assertEquals(60, String.valueOf(result.rows().get(0).get(3)).split(":[0-9]+[,}]").length);
        assertEquals(60, String.valueOf(result.rows().get(0).get(4)).split(",").length);
    }

    @Test
    void aKeyThatComesTwiceEndsTheRunAsOnFlink() {
        var result = grouping(object(JsonNulls.ABSENT))
                .input(SCHEMA)
                .rows(Row.of("a", 1, "x"), Row.of("b", 2, "x"), Row.of("a", 1, "x"))
                .run();
        Problem failure = result.failure();
        assertNotNull(failure);
        assertEquals("operators.json-key-twice", failure.code());
    }

    @Test
    void aKeyThatIsNullEndsTheRun() {
        var result = grouping(object(JsonNulls.ABSENT))
                .input(SCHEMA)
                .rows(Row.of("a", 1, null))
                .run();
        Problem failure = result.failure();
        assertNotNull(failure);
        assertEquals("operators.json-key-null", failure.code());
    }

    @Test
    void framesCollectTheRowsThatAreInThem() {
        var settings = new OverAggregate.Settings(
                List.of("k"),
                OverAggregate.Frame.ROWS,
                2,
                null,
                List.of(
                        collect("all", "v"),
                        AggregateColumn.of("o", JSON_OBJECTAGG, "CAST(v AS INT)")
                                .under("CAST(v AS STRING)")),
                ErrorPolicy.STOP);
        HarnessResult result = Series.run(new OverAggregate(), settings, Series.of(5, 3, 4, 9, 2, 1));
        assertEquals(
                List.of(
                        "{\"5.0\":1}",
                        "{\"3.0\":1,\"5.0\":1}",
                        "{\"3.0\":1,\"4.0\":1,\"5.0\":1}",
                        "{\"3.0\":1,\"4.0\":1,\"9.0\":1}",
                        "{\"2.0\":1,\"4.0\":1,\"9.0\":1}",
                        "{\"1.0\":1,\"2.0\":1,\"9.0\":1}"),
                result.rows().stream().map(row -> row.get(3)).toList());
        assertEquals("{\"1.0\":1,\"2.0\":2,\"9.0\":9}", result.rows().get(5).get(4));
    }

    @Test
    void whatCannotBeTakenBackIsRefusedOverAChangelog() {
        List<Problem> problems = grouping(
                        collect("x", "i"), AggregateColumn.of("y", JSON_ARRAYAGG, "i"), object(JsonNulls.NULL))
                .input("in", new StreamType(SCHEMA, true, null))
                .problems();
        assertEquals(
                List.of(
                        "operators.group-aggregate.only-grows aggregates[1].function",
                        "operators.group-aggregate.keys-only-grow aggregates[2].function"),
                problems.stream()
                        .filter(Problem::isError)
                        .map(problem -> problem.code() + " " + problem.place())
                        .toList());
    }

    @Test
    void aKeyIsAText() {
        assertEquals(
                List.of("operators.aggregate-key-missing", "operators.aggregate-key-type"),
                grouping(
                                AggregateColumn.of("x", JSON_OBJECTAGG, "i"),
                                AggregateColumn.of("y", JSON_OBJECTAGG, "s").under("i"))
                        .input(SCHEMA)
                        .problems()
                        .stream()
                        .map(Problem::code)
                        .toList());
    }
}
