package dev.tailrace.language;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Static;
import org.jspecify.annotations.Nullable;

/** What types functions give. Those named {@code ..._OR_NULL} may be NULL whatever the arguments are. */
final class Result {
    static final SqlReturnTypeInference TEXT = call -> ifAnyNull(call, string(call));
    static final SqlReturnTypeInference TEXT_OR_NULL = call -> nullable(call, string(call), true);
    static final SqlReturnTypeInference TEXT_NOT_NULL = call -> nullable(call, string(call), false);
    static final SqlReturnTypeInference BOOLEAN = call -> ifAnyNull(call, plain(call, SqlTypeName.BOOLEAN));
    static final SqlReturnTypeInference BOOLEAN_OR_NULL =
            call -> nullable(call, plain(call, SqlTypeName.BOOLEAN), true);
    /** True or false, whatever the arguments are. */
    static final SqlReturnTypeInference TRUTH = call -> nullable(call, plain(call, SqlTypeName.BOOLEAN), false);

    static final SqlReturnTypeInference INT = call -> ifAnyNull(call, plain(call, SqlTypeName.INTEGER));
    static final SqlReturnTypeInference INT_OR_NULL = call -> nullable(call, plain(call, SqlTypeName.INTEGER), true);

    static final SqlReturnTypeInference DOUBLE = call -> ifAnyNull(call, plain(call, SqlTypeName.DOUBLE));
    static final SqlReturnTypeInference BIGINT = call -> ifAnyNull(call, plain(call, SqlTypeName.BIGINT));
    static final SqlReturnTypeInference BIGINT_OR_NULL = call -> nullable(call, plain(call, SqlTypeName.BIGINT), true);
    static final SqlReturnTypeInference DATE_OR_NULL = call -> nullable(call, plain(call, SqlTypeName.DATE), true);
    static final SqlReturnTypeInference BYTES = call -> ifAnyNull(call, bytes(call));
    static final SqlReturnTypeInference BYTES_OR_NULL = call -> nullable(call, bytes(call), true);

    /** That of the first argument. */
    static final SqlReturnTypeInference FIRST = call -> ifAnyNull(call, call.getOperandType(0));

    private Result() {}

    private static RelDataType plain(SqlOperatorBinding call, SqlTypeName name) {
        return call.getTypeFactory().createSqlType(name);
    }

    private static RelDataType string(SqlOperatorBinding call) {
        return call.getTypeFactory().createSqlType(SqlTypeName.VARCHAR, Integer.MAX_VALUE);
    }

    private static RelDataType bytes(SqlOperatorBinding call) {
        return call.getTypeFactory().createSqlType(SqlTypeName.VARBINARY, Integer.MAX_VALUE);
    }

    /** The type with precision, which may always be NULL. */
    static SqlReturnTypeInference orNull(SqlTypeName name, int precision) {
        return call -> nullable(call, call.getTypeFactory().createSqlType(name, precision), true);
    }

    /** The type, NULL if one operand is. */
    static RelDataType ifNull(SqlOperatorBinding call, SqlReturnTypeInference type, int operand) {
        RelDataType plain = type.inferReturnType(call);
        return nullable(call, plain, call.getOperandType(operand).isNullable());
    }

    /** NULL if an operand is. */
    static RelDataType ifAnyNull(SqlOperatorBinding call, RelDataType type) {
        return nullable(call, type, call.collectOperandTypes().stream().anyMatch(RelDataType::isNullable));
    }

    static RelDataType nullable(SqlOperatorBinding call, RelDataType type, boolean canBeNull) {
        return call.getTypeFactory().createTypeWithNullability(type, canBeNull);
    }

    /** The type that all operands go into: numbers together, texts together, others only with their like. */
    static RelDataType common(SqlOperatorBinding call) {
        RelDataType first = call.getOperandType(0);
        int[] operands = IntStream.range(0, call.getOperandCount()).toArray();
        for (int operand : operands) {
            RelDataType type = call.getOperandType(operand);
            boolean isAlike = FlinkTypes.isNumber(first) && FlinkTypes.isNumber(type)
                    || FlinkTypes.isText(first) && FlinkTypes.isText(type)
                    || FlinkTypes.isBinary(first) && FlinkTypes.isBinary(type)
                    || first.getSqlTypeName() == type.getSqlTypeName();
            if (!isAlike) {
                throw call.newError(Static.RESOURCE.illegalMixingOfTypes());
            }
        }
        SqlTypeName approximate = approximate(call.collectOperandTypes());
        return approximate == null ? leastRestrictive(call, operands) : plain(call, approximate);
    }

    /**
     * DOUBLE or FLOAT if one of the types is; null if none. The validator takes FLOAT for as wide as DOUBLE, as Flink's
     * does for CASE and IF. For functions, Flink merges the types from left to right, where FLOAT with a DECIMAL behind
     * it becomes DOUBLE, but with one before it stays FLOAT.
     */
    private static @Nullable SqlTypeName approximate(List<RelDataType> types) {
        SqlTypeName merged = null;
        for (RelDataType type : types) {
            boolean isDouble = type.getSqlTypeName() == SqlTypeName.DOUBLE
                    || merged == SqlTypeName.FLOAT && FlinkTypes.isDecimal(type);
            if (isDouble) {
                return SqlTypeName.DOUBLE;
            }
            if (type.getSqlTypeName() == SqlTypeName.FLOAT) {
                merged = SqlTypeName.FLOAT;
            }
        }
        return merged;
    }

    static RelDataType leastRestrictive(SqlOperatorBinding call, int... operands) {
        List<RelDataType> types = new ArrayList<>();
        for (int operand : operands) {
            types.add(call.getOperandType(operand));
        }
        RelDataType common = call.getTypeFactory().leastRestrictive(types);
        if (common == null) {
            throw call.newError(Static.RESOURCE.illegalMixingOfTypes());
        }
        return common;
    }
}
