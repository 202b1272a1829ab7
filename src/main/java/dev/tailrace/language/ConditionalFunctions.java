package dev.tailrace.language;

import static dev.tailrace.language.Builtin.function;
import static dev.tailrace.language.Parameter.any;
import static dev.tailrace.language.Parameter.bool;

import dev.tailrace.data.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Functions that choose among values. */
final class ConditionalFunctions {
    static final List<Builtin> ALL = List.of(
            function("COALESCE")
                    .takes(any("value").orMore())
                    .parsedAs(() -> SqlStdOperatorTable.COALESCE)
                    .gives(call -> Result.nullable(
                            call,
                            Result.common(call),
                            call.collectOperandTypes().stream().allMatch(RelDataType::isNullable)))
                    .neverFails()
                    .code(ConditionalFunctions::coalesce),
            function("GREATEST")
                    .takes(any("value").orMore())
                    .gives(call -> Result.ifAnyNull(call, Result.common(call)))
                    .neverFails()
                    .code((translation, call) -> extreme(translation, call, ">")),
            function("IF")
                    .takes(bool("condition"), any("value"), any("value"))
                    .gives(call -> Result.ifAnyNull(call, Result.leastRestrictive(call, 1, 2)))
                    .neverFails()
                    .code(ConditionalFunctions::choice),
            function("IFNULL")
                    .takes(any("value"), any("value"))
                    .gives(call -> Result.nullable(
                            call, Result.common(call), call.getOperandType(1).isNullable()))
                    .neverFails()
                    .code(ConditionalFunctions::ifNull),
            function("LEAST")
                    .takes(any("value").orMore())
                    .gives(call -> Result.ifAnyNull(call, Result.common(call)))
                    .neverFails()
                    .code((translation, call) -> extreme(translation, call, "<")),
            function("NULLIF")
                    .shown("NULLIF(value, value)")
                    .parsedAs(() -> SqlStdOperatorTable.NULLIF)
                    .isRewritten());

    private ConditionalFunctions() {}

    /** Flink's IF takes values of some types only. */
    private static Term choice(Translation translation, RexCall call) {
        if (FlinkTypes.isNested(call.getType())) {
            throw new Refusal(null, Problem.error("language.cannot-apply", "IF", FlinkTypes.name(call.getType())));
        }
        return LogicCode.choice(translation, call);
    }

    private static List<Term> widened(Translation translation, RexCall call) {
        return widened(translation, call, call.getOperands());
    }

    private static List<Term> widened(Translation translation, RexCall call, List<RexNode> operands) {
        List<Term> terms = new ArrayList<>();
        for (Term term : translation.terms(operands)) {
            terms.add(translation.widened(term, call.getType()));
        }
        return terms;
    }

    /** The value that is before all others; NaN comes after every number, and 0 after -0. */
    private static Term extreme(Translation translation, RexCall call, String order) {
        RowCode code = translation.code();
        RelDataType type = call.getType();
        refuseConvertedDecimals(call);
        if (FlinkTypes.isBinary(type) || FlinkTypes.isNested(type)) {
            // Flink's own code for it does not compile.
            throw new Refusal(
                    null,
                    Problem.error("language.cannot-apply", call.getOperator().getName(), FlinkTypes.name(type)));
        }
        List<Term> terms = widened(translation, call);
        if (terms.stream().anyMatch(Term::isNullLiteral)) {
            return Translation.nullOf(type);
        }
        String isNull = code.nullFlag(terms);
        Variables best = new Variables(code, type);
        code.open(isNull == null ? "" : "if (!(" + isNull + "))");
        best.set(terms.get(0).notNull());
        for (Term term : terms.subList(1, terms.size())) {
            code.open("if (" + comparison(term, best.term()) + " " + order + " 0)");
            best.set(term.notNull());
            code.close();
        }
        code.close();
        return new Term(Term.carrierOf(type), type, best.term().parts(), isNull, null);
    }

    /** Flink converts the operands before it looks if one is NULL, and fails at a DECIMAL that is. */
    private static void refuseConvertedDecimals(RexCall call) {
        for (RexNode operand : call.getOperands()) {
            RelDataType type = operand.getType();
            boolean isConverted = call.getType().getSqlTypeName() != type.getSqlTypeName()
                    || call.getType().getPrecision() != type.getPrecision()
                    || call.getType().getScale() != type.getScale();
            if (FlinkTypes.isDecimal(type) && type.isNullable() && isConverted) {
                throw new Refusal(
                        null,
                        Problem.error(
                                "language.converted-decimal",
                                call.getOperator().getName(),
                                FlinkTypes.name(type),
                                FlinkTypes.name(call.getType())));
            }
        }
    }

    private static String comparison(Term a, Term b) {
        String both = "(" + a.arguments() + ", " + b.arguments() + ")";
        return switch (a.carrier()) {
            case BOOLEAN -> "Boolean.compare" + both;
            case INT -> "Integer.compare" + both;
            case LONG, DECIMAL -> "Long.compare" + both;
            case FLOAT -> "Float.compare" + both;
            case DOUBLE -> "Double.compare" + both;
            case WIDE -> "Decimals.compare" + both;
            case TEXT -> "Text.compare" + both;
            case NESTED -> throw new IllegalStateException(a.type() + " has no order");
        };
    }

    /**
     * All values are computed, as in Flink, where one that fails does so even if it is not needed; but for those behind
     * one that is never NULL, which Flink leaves out.
     */
    private static Term coalesce(Translation translation, RexCall call) {
        RowCode code = translation.code();
        List<RexNode> reached = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            reached.add(operand);
            if (!operand.getType().isNullable()) {
                break;
            }
        }
        Variables result = new Variables(code, call.getType());
        int depth = 0;
        boolean isOpen = true;
        for (Term term : widened(translation, call, reached)) {
            if (!isOpen || term.isNullLiteral()) {
                continue;
            }
            isOpen = term.isNull() != null;
            if (isOpen) {
                code.open("if (!(" + term.isNull() + "))");
                result.set(term.notNull());
                code.otherwise();
                depth++;
            } else {
                result.set(term);
            }
        }
        if (isOpen) {
            result.setNull();
        }
        for (; depth > 0; depth--) {
            code.close();
        }
        return result.term();
    }

    /** Both values are computed, as in Flink, where the second one fails even if it is not needed. */
    private static Term ifNull(Translation translation, RexCall call) {
        RowCode code = translation.code();
        List<Term> terms = widened(translation, call);
        Term value = terms.get(0);
        if (value.isNull() == null) {
            return value;
        }
        Variables result = new Variables(code, call.getType());
        code.open("if (" + value.isNull() + ")");
        result.set(terms.get(1));
        code.otherwise();
        result.set(value.notNull());
        code.close();
        return result.term();
    }
}
