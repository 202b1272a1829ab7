package dev.tailrace.operators.combine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnionTest {
    private static StreamType stream(Field... fields) {
        return StreamType.rows(Schema.of(fields));
    }

    private static OperatorHarness<Union.Settings> union(StreamType... inputs) {
        return OperatorHarness.of(new Union(), new Union.Settings()).input("in", inputs);
    }

    @Test
    void allRowsOfAllInputsGoOn() {
        var result = union(stream(Field.required("n", DataType.INT)), stream(Field.of("n", DataType.INT)))
                .rows("in", 0, Row.of(1), Row.of(2))
                .rows("in", 1, Row.of(1), Row.of((Integer) null))
                .run();
        assertEquals(4, result.rows().size());
        assertTrue(result.output().ports().get("out").schema().field(0).nullable());
    }

    @Test
    void theFirstColumnThatDiffersIsNamed() {
        Problem problem = union(
                        stream(Field.of("a", DataType.INT), Field.of("b", DataType.INT)),
                        stream(Field.of("a", DataType.INT), Field.of("b", DataType.BIGINT)))
                .problems()
                .get(0);
        assertEquals("operators.union.column-type", problem.code());
        assertEquals(List.of(2, "b", DataType.BIGINT, DataType.INT), problem.arguments());
    }

    @Test
    void otherOrdersMissingAndFurtherColumnsAreRefused() {
        Field a = Field.of("a", DataType.INT);
        Field b = Field.of("b", DataType.INT);
        assertEquals(
                "operators.union.column-order",
                union(stream(a, b), stream(b, a)).problems().get(0).code());
        assertEquals(
                "operators.union.column-missing",
                union(stream(a, b), stream(a)).problems().get(0).code());
        assertEquals(
                "operators.union.column-extra",
                union(stream(a), stream(a, b)).problems().get(0).code());
    }

    @Test
    void theEventTimeStaysIfAllInputsHaveTheSame() {
        StreamType timed = stream(Field.of("t", DataType.TIMESTAMP)).withEventTime("t");
        assertEquals("t", union(timed, timed).run().output().ports().get("out").eventTime());
        assertEquals(
                List.of("operators.union.event-time"),
                union(timed, stream(Field.of("t", DataType.TIMESTAMP))).problems().stream()
                        .map(Problem::code)
                        .toList());
    }
}
