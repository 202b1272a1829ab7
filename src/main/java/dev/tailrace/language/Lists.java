package dev.tailrace.language;

import dev.tailrace.data.Problem;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/**
 * IN and NOT IN. Flink converts the members of a list to the type of the value, 8.5 to 8 and 4294967303 to 7 for an INT;
 * it finds them then, where {@code =} does not. Members that this would change are refused.
 */
final class Lists {
    private Lists() {}

    /**
     * IN as comparisons, each with the types of its own two sides: the validator would convert the members to the type
     * of the value, 8.5 to 8.
     */
    static SqlNode comparisons(SqlCall call) {
        SqlNode list = call.operand(1);
        if (!(list instanceof SqlNodeList members)) {
            throw new Refusal(call, Problem.error("language.sub-query"));
        }
        SqlParserPos pos = call.getParserPosition();
        SqlNode any = anyOf(call.operand(0), members.getList(), pos);
        return call.getKind() == SqlKind.IN ? any : SqlStdOperatorTable.NOT.createCall(pos, any);
    }

    /** Halved again and again, so that a long list does not nest deeply. */
    private static SqlNode anyOf(SqlNode value, List<? extends @Nullable SqlNode> members, SqlParserPos pos) {
        int size = members.size();
        if (size == 1) {
            return Operators.MEMBER.createCall(pos, value, members.get(0));
        }
        return SqlStdOperatorTable.OR.createCall(
                pos,
                anyOf(value, members.subList(0, size / 2), pos),
                anyOf(value, members.subList(size / 2, size), pos));
    }

    /** Refuses a member that Flink would change before it compares. */
    static void refuseChanged(SqlCall comparison, SqlValidator validator) {
        SqlNode member = comparison.operand(1);
        RelDataType type = Mistakes.typeOf(comparison.operand(0), validator);
        RelDataType memberType = Mistakes.typeOf(member, validator);
        if (type == null || memberType == null || !FlinkTypes.isNumber(type) || !FlinkTypes.isNumber(memberType)) {
            return;
        }
        BigDecimal number = number(member);
        boolean isKept = number == null ? isNoWider(memberType, type) : isKept(number, memberType, type);
        if (!isKept) {
            throw new Refusal(member, Problem.error("language.list-member", member.toString(), FlinkTypes.name(type)));
        }
    }

    private static boolean isNoWider(RelDataType member, RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DOUBLE
                || type.getSqlTypeName() == member.getSqlTypeName()
                || FlinkTypes.isInteger(type)
                        && FlinkTypes.isInteger(member)
                        && FlinkTypes.digits(member) <= FlinkTypes.digits(type);
    }

    /** The value of a literal with or without a sign, or null for anything else. */
    private static @Nullable BigDecimal number(SqlNode node) {
        if (node instanceof SqlNumericLiteral literal) {
            return literal.bigDecimalValue();
        }
        if (node.getKind() != SqlKind.MINUS_PREFIX && node.getKind() != SqlKind.PLUS_PREFIX) {
            return null;
        }
        BigDecimal number = number(((SqlCall) node).operand(0));
        return number == null || node.getKind() == SqlKind.PLUS_PREFIX ? number : number.negate();
    }

    private static boolean isKept(BigDecimal number, RelDataType member, RelDataType type) {
        int bits =
                switch (type.getSqlTypeName()) {
                    case TINYINT -> Byte.SIZE;
                    case SMALLINT -> Short.SIZE;
                    case INTEGER -> Integer.SIZE;
                    case BIGINT -> Long.SIZE;
                    default -> 0;
                };
        if (bits > 0) {
            BigDecimal plain = number.stripTrailingZeros();
            // A far exponent would make a number of that many digits.
            long digits = (long) plain.precision() - plain.scale();
            return plain.scale() <= 0
                    && digits < Long.SIZE
                    && plain.toBigInteger().bitLength() < bits;
        }
        return switch (type.getSqlTypeName()) {
            case FLOAT -> isFloat(number);
            case DECIMAL -> !FlinkTypes.isApproximate(member);
            default -> true;
        };
    }

    /** Whether there is a FLOAT of just this value. */
    static boolean isFloat(BigDecimal number) {
        float nearest = number.floatValue();
        return Float.isFinite(nearest) && new BigDecimal(nearest).compareTo(number) == 0;
    }
}
