package dev.tailrace.language;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** AND, OR, NOT, IS ..., CASE and IF: evaluated from left to right, and no further than needed. */
final class LogicCode {
    private LogicCode() {}

    static Term of(Translation translation, RexCall call) {
        RowCode code = translation.code();
        if (call.getKind() == SqlKind.CASE) {
            return choice(translation, call);
        }
        if (call.getKind() == SqlKind.AND || call.getKind() == SqlKind.OR) {
            return junction(translation, call);
        }
        Term term = operand(translation, call);
        String value = call.getKind() == SqlKind.IS_NULL || call.getKind() == SqlKind.IS_NOT_NULL ? "" : term.value();
        String isNull = term.isNull() == null ? "false" : term.isNull();
        String java =
                switch (call.getKind()) {
                    case NOT -> term.isNull() == null ? "!" + value : "!" + value + " && !(" + isNull + ")";
                    case IS_NULL -> isNull;
                    case IS_NOT_NULL -> "!(" + isNull + ")";
                    case IS_TRUE -> value;
                    case IS_NOT_TRUE -> "!" + value;
                    case IS_FALSE -> "!" + value + " && !(" + isNull + ")";
                    case IS_NOT_FALSE -> value + " || (" + isNull + ")";
                    default -> throw new IllegalStateException(call.toString());
                };
        String kept = call.getKind() == SqlKind.NOT ? term.isNull() : null;
        return new Term(Term.Carrier.BOOLEAN, call.getType(), List.of(code.local("boolean", java)), kept, null);
    }

    /** IS NULL also works on columns of types that nothing else can be computed of. */
    private static Term operand(Translation translation, RexCall call) {
        return translation.term(call.getOperands().get(0));
    }

    private static Term junction(Translation translation, RexCall call) {
        boolean isAnd = call.getKind() == SqlKind.AND;
        RowCode code = translation.code();
        boolean nullable = call.getType().isNullable();
        String value = code.local("boolean", Boolean.toString(isAnd));
        String isNull = code.local("boolean", "false");
        String block = code.fresh("block");
        code.open(block + ":");
        boolean canBeNull = false;
        for (Membership.Operand operand : Membership.operands(call)) {
            Membership membership = operand.membership();
            Term term = membership == null
                    ? translation.term(Objects.requireNonNull(operand.condition()))
                    : membership.term(translation, call.getType(), !isAnd);
            String flag = term.isNull();
            canBeNull |= flag != null;
            if (isAnd) {
                // FALSE decides; NULL is remembered in case nothing does.
                String decided = flag == null ? "!" + term.value() : "!" + term.value() + " && !(" + flag + ")";
                code.line(
                        "if (" + decided + ") { " + value + " = false; " + isNull + " = false; break " + block + "; }");
                if (flag != null) {
                    code.line("if (" + flag + ") { " + isNull + " = true; " + value + " = false; }");
                }
            } else {
                code.line("if (" + term.value() + ") { " + value + " = true; " + isNull + " = false; break " + block
                        + "; }");
                if (flag != null) {
                    code.line(isNull + " |= " + flag + ";");
                }
            }
        }
        code.close();
        return new Term(
                Term.Carrier.BOOLEAN,
                call.getType(),
                List.of(value),
                canBeNull || nullable && canBeNull ? isNull : null,
                null);
    }

    /** CASE WHEN condition THEN value ... ELSE value, and IF, which is one with one condition. */
    static Term choice(Translation translation, RexCall call) {
        RowCode code = translation.code();
        RelDataType type = call.getType();
        Variables result = new Variables(code, type);
        String block = code.fresh("block");
        code.open(block + ":");
        List<RexNode> operands = call.getOperands();
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            Term condition = translation.term(operands.get(i));
            code.open("if (" + condition.value() + ")");
            result.set(translation.widened(translation.term(operands.get(i + 1)), type));
            code.line("break " + block + ";");
            code.close();
        }
        result.set(translation.widened(translation.term(operands.get(operands.size() - 1)), type));
        code.close();
        return result.term();
    }
}
