package dev.tailrace.language;

import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** A condition that is several, each of which must be TRUE. */
final class Conjunction {
    private Conjunction() {}

    /**
     * Two conditions that, one after the other, let the same rows pass and fail for the same rows as the condition: the
     * second one is not asked where the first one is NULL, so it must not fail there. Empty if there are no such two.
     */
    static List<Expression> halves(Expression condition) {
        if (!(condition.rex() instanceof RexCall and) || and.getKind() != SqlKind.AND) {
            return List.of();
        }
        List<RexNode> parts = and.getOperands();
        if (parts.size() == 1) {
            return List.of();
        }
        RexNode first = joined(and, parts.subList(0, parts.size() / 2));
        RexNode second = joined(and, parts.subList(parts.size() / 2, parts.size()));
        return first.getType().isNullable() && !Failures.areImpossible(second)
                ? List.of()
                : List.of(condition.with(first), condition.with(second));
    }

    private static RexNode joined(RexCall and, List<RexNode> parts) {
        return parts.size() == 1 ? parts.get(0) : and.clone(and.getType(), parts);
    }
}
