package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operators.shape.Route.Branch;
import dev.tailrace.operators.shape.Route.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RouteTest {
    private static final Branch BIG = new Branch("big", "n > 10");
    private static final Branch EVEN = new Branch("even", "MOD(n, 2) = 0");

    private static OperatorHarness<Route.Settings> route(Mode mode, Branch... branches) {
        return OperatorHarness.of(new Route(), new Route.Settings(List.of(branches), mode, ErrorPolicy.STOP))
                .input(Schema.of(Field.of("n", DataType.INT)))
                .inOrder();
    }

    @Test
    void aRowTakesTheFirstBranchThatHolds() {
        var result = route(Mode.FIRST_MATCH, BIG, EVEN)
                .rows(Row.of(12), Row.of(4), Row.of(3), Row.of((Integer) null), Row.of(13))
                .run();
        assertEquals(List.of(Row.of(12), Row.of(13)), result.rows("big"));
        assertEquals(List.of(Row.of(4)), result.rows("even"));
        assertEquals(List.of(Row.of(3), Row.of((Integer) null)), result.rows("rest"));
    }

    @Test
    void aRowMayTakeEveryBranchThatHolds() {
        var result = route(Mode.EVERY_MATCH, BIG, EVEN)
                .rows(Row.of(12), Row.of(4), Row.of(3))
                .run();
        assertEquals(List.of(Row.of(12)), result.rows("big"));
        assertEquals(List.of(Row.of(12), Row.of(4)), result.rows("even"));
        assertEquals(List.of(Row.of(3)), result.rows("rest"));
    }

    @Test
    void aFailingRowTakesNoBranch() {
        var result = route(Mode.FIRST_MATCH, BIG, new Branch("odd-quotient", "100 / n > 5"))
                .rows(Row.of(0), Row.of(11), Row.of(2))
                .run();
        assertEquals(List.of(Row.of(11)), result.rows("big"));
        assertEquals(List.of(Row.of(2)), result.rows("odd-quotient"));
        assertEquals(0, result.rows("error").get(0).get(0));
    }

    @Test
    void aNameThatCannotBeAPortIsRefusedWithABetterOne() {
        Problem problem = route(Mode.FIRST_MATCH, new Branch("Very big ones", "n > 1"))
                .problems()
                .get(0);
        assertEquals("operators.route.port-name", problem.code());
        assertEquals("very-big-ones", ((Problem.Fix.ReplaceText) problem.fixes().get(0)).replacement());
    }
}
