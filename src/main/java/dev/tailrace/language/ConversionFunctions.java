package dev.tailrace.language;

import static dev.tailrace.language.Builtin.function;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** CAST and TRY_CAST. */
final class ConversionFunctions {
    static final List<Builtin> ALL = List.of(
            function("CAST")
                    .shown("CAST(value AS type)")
                    .parsedAs(() -> SqlStdOperatorTable.CAST)
                    .code(CastCode::cast),
            function("TRY_CAST")
                    .shown("TRY_CAST(value AS type)")
                    .parsedAs(() -> TryCast.OPERATOR)
                    .code(CastCode::tryCast));

    private ConversionFunctions() {}

    /** The operator of TRY_CAST; Calcite's own is in a library of other meanings. */
    static final class TryCast extends SqlFunction {
        static final TryCast OPERATOR = new TryCast();

        private TryCast() {
            super(
                    "TRY_CAST",
                    SqlKind.SAFE_CAST,
                    call -> Result.nullable(call, call.getOperandType(1), true),
                    InferTypes.FIRST_KNOWN,
                    OperandTypes.ANY_ANY,
                    SqlFunctionCategory.SYSTEM);
        }

        @Override
        public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
            // The second operand is a type, which has no type of its own to be derived in the usual way.
            validator.deriveType(scope, call.operand(0));
            RelDataType target = ((SqlDataTypeSpec) call.operand(1)).deriveType(validator);
            return validator.getTypeFactory().createTypeWithNullability(target, true);
        }
    }
}
