package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operators.shape.Filter.WhenNull;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FilterTest {
    private static final Schema SCHEMA =
            Schema.of(Field.of("n", DataType.INT), Field.of("text", DataType.STRING), Field.of("unread", DataType.INT));

    private static OperatorHarness<Filter.Settings> filter(String condition, WhenNull whenNull, ErrorPolicy onError) {
        return OperatorHarness.of(new Filter(), new Filter.Settings(condition, whenNull, onError))
                .input(SCHEMA)
                .inOrder();
    }

    @Test
    void rowsPassForWhichTheConditionIsTrue() {
        var result = filter("n > 1", WhenNull.DROP, ErrorPolicy.STOP)
                .rows(Row.of(1, "a", 0), Row.of(2, "b", 0), Row.of(null, "c", 0), Row.of(3, "d", 0))
                .run();
        assertEquals(List.of(Row.of(2, "b", 0), Row.of(3, "d", 0)), result.rows());
    }

    @Test
    void rowsWhoseConditionIsNullMayBeKept() {
        var result = filter("n > 1 -- more than one", WhenNull.KEEP, ErrorPolicy.STOP)
                .rows(Row.of(1, "a", 0), Row.of(null, "c", 0), Row.of(3, "d", 0))
                .run();
        assertEquals(List.of(Row.of(null, "c", 0), Row.of(3, "d", 0)), result.rows());
    }

    @Test
    void failingRowsGoToTheErrorPortWithTheReason() {
        List<Row> rows = new ArrayList<>();
        List<Object> failing = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rows.add(Row.of(i % 7 == 0 ? 0 : i, "row " + i, 0));
            if (i % 7 == 0) {
                failing.add("row " + i);
            }
        }
        var result = filter("10 / n >= 1", WhenNull.DROP, ErrorPolicy.STOP)
                .rows(rows)
                .run();
        assertEquals(9, result.rows().size(), "1 to 10 but for 7");
        assertEquals(
                failing, result.rows("error").stream().map(row -> row.get(1)).toList());
        assertNotNull(result.rows("error").get(0).get(3));
    }

    @Test
    void failingRowsAreCountedAndSkippedIfSoSet() {
        var result = filter("10 / n > 1", WhenNull.DROP, ErrorPolicy.SKIP)
                .wired("out")
                .rows(Row.of(0, "a", 0), Row.of(2, "b", 0), Row.of(0, "c", 0))
                .run();
        assertEquals(List.of(Row.of(2, "b", 0)), result.rows());
        assertEquals(2, result.errors());
    }

    @Test
    void aFailingRowStopsTheRunAndIsShown() {
        var result = filter("10 / n > 1", WhenNull.DROP, ErrorPolicy.STOP)
                .wired("out")
                .rows(Row.of(1, "a", 0), Row.of(2, "b", 0), Row.of(0, "c", 0), Row.of(0, "d", 0))
                .run();
        Problem failure = result.failure();
        assertNotNull(failure);
        assertEquals("operators.row-failed", failure.code());
        assertEquals(List.of(Row.of(0, "c", 0)), result.failedRows());
    }

    @Test
    void aConditionThatIsNotBooleanIsRefused() {
        List<Problem> problems =
                filter("n + 1", WhenNull.DROP, ErrorPolicy.STOP).problems();
        assertEquals(
                List.of("operators.not-a-condition"),
                problems.stream().map(Problem::code).toList());
        assertEquals("condition", problems.get(0).place());
    }

    @Test
    void onlyColumnsThatSomebodyReadsAreDemanded() {
        var placement = new Placement<>(
                "filter",
                new Filter.Settings("n > 1", WhenNull.DROP, ErrorPolicy.STOP),
                Map.of("in", List.of(StreamType.rows(SCHEMA))),
                Set.of("out"),
                Environment.UTC,
                Path.of(""));
        BitSet read = new BitSet();
        read.set(1);
        BitSet expected = new BitSet();
        expected.set(0, 2);
        assertEquals(Map.of("in", expected), new Filter().demand(placement, Map.of("out", read)));
    }
}
