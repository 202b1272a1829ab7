package dev.tailrace.language;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * What IN compares a member with: equality, but the member first becomes a value of the type of what is looked for, so
 * that 7 is in (7.5). Flink casts the members, columns as well as literals.
 */
final class InEquals extends SqlBinaryOperator {
    static final SqlOperator OPERATOR = new InEquals();

    private InEquals() {
        super(
                "=",
                SqlKind.EQUALS,
                SqlStdOperatorTable.EQUALS.getLeftPrec(),
                true,
                ReturnTypes.BOOLEAN_NULLABLE,
                InferTypes.FIRST_KNOWN,
                OperandTypes.COMPARABLE_UNORDERED_COMPARABLE_UNORDERED);
    }

    /** The usual way looks the name up, and would find the plain equality. */
    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        call.getOperandList().forEach(operand -> validator.deriveType(scope, operand));
        return validateOperands(validator, scope, call);
    }
}
