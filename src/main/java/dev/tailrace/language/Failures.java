package dev.tailrace.language;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Tells which expressions fail at no row, whatever it holds. What is not known here may fail. */
final class Failures {
    private Failures() {}

    static boolean areImpossible(RexNode node) {
        if (node instanceof RexInputRef || node instanceof RexLiteral) {
            return true;
        }
        if (node instanceof RexFieldAccess access) {
            return areImpossible(access.getReferenceExpr());
        }
        return node instanceof RexCall call
                && isTotal(call)
                && call.getOperands().stream().allMatch(Failures::areImpossible);
    }

    private static boolean isTotal(RexCall call) {
        return switch (call.getKind()) {
            case AND,
                    OR,
                    NOT,
                    CASE,
                    COALESCE,
                    IS_NULL,
                    IS_NOT_NULL,
                    IS_TRUE,
                    IS_FALSE,
                    IS_NOT_TRUE,
                    IS_NOT_FALSE,
                    EQUALS,
                    NOT_EQUALS,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM -> true;
            case PLUS, MINUS, TIMES, MINUS_PREFIX, PLUS_PREFIX -> FlinkTypes.isNumber(call.getType());
            case DIVIDE -> FlinkTypes.isApproximate(call.getType());
            case LIKE -> call.getOperands().get(1) instanceof RexLiteral;
            case CAST -> isTotalCast(call.getOperands().get(0).getType(), call.getType());
            case SAFE_CAST -> FlinkTypes.isText(call.getOperands().get(0).getType());
            default -> {
                Builtin builtin = Operators.builtin(call.getOperator());
                yield call.getOperator() == SqlStdOperatorTable.CONCAT || builtin != null && builtin.isTotal();
            }
        };
    }

    /** Numbers wrap or become NULL; but NaN is no decimal, and a text need not be what it is read as. */
    private static boolean isTotalCast(RelDataType from, RelDataType to) {
        return FlinkTypes.isNumber(from)
                && FlinkTypes.isNumber(to)
                && !(FlinkTypes.isApproximate(from) && FlinkTypes.isDecimal(to));
    }
}
