package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operators.shape.Derive.DerivedColumn;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeriveTest {
    private static final StreamType INPUT = new StreamType(
            Schema.of(Field.of("a", DataType.INT), Field.of("b", DataType.INT), Field.of("t", DataType.TIMESTAMP)),
            false,
            "t");
    private static final LocalDateTime NOON = LocalDateTime.of(2024, 1, 1, 12, 0);

    private static OperatorHarness<Derive.Settings> derive(ErrorPolicy policy, DerivedColumn... columns) {
        return OperatorHarness.of(new Derive(), new Derive.Settings(List.of(columns), policy))
                .input("in", INPUT)
                .inOrder();
    }

    @Test
    void newColumnsComeLastAndOldOnesKeepTheirPlace() {
        var result = derive(
                        ErrorPolicy.STOP,
                        new DerivedColumn("sum", "a + b"),
                        new DerivedColumn("a", "CAST(a AS STRING)"))
                .rows(Row.of(1, 2, NOON))
                .run();
        assertEquals(
                List.of("a", "b", "t", "sum"),
                result.output().ports().get("out").schema().names());
        assertEquals(List.of(Row.of("1", 2, NOON, 3)), result.rows());
    }

    @Test
    void expressionsSeeTheRowAsItCameIn() {
        var result = derive(ErrorPolicy.STOP, new DerivedColumn("a", "b"), new DerivedColumn("b", "a"))
                .rows(Row.of(1, 2, NOON))
                .run();
        assertEquals(List.of(Row.of(2, 1, NOON)), result.rows());
    }

    @Test
    void aReplacedEventTimeColumnIsNoEventTime() {
        var result = derive(ErrorPolicy.STOP, new DerivedColumn("t", "t + INTERVAL '1' HOUR"))
                .rows(Row.of(1, 2, NOON))
                .run();
        assertNull(result.output().ports().get("out").eventTime());
        assertEquals("t", INPUT.eventTime());
    }

    @Test
    void failingRowsAreSkippedAndCounted() {
        var result = derive(ErrorPolicy.SKIP, new DerivedColumn("q", "a / b"))
                .wired("out")
                .rows(Row.of(1, 0, NOON), Row.of(6, 3, NOON), Row.of(7, 0, NOON))
                .run();
        assertEquals(List.of(Row.of(6, 3, NOON, 2)), result.rows());
        assertEquals(2, result.errors());
    }
}
