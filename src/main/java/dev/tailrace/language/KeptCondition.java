package dev.tailrace.language;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * A condition whose result is kept, such as that of a FILTER, rather than decided upon: whether an integer is less
 * than another one, or several of that. It is computed without a branch, which often cannot be foretold and then costs more
 * than all of it; the just-in-time compiler makes a branch of a plain comparison now and then.
 */
final class KeptCondition {
    private static final Set<SqlKind> ORDERS =
            Set.of(SqlKind.LESS_THAN, SqlKind.LESS_THAN_OR_EQUAL, SqlKind.GREATER_THAN, SqlKind.GREATER_THAN_OR_EQUAL);

    /** More comparisons than these are not all made where the first one decides. */
    private static final int MOST_AT_ONCE = 4;

    private KeptCondition() {}

    /** The condition without a branch, or null if it is not of columns and literals that are never NULL. */
    static @Nullable Term of(Translation translation, RexNode condition) {
        if (!(condition instanceof RexCall call)) {
            return null;
        }
        boolean isJunction = call.getKind() == SqlKind.AND || call.getKind() == SqlKind.OR;
        List<RexNode> orders = isJunction ? call.getOperands() : List.of(call);
        if (orders.size() > MOST_AT_ONCE || !orders.stream().allMatch(KeptCondition::isOrder)) {
            return null;
        }
        String bits = orders.stream()
                .map(order -> bit(translation, (RexCall) order))
                .collect(Collectors.joining(call.getKind() == SqlKind.OR ? " | " : " & "));
        return translation.code().pure(call.getType(), List.of(), "(" + bits + ") != 0");
    }

    private static boolean isOrder(RexNode node) {
        return node instanceof RexCall comparison
                && ORDERS.contains(comparison.getKind())
                && comparison.getOperands().stream().allMatch(KeptCondition::isAtHand);
    }

    private static boolean isAtHand(RexNode value) {
        RelDataType type = value.getType();
        if (!(value instanceof RexInputRef || value instanceof RexLiteral) || type.isNullable()) {
            return false;
        }
        return switch (type.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT -> true;
            default -> false;
        };
    }

    private static String bit(Translation translation, RexCall order) {
        Term left = translation.term(order.getOperands().get(0));
        Term right = translation.term(order.getOperands().get(1));
        return switch (order.getKind()) {
            case LESS_THAN -> less(left, right);
            case GREATER_THAN -> less(right, left);
            case GREATER_THAN_OR_EQUAL -> "(" + less(left, right) + " ^ 1)";
            default -> "(" + less(right, left) + " ^ 1)";
        };
    }

    private static String less(Term left, Term right) {
        return "Bits.less(" + left.value() + ", " + right.value() + ")";
    }
}
