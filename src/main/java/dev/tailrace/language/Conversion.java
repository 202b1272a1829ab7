package dev.tailrace.language;

import dev.tailrace.data.Problem;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * The operators of CAST and TRY_CAST, with Flink's rules of what can be cast to what: Calcite's own CAST knows neither
 * numbers as BOOLEAN nor BYTES as text, and its TRY_CAST is in a library of other meanings.
 */
final class Conversion extends SqlFunction {
    static final Conversion CAST = new Conversion("CAST", SqlKind.CAST);
    static final Conversion TRY_CAST = new Conversion("TRY_CAST", SqlKind.SAFE_CAST);

    private Conversion(String name, SqlKind kind) {
        super(
                name,
                kind,
                call -> call.getOperandType(1),
                InferTypes.FIRST_KNOWN,
                OperandTypes.ANY_ANY,
                SqlFunctionCategory.SYSTEM);
    }

    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        // The second operand is a type, which has no type of its own to be derived in the usual way.
        RelDataType from = validator.deriveType(scope, call.operand(0));
        RelDataType to = ((SqlDataTypeSpec) call.operand(1)).deriveType(validator);
        Problem problem = problem(from, to);
        if (problem != null) {
            throw new Refusal(call, problem);
        }
        boolean canBeNull = getKind() == SqlKind.SAFE_CAST || from.isNullable();
        return validator.getTypeFactory().createTypeWithNullability(to, canBeNull);
    }

    /** Why there is no such cast, or null if there is. */
    private static @Nullable Problem problem(RelDataType from, RelDataType to) {
        boolean isTimeCut =
                FlinkTypes.isTime(from) && FlinkTypes.isTimestamp(to) && to.getPrecision() < from.getPrecision();
        if (isTimeCut) {
            // Flink keeps the milliseconds that the type has no digits for.
            return Problem.error("language.time-precision", FlinkTypes.name(to));
        }
        return isKnown(from, to)
                ? null
                : Problem.error("language.cannot-cast", FlinkTypes.name(from), FlinkTypes.name(to));
    }

    static boolean isKnown(RelDataType from, RelDataType to) {
        SqlTypeName source = from.getSqlTypeName();
        SqlTypeName target = to.getSqlTypeName();
        if (source != SqlTypeName.NULL && (FlinkTypes.isNested(from) || FlinkTypes.isNested(to))) {
            return NestedCasts.areKnown(from, to);
        }
        if (source == SqlTypeName.BOOLEAN && isFraction(to) || isFraction(from) && target == SqlTypeName.BOOLEAN) {
            // Flink's planner does not get over TRUE being too large for the type, and FALSE neither.
            return false;
        }
        if (source == SqlTypeName.NULL || FlinkTypes.isText(from)) {
            return true;
        }
        if (FlinkTypes.isBinary(from)) {
            return FlinkTypes.isBinary(to) || FlinkTypes.isText(to);
        }
        if (FlinkTypes.isText(to)) {
            return FlinkTypes.dataType(from) != null || FlinkTypes.isInterval(from);
        }
        return switch (source) {
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL ->
                target == SqlTypeName.BOOLEAN || FlinkTypes.isNumber(to);
            case DATE -> target == SqlTypeName.DATE || FlinkTypes.isTimestamp(to);
            case TIME -> target == SqlTypeName.TIME || FlinkTypes.isTimestamp(to);
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                target == SqlTypeName.DATE || target == SqlTypeName.TIME || FlinkTypes.isTimestamp(to);
            default -> false;
        };
    }

    /** Whether the type has no digit before the point. */
    private static boolean isFraction(RelDataType type) {
        return FlinkTypes.isDecimal(type) && type.getPrecision() == type.getScale();
    }
}
