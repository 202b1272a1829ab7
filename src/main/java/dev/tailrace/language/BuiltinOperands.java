package dev.tailrace.language;

import java.util.List;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.util.Static;

/** Tells the validator what a {@link Builtin} takes. Nothing is converted: an argument has its type or is refused. */
record BuiltinOperands(Builtin builtin) implements SqlOperandTypeChecker {
    @Override
    public boolean checkOperandTypes(SqlCallBinding call, boolean throwOnFailure) {
        refuseUntypedNull(call);
        boolean isAccepted = builtin.overloads().stream().anyMatch(overload -> accepts(overload, call));
        if (!isAccepted && throwOnFailure) {
            throw call.newValidationSignatureError();
        }
        return isAccepted;
    }

    /** As the validator's own checks do: NULL alone has no type that could be looked at. */
    private void refuseUntypedNull(SqlCallBinding call) {
        boolean takesAny = builtin.overloads().stream()
                .flatMap(List::stream)
                .anyMatch(parameter -> parameter.kind() == Parameter.Kind.ANY);
        for (int i = 0; i < call.getOperandCount() && !takesAny; i++) {
            if (SqlUtil.isNullLiteral(call.operand(i), false)) {
                throw call.getValidator().newValidationError(call.operand(i), Static.RESOURCE.nullIllegal());
            }
        }
    }

    private static boolean accepts(List<Parameter> overload, SqlCallBinding call) {
        int count = call.getOperandCount();
        if (count < overload.size() || count > overload.size() && !isOpen(overload)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            Parameter parameter = overload.get(Math.min(i, overload.size() - 1));
            if (!parameter.kind().accepts(call.getOperandType(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOpen(List<Parameter> overload) {
        return !overload.isEmpty() && overload.get(overload.size() - 1).many();
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
        int least = builtin.overloads().stream().mapToInt(List::size).min().orElse(0);
        boolean isOpen = builtin.overloads().stream().anyMatch(BuiltinOperands::isOpen);
        int most = builtin.overloads().stream().mapToInt(List::size).max().orElse(0);
        return isOpen ? SqlOperandCountRanges.from(least) : SqlOperandCountRanges.between(least, most);
    }

    @Override
    public String getAllowedSignatures(SqlOperator operator, String name) {
        return String.join(", ", builtin.signatures());
    }
}
