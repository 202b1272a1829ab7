package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AssertTest {
    private static final Schema SCHEMA = Schema.of(Field.of("id", DataType.INT), Field.of("v", DataType.INT));
    private static final Assert.Rule[] RULES = {
        new Assert.Rule("v >= 0", null), new Assert.Rule("100 / v > 9 -- small", "v is too great")
    };

    private static OperatorHarness<Assert.Settings> asserting(ErrorPolicy policy, Assert.Rule... rules) {
        return OperatorHarness.of(new Assert(), new Assert.Settings(List.of(rules), policy))
                .input("in", new StreamType(SCHEMA, true, null))
                .inOrder();
    }

    @Test
    void rowsThatViolateARuleGoToTheErrorPortWithTheFirstSuchRule() {
        var result = asserting(ErrorPolicy.STOP, RULES)
                .rows(Row.of(1, 5), Row.of(2, -1), Row.of(3, 50), Row.of(4, null), Row.of(5, 10))
                .run();
        assertEquals(List.of(Row.of(1, 5), Row.of(4, null), Row.of(5, 10)), result.rows());
        assertEquals(
                List.of(Row.of(2, -1, "This does not hold: v >= 0"), Row.of(3, 50, "v is too great")),
                result.rows("error"));
    }

    @Test
    void rowsWhoseConditionCannotBeComputedFailToo() {
        var result = asserting(ErrorPolicy.STOP, RULES)
                .rows(Row.of(1, 5), Row.of(2, 0), new Row(RowKind.DELETE, Row.of(1, 5).values()))
                .run();
        assertEquals(
                List.of(Row.of(1, 5), new Row(RowKind.DELETE, Row.of(1, 5).values())), result.rows());
        assertEquals(2, result.rows("error").get(0).get(0));
    }

    @Test
    void theRunStopsAtAViolation() {
        var result = asserting(ErrorPolicy.STOP, RULES)
                .wired("out")
                .rows(Row.of(1, 5), Row.of(2, -1))
                .run();
        assertEquals("operators.assert.violated", result.failure().code());
    }

    @Test
    void violationsAreCountedAndSkipped() {
        var result = asserting(ErrorPolicy.SKIP, RULES)
                .wired("out")
                .rows(Row.of(1, -5), Row.of(2, 1), Row.of(3, 99), Row.of(4, 0))
                .run();
        assertEquals(List.of(Row.of(2, 1)), result.rows());
        assertEquals(3, result.errors());
    }

    @Test
    void rulesAreConditions() {
        assertEquals(
                "operators.assert.no-rules",
                asserting(ErrorPolicy.STOP).problems().get(0).code());
        assertEquals(
                "operators.not-a-condition",
                asserting(ErrorPolicy.STOP, new Assert.Rule("v + 1", null))
                        .problems()
                        .get(0)
                        .code());
    }
}
