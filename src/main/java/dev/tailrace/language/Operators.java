package dev.tailrace.language;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.util.ListSqlOperatorTable;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Static;

/**
 * The operators that expressions may use: those of the standard table that mean the same here as in Flink, and
 * functions of our own under Flink's names and with its result types. Nothing else is ever looked up, because functions
 * of the same name mean different things in different libraries.
 */
final class Operators {
    private static final SqlReturnTypeInference STRING = ReturnTypes.explicit(SqlTypeName.VARCHAR, Integer.MAX_VALUE);
    private static final SqlReturnTypeInference STRING_IF_NOT_NULL = STRING.andThen(SqlTypeTransforms.TO_NULLABLE);

    static final SqlFunction CONCAT = function(
            "CONCAT", STRING_IF_NOT_NULL, OperandTypes.repeat(SqlOperandCountRanges.from(1), OperandTypes.CHARACTER));
    static final SqlFunction REPLACE = function(
            "REPLACE",
            STRING_IF_NOT_NULL,
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER));
    static final SqlFunction ROUND = function(
            "ROUND",
            Operators::roundType,
            OperandTypes.or(OperandTypes.NUMERIC, OperandTypes.family(SqlTypeFamily.NUMERIC, SqlTypeFamily.INTEGER)));
    static final SqlFunction TO_TIMESTAMP = function(
            "TO_TIMESTAMP",
            ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 3).andThen(SqlTypeTransforms.FORCE_NULLABLE),
            OperandTypes.or(
                    OperandTypes.CHARACTER, OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER)));
    static final SqlFunction TO_TIMESTAMP_LTZ = function(
            "TO_TIMESTAMP_LTZ",
            ReturnTypes.explicit(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 3)
                    .andThen(SqlTypeTransforms.FORCE_NULLABLE),
            OperandTypes.family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER));
    static final SqlFunction DATE_FORMAT = function(
            "DATE_FORMAT",
            STRING.andThen(SqlTypeTransforms.FORCE_NULLABLE),
            OperandTypes.family(SqlTypeFamily.TIMESTAMP, SqlTypeFamily.CHARACTER));
    static final SqlFunction IF = function(
            "IF",
            binding -> binding.getTypeFactory()
                    .createTypeWithNullability(
                            leastRestrictive(binding, 1, 2),
                            binding.getOperandType(0).isNullable()
                                    || binding.getOperandType(1).isNullable()
                                    || binding.getOperandType(2).isNullable()),
            OperandTypes.family(SqlTypeFamily.BOOLEAN, SqlTypeFamily.ANY, SqlTypeFamily.ANY));
    /** A negative length gives NULL, so with a length the result may always be NULL. */
    static final SqlFunction SUBSTRING = function(
            "SUBSTRING",
            ReturnTypes.ARG0_NULLABLE_VARYING.andThen((binding, type) -> binding.getOperandCount() == 3
                    ? binding.getTypeFactory().createTypeWithNullability(type, true)
                    : type),
            OperandTypes.or(
                    OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER),
                    OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER)));

    /** What IN compares a member with: as equality, but the member first becomes one of the value's type, 8.5 is 8. */
    static final SqlOperator IN_EQUALS =
            new SqlBinaryOperator(
                    "=",
                    SqlKind.EQUALS,
                    SqlStdOperatorTable.EQUALS.getLeftPrec(),
                    true,
                    ReturnTypes.BOOLEAN_NULLABLE,
                    InferTypes.FIRST_KNOWN,
                    OperandTypes.COMPARABLE_UNORDERED_COMPARABLE_UNORDERED) {
                @Override
                public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
                    // The usual way looks the name up, and would find the plain one.
                    call.getOperandList().forEach(operand -> validator.deriveType(scope, operand));
                    return validateOperands(validator, scope, call);
                }
            };

    static final SqlFunction TRY_CAST =
            new SqlFunction(
                    "TRY_CAST",
                    SqlKind.SAFE_CAST,
                    binding -> binding.getTypeFactory().createTypeWithNullability(binding.getOperandType(1), true),
                    InferTypes.FIRST_KNOWN,
                    OperandTypes.ANY_ANY,
                    SqlFunctionCategory.SYSTEM) {
                @Override
                public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
                    // The second operand is a type, which has no type of its own to be derived in the usual way.
                    validator.deriveType(scope, call.operand(0));
                    RelDataType target = ((SqlDataTypeSpec) call.operand(1)).deriveType(validator);
                    return validator.getTypeFactory().createTypeWithNullability(target, true);
                }
            };

    private static final List<SqlOperator> OFFERED = List.of(
            SqlStdOperatorTable.PLUS,
            SqlStdOperatorTable.MINUS,
            SqlStdOperatorTable.MULTIPLY,
            SqlStdOperatorTable.DIVIDE,
            SqlStdOperatorTable.PERCENT_REMAINDER,
            SqlStdOperatorTable.MOD,
            SqlStdOperatorTable.UNARY_MINUS,
            SqlStdOperatorTable.UNARY_PLUS,
            SqlStdOperatorTable.DATETIME_PLUS,
            SqlStdOperatorTable.MINUS_DATE,
            SqlStdOperatorTable.EQUALS,
            SqlStdOperatorTable.NOT_EQUALS,
            SqlStdOperatorTable.LESS_THAN,
            SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
            SqlStdOperatorTable.GREATER_THAN,
            SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
            SqlStdOperatorTable.BETWEEN,
            SqlStdOperatorTable.NOT_BETWEEN,
            SqlStdOperatorTable.IN,
            SqlStdOperatorTable.NOT_IN,
            SqlStdOperatorTable.AND,
            SqlStdOperatorTable.OR,
            SqlStdOperatorTable.NOT,
            SqlStdOperatorTable.IS_NULL,
            SqlStdOperatorTable.IS_NOT_NULL,
            SqlStdOperatorTable.IS_TRUE,
            SqlStdOperatorTable.IS_NOT_TRUE,
            SqlStdOperatorTable.IS_FALSE,
            SqlStdOperatorTable.IS_NOT_FALSE,
            SqlStdOperatorTable.IS_UNKNOWN,
            SqlStdOperatorTable.IS_NOT_UNKNOWN,
            SqlStdOperatorTable.IS_DISTINCT_FROM,
            SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
            SqlStdOperatorTable.CASE,
            SqlStdOperatorTable.COALESCE,
            SqlStdOperatorTable.NULLIF,
            SqlStdOperatorTable.CAST,
            SqlStdOperatorTable.LIKE,
            SqlStdOperatorTable.NOT_LIKE,
            SqlStdOperatorTable.UPPER,
            SqlStdOperatorTable.LOWER,
            SqlStdOperatorTable.TRIM,
            SUBSTRING,
            SqlStdOperatorTable.CONCAT,
            SqlStdOperatorTable.POSITION,
            SqlStdOperatorTable.CHAR_LENGTH,
            SqlStdOperatorTable.CHARACTER_LENGTH,
            SqlStdOperatorTable.ABS,
            SqlStdOperatorTable.FLOOR,
            SqlStdOperatorTable.CEIL,
            SqlStdOperatorTable.EXTRACT,
            SqlStdOperatorTable.YEAR,
            SqlStdOperatorTable.QUARTER,
            SqlStdOperatorTable.MONTH,
            SqlStdOperatorTable.WEEK,
            SqlStdOperatorTable.DAYOFYEAR,
            SqlStdOperatorTable.DAYOFMONTH,
            SqlStdOperatorTable.DAYOFWEEK,
            SqlStdOperatorTable.HOUR,
            SqlStdOperatorTable.MINUTE,
            SqlStdOperatorTable.SECOND,
            SqlStdOperatorTable.TIMESTAMP_ADD,
            SqlStdOperatorTable.TIMESTAMP_DIFF,
            CONCAT,
            REPLACE,
            ROUND,
            TO_TIMESTAMP,
            TO_TIMESTAMP_LTZ,
            DATE_FORMAT,
            IF,
            TRY_CAST);

    /** Never added to. It has an index by name, which is why there is one for all checks. */
    private static final SqlOperatorTable TABLE = new ListSqlOperatorTable(OFFERED);

    private static final Set<SqlOperator> OFFERED_SET = Set.copyOf(OFFERED);

    private Operators() {}

    static SqlOperatorTable table() {
        return TABLE;
    }

    static boolean isOffered(SqlOperator operator) {
        return OFFERED_SET.contains(operator);
    }

    private static SqlFunction function(
            String name, SqlReturnTypeInference returnType, SqlOperandTypeChecker operands) {
        return new SqlFunction(
                name, SqlKind.OTHER_FUNCTION, returnType, null, operands, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    private static RelDataType leastRestrictive(SqlOperatorBinding binding, int... operands) {
        List<RelDataType> types =
                Arrays.stream(operands).mapToObj(binding::getOperandType).toList();
        RelDataType common = binding.getTypeFactory().leastRestrictive(types);
        if (common == null) {
            throw binding.newError(Static.RESOURCE.illegalMixingOfTypes());
        }
        return common;
    }

    /** Rounding a decimal to fewer places takes them off its type and adds a digit for the carry. */
    private static RelDataType roundType(SqlOperatorBinding binding) {
        RelDataType type = binding.getOperandType(0);
        boolean nullable = binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable);
        RelDataTypeFactory factory = binding.getTypeFactory();
        if (!FlinkTypes.isDecimal(type)) {
            return factory.createTypeWithNullability(type, nullable);
        }
        int precision = type.getPrecision();
        int scale = type.getScale();
        int places = 0;
        if (binding.getOperandCount() == 2) {
            BigDecimal literal =
                    binding.isOperandLiteral(1, false) ? binding.getOperandLiteralValue(1, BigDecimal.class) : null;
            // One that is no INT is refused later.
            places = literal == null || literal.precision() > 9 ? scale : literal.intValue();
        }
        RelDataType rounded;
        if (places >= scale) {
            rounded = type;
        } else if (places < 0) {
            rounded = factory.createSqlType(SqlTypeName.DECIMAL, Math.min(38, 1 + precision - scale), 0);
        } else {
            rounded = factory.createSqlType(SqlTypeName.DECIMAL, 1 + precision - scale + places, places);
        }
        return factory.createTypeWithNullability(rounded, nullable);
    }

    /** The parser's TRY_CAST and SUBSTRING as ours. */
    static SqlNode ours(SqlCall call) {
        SqlFunction function = call.getKind() == SqlKind.SAFE_CAST ? TRY_CAST : SUBSTRING;
        return new SqlBasicCall(function, call.getOperandList(), call.getParserPosition());
    }
}
