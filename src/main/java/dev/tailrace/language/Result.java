package dev.tailrace.language;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Static;

/** What types functions give. Those named {@code ..._OR_NULL} may be NULL whatever the arguments are. */
final class Result {
    static final SqlReturnTypeInference TEXT = call -> ifAnyNull(call, string(call));
    static final SqlReturnTypeInference TEXT_OR_NULL = call -> nullable(call, string(call), true);
    static final SqlReturnTypeInference BOOLEAN = call -> ifAnyNull(call, plain(call, SqlTypeName.BOOLEAN));
    static final SqlReturnTypeInference BOOLEAN_OR_NULL =
            call -> nullable(call, plain(call, SqlTypeName.BOOLEAN), true);
    /** True or false, whatever the arguments are. */
    static final SqlReturnTypeInference TRUTH = call -> nullable(call, plain(call, SqlTypeName.BOOLEAN), false);

    static final SqlReturnTypeInference INT = call -> ifAnyNull(call, plain(call, SqlTypeName.INTEGER));
    static final SqlReturnTypeInference INT_OR_NULL = call -> nullable(call, plain(call, SqlTypeName.INTEGER), true);

    static final SqlReturnTypeInference BIGINT_OR_NULL = call -> nullable(call, plain(call, SqlTypeName.BIGINT), true);

    private Result() {}

    private static RelDataType plain(SqlOperatorBinding call, SqlTypeName name) {
        return call.getTypeFactory().createSqlType(name);
    }

    private static RelDataType string(SqlOperatorBinding call) {
        return call.getTypeFactory().createSqlType(SqlTypeName.VARCHAR, Integer.MAX_VALUE);
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
