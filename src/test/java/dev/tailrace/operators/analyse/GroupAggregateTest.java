package dev.tailrace.operators.analyse;

import static dev.tailrace.operator.aggregate.AggregateFunction.AVG;
import static dev.tailrace.operator.aggregate.AggregateFunction.COUNT;
import static dev.tailrace.operator.aggregate.AggregateFunction.LAST_VALUE;
import static dev.tailrace.operator.aggregate.AggregateFunction.MAX;
import static dev.tailrace.operator.aggregate.AggregateFunction.MIN;
import static dev.tailrace.operator.aggregate.AggregateFunction.SUM;
import static dev.tailrace.operators.analyse.Changelog.after;
import static dev.tailrace.operators.analyse.Changelog.before;
import static dev.tailrace.operators.analyse.Changelog.delete;
import static dev.tailrace.operators.analyse.Changelog.folded;
import static dev.tailrace.operators.analyse.Changelog.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.aggregate.AggregateColumn;
import dev.tailrace.operators.analyse.GroupAggregate.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupAggregateTest {
    private static final Schema SCHEMA = Schema.of(Field.of("k", DataType.STRING), Field.of("v", DataType.INT));
    private static final StreamType CHANGES = new StreamType(SCHEMA, true, null);

    private static OperatorHarness<Settings> grouping(List<String> groupBy, AggregateColumn... aggregates) {
        return OperatorHarness.of(
                new GroupAggregate(), new Settings(groupBy, List.of(aggregates), null, ErrorPolicy.STOP));
    }

    private static OperatorHarness<Settings> countAndSum() {
        return grouping(List.of("k"), AggregateColumn.countOf("n"), AggregateColumn.of("total", SUM, "v"));
    }

    @Test
    void resultsAreInsertedAndUpdated() {
        var result = countAndSum()
                .input(SCHEMA)
                .rows(insert("a", 1), insert("b", 2))
                .watermark(1)
                .rows(insert("a", 3), insert("a", 4))
                .run();
        assertEquals(
                List.of(insert("a", 1L, 1), insert("b", 1L, 2), before("a", 1L, 1), after("a", 3L, 8)), result.rows());
    }

    @Test
    void aResultThatStaysTheSameIsNotSent() {
        var result = grouping(List.of("k"), AggregateColumn.of("most", MAX, "v"))
                .input(SCHEMA)
                .rows(insert("a", 5))
                .watermark(1)
                .rows(insert("a", 3), insert("a", null))
                .run();
        assertEquals(List.of(insert("a", 5)), result.rows());
    }

    @Test
    void aGroupWhoseLastRowIsTakenBackIsDeletedAndMayComeAgain() {
        var result = countAndSum()
                .input("in", CHANGES)
                .rows(insert("a", 1), insert("b", 2))
                .watermark(1)
                .rows(delete("a", 1))
                .watermark(2)
                .rows(insert("a", null))
                .run();
        assertEquals(
                List.of(insert("a", 1L, 1), insert("b", 1L, 2), delete("a", 1L, 1), insert("a", 1L, null)),
                result.rows());
    }

    @Test
    void updatesMoveRowsFromGroupToGroup() {
        var result = countAndSum()
                .input("in", CHANGES)
                .rows(insert("a", 1), insert("a", 2), before("a", 2), after("b", 2))
                .run();
        assertEquals(List.of(insert("a", 1L, 1), insert("b", 1L, 2)), folded(result.rows()));
    }

    @Test
    void theNextExtremeIsFoundWhenOneIsTakenBack() {
        var result = grouping(
                        List.of(), AggregateColumn.of("least", MIN, "v"), AggregateColumn.of("greatest", MAX, "v"))
                .input("in", CHANGES)
                .rows(insert("a", 1), insert("a", 5), insert("a", 5), insert("a", 3), delete("a", 5))
                .watermark(1)
                .rows(delete("a", 5), delete("a", 1))
                .run();
        assertEquals(List.of(insert(1, 5), before(1, 5), after(3, 3)), result.rows());
    }

    @Test
    void aValueStaysDistinctUntilItsLastRowIsTakenBack() {
        var result = grouping(List.of(), AggregateColumn.of("n", COUNT, "v").distinctly())
                .input("in", CHANGES)
                .rows(insert("a", 1), insert("a", 1), insert("a", 2), delete("a", 1))
                .watermark(1)
                .rows(delete("a", 1))
                .run();
        assertEquals(List.of(insert(2L), before(2L), after(1L)), result.rows());
    }

    @Test
    void valuesAndGroupsThatHaveGoneLeaveNothingBehind() {
        var harness = grouping(
                        List.of("k"),
                        AggregateColumn.of("most", MAX, "v"),
                        AggregateColumn.of("n", COUNT, "v").distinctly())
                .input("in", CHANGES);
        for (int i = 0; i < 200; i++) {
            harness.rows(insert("k" + i, i), insert("all", i));
            if (i >= 10) {
                harness.rows(delete("k" + (i - 10), i - 10), delete("all", i - 10));
            }
        }
        List<Row> expected = new ArrayList<>(List.of(insert("all", 199, 10L)));
        for (int i = 190; i < 200; i++) {
            expected.add(insert("k" + i, i, 1L));
        }
        new RowComparison(false, true).assertSame(expected, harness.run().rows(), "what is left");
    }

    @Test
    void withoutAggregatesGroupsAreDistinctRows() {
        var result = grouping(List.of("k", "v"))
                .input(SCHEMA)
                .rows(insert("a", 1), insert(null, null), insert("a", 1), insert(null, null), insert("a", null))
                .run();
        assertEquals(List.of(insert("a", 1), insert(null, null), insert("a", null)), result.rows());
    }

    @Test
    void aRowThatWasNeverGivenCannotBeTakenBack() {
        var result = countAndSum()
                .input("in", CHANGES)
                .rows(insert("a", 1), delete("b", 1))
                .run();
        assertNotNull(result.failure());
        assertEquals("operators.unknown-retraction", result.failure().code());
    }

    @Test
    void failingRowsGoToTheErrorPort() {
        var result = grouping(List.of("k"), AggregateColumn.of("total", SUM, "10 / v"))
                .input("in", CHANGES)
                .rows(insert("a", 2), insert("a", 0), delete("a", 0), insert("b", 0))
                .run();
        assertEquals(List.of(insert("a", 5)), folded(result.rows()));
        assertEquals(
                List.of(RowKind.INSERT, RowKind.DELETE, RowKind.INSERT),
                result.rows("error").stream().map(Row::kind).toList());
    }

    @Test
    void groupsThatAreIdleForTheTtlBeginAnew() {
        var result = OperatorHarness.of(
                        new GroupAggregate(),
                        new Settings(
                                List.of("k"),
                                List.of(AggregateColumn.countOf("n"), AggregateColumn.of("most", MAX, "v")),
                                Duration.ofSeconds(10),
                                ErrorPolicy.STOP))
                .input(SCHEMA)
                .rows(insert("a", 5), insert("b", 1))
                .now(9_000)
                .rows(insert("b", 2))
                .now(10_000)
                .rows(insert("a", 3), insert("b", 3))
                .now(20_000)
                .run();
        assertEquals(
                List.of(
                        insert("a", 1L, 5),
                        insert("b", 1L, 1),
                        before("b", 1L, 1),
                        after("b", 2L, 2),
                        insert("a", 1L, 3),
                        before("b", 2L, 2),
                        after("b", 3L, 3)),
                result.rows());
    }

    @Test
    void warnsOfStateThatOnlyGrows() {
        List<Problem> problems = countAndSum().input(SCHEMA).problems();
        assertEquals(
                List.of("operators.group-aggregate.unbounded"),
                problems.stream().map(Problem::code).toList());
        assertEquals(Problem.Severity.WARNING, problems.get(0).severity());
        assertEquals(
                List.of(),
                grouping(List.of(), AggregateColumn.countOf("n")).input(SCHEMA).problems());
    }

    @Test
    void functionsOfTheOrderOfArrivalRefuseAChangelog() {
        var harness = grouping(List.of(), AggregateColumn.countOf("n"), AggregateColumn.of("latest", LAST_VALUE, "v"));
        assertEquals(List.of(), harness.input(SCHEMA).problems());
        List<Problem> problems = harness.input("in", CHANGES).problems();
        assertEquals("operators.group-aggregate.only-grows", problems.get(0).code());
        assertEquals("aggregates[1].function", problems.get(0).place());
    }

    @Test
    void needsSomethingToDo() {
        assertEquals(
                List.of("operators.group-aggregate.nothing"),
                grouping(List.of()).input(SCHEMA).problems().stream()
                        .map(Problem::code)
                        .toList());
    }

    private static final Schema MANY = Schema.of(
            Field.of("k", DataType.STRING),
            Field.of("j", DataType.INT),
            Field.of("i", DataType.INT),
            Field.of("p", DataType.decimal(10, 2)),
            Field.of("q", DataType.decimal(30, 4)),
            Field.of("d", DataType.DOUBLE),
            Field.of("s", DataType.STRING),
            Field.of("b", DataType.BOOLEAN));

    private static final List<AggregateColumn> AGGREGATES = List.of(
            AggregateColumn.countOf("n"),
            AggregateColumn.of("count_i", COUNT, "i"),
            AggregateColumn.of("sum_i", SUM, "i"),
            AggregateColumn.of("avg_i", AVG, "i"),
            AggregateColumn.of("sum_p", SUM, "p"),
            AggregateColumn.of("avg_p", AVG, "p"),
            AggregateColumn.of("sum_q", SUM, "q"),
            AggregateColumn.of("sum_d", SUM, "d"),
            AggregateColumn.of("min_i", MIN, "i"),
            AggregateColumn.of("max_d", MAX, "d"),
            AggregateColumn.of("min_q", MIN, "q"),
            AggregateColumn.of("max_s", MAX, "s"),
            AggregateColumn.of("min_b", MIN, "b"),
            AggregateColumn.of("distinct_s", COUNT, "s").distinctly(),
            AggregateColumn.of("distinct_p", SUM, "p").distinctly(),
            AggregateColumn.countOf("positive").where("i > 0"),
            AggregateColumn.of("max_where", MAX, "i").where("b"),
            AggregateColumn.of("distinct_where", COUNT, "i").distinctly().where("b"));

    private static final String EXPECTED =
            """
            SELECT k, j, COUNT(*), COUNT(i), SUM(i), SUM(p), COUNT(p), SUM(q), SUM(d), MIN(i), MAX(d), MIN(q), MAX(s),
              MIN(b), COUNT(DISTINCT s), SUM(DISTINCT p), COUNT(*) FILTER (WHERE i > 0), MAX(i) FILTER (WHERE b),
              COUNT(DISTINCT i) FILTER (WHERE b)
            FROM r GROUP BY k, j""";

    private static Row random(Random random) {
        return Row.of(
                orNull(random, "k" + random.nextInt(4)),
                orNull(random, random.nextInt(3)),
                orNull(random, random.nextInt(20) - 9),
                orNull(random, BigDecimal.valueOf(random.nextInt(40) - 20, 2)),
                orNull(
                        random,
                        new BigDecimal("12345678901234567890.1234")
                                .multiply(BigDecimal.valueOf(random.nextInt(9) - 4))),
                orNull(random, random.nextInt(8) / 4.0 - 1),
                orNull(random, List.of("", "a", "ab", "b", "ü").get(random.nextInt(5))),
                orNull(random, random.nextBoolean()));
    }

    private static Object orNull(Random random, Object value) {
        return random.nextInt(6) == 0 ? null : value;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithDuckDb(long seed) throws SQLException {
        Random random = new Random(seed);
        boolean changes = seed > 1;
        var harness = grouping(List.of("k", "j"), AGGREGATES.toArray(AggregateColumn[]::new))
                .input("in", new StreamType(MANY, changes, null))
                .seed(seed);
        List<Row> table = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            // The table grows, shrinks to nothing, and grows again.
            boolean shrinks = i >= 300 && i < 600;
            if (changes && !table.isEmpty() && random.nextInt(10) < (shrinks ? 9 : 3)) {
                Row gone = table.remove(random.nextInt(table.size()));
                harness.rows(new Row(RowKind.DELETE, gone.values()));
            } else {
                Row row = random(random);
                table.add(row);
                harness.rows(row);
            }
        }
        List<Row> expected = DuckTable.query(MANY, table, List.of(), EXPECTED).stream()
                .map(GroupAggregateTest::expected)
                .toList();
        new RowComparison(false, false)
                .assertSame(expected, folded(harness.run().rows()), "seed " + seed);
    }

    /** DuckDB's averages are DOUBLE, and its sums are wider: they are computed from its sums and counts. */
    private static Row expected(Row found) {
        Long count = (Long) found.get(3);
        Number sumOfI = (Number) found.get(4);
        BigDecimal sumOfP = (BigDecimal) found.get(5);
        Long countOfP = (Long) found.get(6);
        List<Object> values = new ArrayList<>(List.of());
        values.add(found.get(0));
        values.add(found.get(1));
        values.add(found.get(2));
        values.add(count);
        values.add(sumOfI == null ? null : sumOfI.intValue());
        values.add(sumOfI == null ? null : (int) (sumOfI.longValue() / count));
        values.add(sumOfP);
        values.add(sumOfP == null ? null : sumOfP.divide(BigDecimal.valueOf(countOfP), 6, RoundingMode.HALF_UP));
        for (int i = 7; i < found.values().size(); i++) {
            values.add(found.get(i));
        }
        return Row.of(values.toArray());
    }
}
