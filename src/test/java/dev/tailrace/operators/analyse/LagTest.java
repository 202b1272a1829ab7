package dev.tailrace.operators.analyse;

import static dev.tailrace.operator.aggregate.AggregateFunction.LAG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.aggregate.AggregateColumn;
import dev.tailrace.operators.analyse.OverAggregate.Frame;
import dev.tailrace.operators.analyse.OverAggregate.Settings;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LagTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("t", DataType.TIMESTAMP),
            Field.of("k", DataType.STRING),
            Field.of("n", DataType.INT),
            Field.required("id", DataType.INT));

    private static OperatorHarness<Settings> over(Frame frame, @Nullable Integer rows, AggregateColumn... aggregates) {
        return OperatorHarness.of(
                        new OverAggregate(),
                        new Settings(List.of("k"), frame, rows, null, List.of(aggregates), ErrorPolicy.STOP))
                .input("in", StreamType.rows(SCHEMA).withEventTime("t"))
                .inOrder();
    }

    private static AggregateColumn lag(String name, String argument, int rows, @Nullable String otherwise) {
        return AggregateColumn.of(name, LAG, argument).back(rows, otherwise);
    }

    private static Row row(long millis, @Nullable String key, @Nullable Integer number, int id) {
        LocalDateTime time = Series.at(millis);
        return Row.of(time, key, number, id);
    }

    private static List<List<Object>> lags(List<Row> rows) {
        return rows.stream()
                .map(row -> row.values().subList(SCHEMA.size(), row.values().size()))
                .map(values -> (List<Object>) new ArrayList<Object>(values))
                .toList();
    }

    @Test
    void theRowBeforeIsTheOneBeforeInTime() {
        var result = over(
                        Frame.ROWS,
                        null,
                        lag("one", "n", 1, null),
                        lag("two", "n", 2, "-id"),
                        lag("none", "n", 0, null))
                .rows(
                        row(20, "a", 2, 2),
                        row(10, "a", 1, 1),
                        row(15, "b", 16, 6),
                        row(30, "a", null, 3),
                        row(40, "a", 8, 4))
                .run();
        assertEquals(
                List.of(
                        Arrays.asList(null, -1, 1),
                        Arrays.asList(null, -6, 16),
                        Arrays.asList(1, -2, 2),
                        Arrays.asList(2, 1, null),
                        Arrays.asList(null, 2, 8)),
                lags(result.rows()));
    }

    @Test
    void rowsOfOneTimeInAFrameOfTimeGetWhatTheLastOfThemGets() {
        // As Flink's LAG: RANGE UNBOUNDED PRECEDING takes peers together.
        var result = over(Frame.TIME, null, lag("one", "n", 1, "id"))
                .rows(
                        row(10, "a", 1, 1),
                        row(20, "a", 2, 2),
                        row(20, "a", 3, 3),
                        row(20, "a", 4, 4),
                        row(30, "a", 5, 5))
                .run();
        assertEquals(List.of(List.of(1), List.of(3), List.of(3), List.of(3), List.of(4)), lags(result.rows()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void rowsBeforeAgreeWithDuckDb(long seed) throws SQLException {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int id = 0; id < 400; id++) {
            rows.add(row(
                    10L * id + random.nextInt(40),
                    random.nextInt(6) == 0 ? null : "k" + random.nextInt(3),
                    random.nextInt(5) == 0 ? null : random.nextInt(100),
                    id));
        }
        var result = over(
                        Frame.ROWS,
                        null,
                        lag("a", "n", 1, null),
                        lag("b", "n * 2", 3, "id"),
                        lag("c", "k", 17, "'none'"))
                .seed(seed)
                .rows(rows)
                .run();
        List<Row> expected = DuckTable.query(
                SCHEMA,
                rows,
                List.of(),
                """
                SELECT t, k, n, id, LAG(n) OVER w, LAG(n * 2, 3, id) OVER w, LAG(k, 17, 'none') OVER w FROM r
                WINDOW w AS (PARTITION BY k ORDER BY t, arrival)""");
        new RowComparison(false, false).assertSame(expected, result.rows(), "seed " + seed);
    }

    @Test
    void aValueInsteadThatIsNeverNullMakesTheColumnSo() {
        Settings settings = new Settings(
                List.of("k"),
                Frame.ROWS,
                null,
                null,
                List.of(lag("a", "id", 1, "0"), lag("b", "id", 1, null), lag("c", "n", 1, "0")),
                ErrorPolicy.STOP);
        StreamType stream = OperatorHarness.of(new OverAggregate(), settings)
                .input("in", StreamType.rows(SCHEMA).withEventTime("t"))
                .rows(row(1, "a", 1, 1))
                .run()
                .output()
                .ports()
                .get("out");
        assertNotNull(stream);
        Schema out = stream.schema();
        assertEquals(
                List.of("INT NOT NULL", "INT", "INT"),
                out.fields().subList(SCHEMA.size(), out.size()).stream()
                        .map(Field::typeText)
                        .toList());
    }

    private static List<String> codes(List<Problem> problems) {
        return problems.stream()
                .filter(Problem::isError)
                .map(problem -> problem.code() + " " + problem.place())
                .toList();
    }

    @Test
    void aFrameWithABoundHasNoRowsBefore() {
        assertEquals(
                List.of("operators.over-aggregate.no-frame aggregates[0].function"),
                codes(over(Frame.ROWS, 3, lag("a", "n", 1, null)).problems()));
    }

    @Test
    void groupsHaveNoRowsBefore() {
        var settings =
                new GroupAggregate.Settings(List.of("k"), List.of(lag("a", "n", 1, null)), null, ErrorPolicy.STOP);
        assertEquals(
                List.of("operators.aggregate-of-rows aggregates[0].function"),
                codes(OperatorHarness.of(new GroupAggregate(), settings)
                        .input(SCHEMA)
                        .problems()));
    }

    @Test
    void noRowCanBeLeftOutAndTheValueInsteadHasTheType() {
        assertEquals(
                List.of("operators.aggregate-filter aggregates[0].filter"),
                codes(over(Frame.ROWS, null, lag("a", "n", 1, null).where("n > 3"))
                        .problems()));
        assertEquals(
                List.of("operators.aggregate-otherwise-type aggregates[0].otherwise"),
                codes(over(Frame.ROWS, null, lag("a", "ARRAY[n]", 1, "TRUE")).problems()));
    }
}
