package dev.tailrace.language;

import dev.tailrace.data.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJsonValueReturning;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Says how calls become row expressions: most as they are, where the standard table would rewrite them into arithmetic
 * with a meaning of its own. Casts are never folded into literals, since Calcite's casts are not Flink's.
 */
final class Convertlets implements SqlRexConvertletTable {
    private final Substitution substitution;

    Convertlets(Substitution substitution) {
        this.substitution = substitution;
    }

    @Override
    public @Nullable SqlRexConvertlet get(SqlCall call) {
        if (call.getKind() == SqlKind.BETWEEN) {
            return this::between;
        }
        if (SqlKind.COMPARISON.contains(call.getKind())) {
            return this::comparison;
        }
        if (call.getKind() == SqlKind.CAST || call.getKind() == SqlKind.SAFE_CAST) {
            return Convertlets::cast;
        }
        if (call.getOperator() == SqlStdOperatorTable.NOT) {
            return Convertlets::not;
        }
        if (call.getOperator() == SqlStdOperatorTable.NOT_LIKE) {
            return Convertlets::notLike;
        }
        Builtin builtin = Operators.builtin(call.getOperator());
        boolean isCompiled = builtin != null && builtin.code() != null
                || call.getOperator() == SqlStdOperatorTable.PERCENT_REMAINDER
                || call.getOperator() == SqlStdOperatorTable.LIKE
                || call.getKind() == SqlKind.IS_DISTINCT_FROM
                || call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
        return isCompiled ? Convertlets::asItIs : StandardConvertletTable.INSTANCE.get(call);
    }

    private RexNode comparison(SqlRexContext context, SqlCall call) {
        refuseIncomparable(context, call);
        if (call.getOperator() != Operators.MEMBER) {
            return asItIs(context, call);
        }
        Lists.refuseChanged(call, context.getValidator());
        RelDataType type = context.getValidator().getValidatedNodeType(call);
        return context.getRexBuilder().makeCall(type, SqlStdOperatorTable.EQUALS, operands(context, call));
    }

    private RexNode between(SqlRexContext context, SqlCall call) {
        refuseIncomparable(context, call);
        RexBuilder builder = context.getRexBuilder();
        RexNode value = context.convertExpression(call.operand(0));
        RexNode inside = builder.makeCall(
                SqlStdOperatorTable.AND,
                builder.makeCall(
                        SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, value, context.convertExpression(call.operand(1))),
                builder.makeCall(
                        SqlStdOperatorTable.LESS_THAN_OR_EQUAL, value, context.convertExpression(call.operand(2))));
        return call.getOperator() == SqlStdOperatorTable.NOT_BETWEEN ? negation(builder, inside) : inside;
    }

    private static RexNode not(SqlRexContext context, SqlCall call) {
        return negation(context.getRexBuilder(), context.convertExpression(call.operand(0)));
    }

    /**
     * NOT moved inwards, as Flink's optimizer moves it: with NaN no order holds, so that neither {@code x < y} nor what
     * is then called its negation, {@code x >= y}, is true.
     */
    private static RexNode negation(RexBuilder builder, RexNode condition) {
        if (!(condition instanceof RexCall call) || !ordersApproximately(condition)) {
            return builder.makeCall(SqlStdOperatorTable.NOT, condition);
        }
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case LESS_THAN -> builder.makeCall(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, operands);
            case LESS_THAN_OR_EQUAL -> builder.makeCall(SqlStdOperatorTable.GREATER_THAN, operands);
            case GREATER_THAN -> builder.makeCall(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, operands);
            case GREATER_THAN_OR_EQUAL -> builder.makeCall(SqlStdOperatorTable.LESS_THAN, operands);
            case AND -> builder.makeCall(SqlStdOperatorTable.OR, negations(builder, operands));
            case OR -> builder.makeCall(SqlStdOperatorTable.AND, negations(builder, operands));
            case NOT -> operands.get(0);
            default -> builder.makeCall(SqlStdOperatorTable.NOT, condition);
        };
    }

    private static boolean ordersApproximately(RexNode condition) {
        return switch (condition.getKind()) {
            case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                ((RexCall) condition)
                        .getOperands().stream().anyMatch(operand -> FlinkTypes.isApproximate(operand.getType()));
            case AND, OR, NOT ->
                ((RexCall) condition).getOperands().stream().anyMatch(Convertlets::ordersApproximately);
            default -> false;
        };
    }

    private static List<RexNode> negations(RexBuilder builder, List<RexNode> conditions) {
        return conditions.stream().map(one -> negation(builder, one)).toList();
    }

    /** The standard table has no negated form of LIKE. */
    private static RexNode notLike(SqlRexContext context, SqlCall call) {
        RexBuilder builder = context.getRexBuilder();
        RelDataType type = context.getValidator().getValidatedNodeType(call);
        return builder.makeCall(
                SqlStdOperatorTable.NOT, builder.makeCall(type, SqlStdOperatorTable.LIKE, operands(context, call)));
    }

    private void refuseIncomparable(SqlRexContext context, SqlCall call) {
        Problem problem = Mistakes.comparison(substitution, call, context.getValidator());
        if (problem != null) {
            throw new Refusal(call, problem);
        }
    }

    private static RexNode cast(SqlRexContext context, SqlCall call) {
        RexBuilder builder = context.getRexBuilder();
        RexNode operand = context.convertExpression(call.operand(0));
        RelDataType type = context.getValidator().getValidatedNodeType(call);
        if (call.getKind() == SqlKind.SAFE_CAST) {
            return builder.makeCall(type, call.getOperator(), List.of(operand));
        }
        if (!(call.operand(1) instanceof SqlDataTypeSpec)) {
            throw new IllegalStateException("a cast to " + call.operand(1));
        }
        return builder.makeAbstractCast(type, operand);
    }

    private static RexNode asItIs(SqlRexContext context, SqlCall call) {
        RelDataType type = context.getValidator().getValidatedNodeType(call);
        return context.getRexBuilder().makeCall(type, call.getOperator(), operands(context, call));
    }

    private static List<RexNode> operands(SqlRexContext context, SqlCall call) {
        List<RexNode> operands = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            boolean isInType = operand instanceof SqlDataTypeSpec
                    || operand instanceof SqlLiteral symbol && symbol.getValue() instanceof SqlJsonValueReturning;
            if (isInType) {
                continue;
            }
            operands.add(
                    operand instanceof SqlIntervalQualifier unit
                            ? context.getRexBuilder().makeFlag(unit.getUnit())
                            : context.convertExpression(operand));
        }
        return operands;
    }
}
