package dev.tailrace.language;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.language.functions.Text;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Comparisons. Numbers of different types are compared as DOUBLE if one of them is FLOAT or DOUBLE, else exactly. NaN
 * equals nothing and is neither less nor greater than anything but a DECIMAL, than which it is greater; but an expression compared with itself equals itself
 * unless it is NULL, NaN or not, since Flink's optimizer does not compute what it compares. Texts compare by bytes.
 */
final class ComparisonCode {
    private ComparisonCode() {}

    static Term of(Translation translation, RexCall call) {
        RowCode code = translation.code();
        Term moved = ScaledComparison.of(translation, call);
        if (moved != null) {
            return moved;
        }
        Term left = translation.term(call.getOperands().get(0));
        Term right = translation.term(call.getOperands().get(1));
        SqlKind kind = call.getKind();
        refuseComputedConstant(call.getOperands().get(0), call.getOperands().get(1));
        refuseComputedConstant(call.getOperands().get(1), call.getOperands().get(0));
        boolean isDistinct = kind == SqlKind.IS_DISTINCT_FROM || kind == SqlKind.IS_NOT_DISTINCT_FROM;
        refuseRows(call, isDistinct);
        if (!isDistinct) {
            boolean isNarrowed = kind == SqlKind.EQUALS || kind == SqlKind.NOT_EQUALS;
            String java = java(code, kind, left, right, isNarrowed);
            return left.carrier() == Term.Carrier.TEXT || left.carrier() == Term.Carrier.NESTED
                    ? code.guarded(call.getType(), List.of(left, right), java)
                    : code.pure(call.getType(), List.of(left, right), java);
        }
        String leftNull = left.isNull() == null ? "false" : left.isNull();
        String rightNull = right.isNull() == null ? "false" : right.isNull();
        String equal = "((" + leftNull + ") || (" + rightNull + ") ? (" + leftNull + ") && (" + rightNull + ") : "
                + java(code, SqlKind.EQUALS, left, right, false) + ")";
        String java = kind == SqlKind.IS_DISTINCT_FROM ? "!" + equal : equal;
        return new Term(Term.Carrier.BOOLEAN, call.getType(), List.of(code.local("boolean", java)), null, null);
    }

    /** Flink compares rows that are written out, and all rows with IS DISTINCT FROM, field by field. */
    private static void refuseRows(RexCall call, boolean isDistinct) {
        for (RexNode operand : call.getOperands()) {
            boolean isWrittenOut = operand instanceof RexCall row
                    && row.getOperator().getName().equals("ROW");
            if (isWrittenOut || isDistinct && operand.getType().isStruct()) {
                throw new Refusal(null, Problem.error("language.row-comparison"));
            }
        }
    }

    /** Whether both runtimes compare values of the types, and alike. */
    static boolean areComparable(RelDataType a, RelDataType b) {
        if (FlinkTypes.isTime(a) && FlinkTypes.isTime(b)) {
            // With = only, not in lists or with IS DISTINCT FROM, if they differ.
            return a.getPrecision() == b.getPrecision();
        }
        return a.getSqlTypeName() == b.getSqlTypeName()
                || FlinkTypes.isNumber(a) && FlinkTypes.isNumber(b)
                || FlinkTypes.isText(a) && FlinkTypes.isText(b)
                || FlinkTypes.isTimestamp(a) && FlinkTypes.isTimestamp(b)
                || FlinkTypes.isBinary(a) && FlinkTypes.isBinary(b)
                || FlinkTypes.isDayInterval(a) && FlinkTypes.isDayInterval(b)
                || FlinkTypes.isMonthInterval(a) && FlinkTypes.isMonthInterval(b);
    }

    /** A condition on two values that are not NULL. */
    private static String java(RowCode code, SqlKind kind, Term left, Term right, boolean isNarrowed) {
        if (left.isNullLiteral() || right.isNullLiteral()) {
            return "false";
        }
        if (left == right && left.carrier() != Term.Carrier.NESTED) {
            return Boolean.toString(kind == SqlKind.EQUALS
                    || kind == SqlKind.LESS_THAN_OR_EQUAL
                    || kind == SqlKind.GREATER_THAN_OR_EQUAL);
        }
        RelDataType a = left.type();
        RelDataType b = right.type();
        if (left.carrier() == Term.Carrier.NESTED && right.carrier() == Term.Carrier.NESTED) {
            return NestedCode.comparison(kind, left, right);
        }
        if (FlinkTypes.isNumber(a) && FlinkTypes.isNumber(b)) {
            return numbers(code, kind, left, right, isNarrowed);
        }
        if (FlinkTypes.isLocalTimestamp(a) != FlinkTypes.isLocalTimestamp(b)
                && FlinkTypes.isTimestamp(a)
                && FlinkTypes.isTimestamp(b)) {
            // By the wall clock in the session's zone.
            return TimeCode.local(code, left) + " " + symbol(kind) + " " + TimeCode.local(code, right);
        }
        if (!areComparable(a, b)) {
            throw new Refusal(null, Problem.error("language.incomparable", FlinkTypes.name(a), FlinkTypes.name(b)));
        }
        if (left.carrier() == Term.Carrier.TEXT) {
            return switch (kind) {
                case EQUALS -> equalTexts(left, right);
                case NOT_EQUALS -> "!" + equalTexts(left, right);
                default -> "Text.compare(" + left.arguments() + ", " + right.arguments() + ") " + symbol(kind) + " 0";
            };
        }
        if (left.carrier() == Term.Carrier.BOOLEAN && a.getSqlTypeName() == SqlTypeName.BOOLEAN) {
            return switch (kind) {
                case EQUALS, NOT_EQUALS -> left.value() + " " + symbol(kind) + " " + right.value();
                default -> "Boolean.compare(" + left.value() + ", " + right.value() + ") " + symbol(kind) + " 0";
            };
        }
        return left.value() + " " + symbol(kind) + " " + right.value();
    }

    /** A comparison with a short literal, such as that of a kind or a country, is the commonest of all. */
    private static String equalTexts(Term left, Term right) {
        if (left.constant() instanceof String && !(right.constant() instanceof String)) {
            return equalTexts(right, left);
        }
        if (right.constant() instanceof String literal) {
            byte[] text = Text.utf8(literal);
            if (text.length <= Text.WORD_BYTES) {
                return "Text.is(" + left.arguments() + ", " + text.length + ", " + Text.word(text) + "L)";
            }
        }
        return "Text.equal(" + left.arguments() + ", " + right.arguments() + ")";
    }

    /**
     * @param isNarrowed whether a DOUBLE is compared with a FLOAT on its left side as the FLOAT next to it, as Flink
     *     does for equality, whereas all other comparisons are those of DOUBLE
     */
    private static String numbers(RowCode code, SqlKind kind, Term left, Term right, boolean isNarrowed) {
        if (FlinkTypes.isApproximate(left.type()) || FlinkTypes.isApproximate(right.type())) {
            if (isNarrowed && left.carrier() == Term.Carrier.FLOAT && right.carrier() == Term.Carrier.DOUBLE) {
                String narrowed = code.local("float", "(float) " + right.value());
                return numbers(
                        code,
                        kind,
                        left,
                        new Term(Term.Carrier.FLOAT, left.type(), List.of(narrowed), null, null),
                        false);
            }
            refuseInexact(left, right);
            refuseInexact(right, left);
            boolean bothFloat = left.carrier() == Term.Carrier.FLOAT && right.carrier() == Term.Carrier.FLOAT;
            String a = bothFloat ? left.value() : CastCode.doubleOf(code, left);
            String b = bothFloat ? right.value() : CastCode.doubleOf(code, right);
            boolean isOrdered = FlinkTypes.isDecimal(left.type()) || FlinkTypes.isDecimal(right.type());
            return isOrdered && !isNarrowed ? ordered(kind, left, right, a, b) : a + " " + symbol(kind) + " " + b;
        }
        int scale = Math.max(FlinkTypes.scale(left.type()), FlinkTypes.scale(right.type()));
        String a = ArithmeticCode.longAtScale(left, scale);
        String b = ArithmeticCode.longAtScale(right, scale);
        if (a != null && b != null) {
            return a + " " + symbol(kind) + " " + b;
        }
        Unscaled first = Unscaled.of(left, scale);
        Unscaled second = Unscaled.of(right, scale);
        String compared = first.scale == second.scale
                ? first.parts + ", " + second.parts
                : first.parts + ", " + first.scale + ", " + second.parts + ", " + second.scale + ", " + code.wide();
        return "Decimals.compare(" + compared + ") " + symbol(kind) + " 0";
    }

    /** With a DECIMAL, NaN comes after every number and 0 after -0, as Double.compare has it; but not for = and <>. */
    private static String ordered(SqlKind kind, Term left, Term right, String a, String b) {
        if (isNotZero(left) || isNotZero(right)) {
            // The same for a literal but for NaN, and as fast as the comparison alone.
            boolean isAfter = kind == SqlKind.GREATER_THAN || kind == SqlKind.GREATER_THAN_OR_EQUAL;
            boolean isBefore = kind == SqlKind.LESS_THAN || kind == SqlKind.LESS_THAN_OR_EQUAL;
            boolean canBeNan = FlinkTypes.isApproximate(left.type()) ? isAfter : isBefore;
            String plain = a + " " + symbol(canBeNan ? kind.negateNullSafe() : kind) + " " + b;
            return canBeNan ? "!(" + plain + ")" : plain;
        }
        return "Double.compare(" + a + ", " + b + ") " + symbol(kind) + " 0";
    }

    private static boolean isNotZero(Term term) {
        return FlinkTypes.isDecimal(term.type())
                && term.constant() instanceof BigDecimal literal
                && literal.signum() != 0;
    }

    /** Flink computes such a constant beforehand and compares it as FLOAT. */
    private static void refuseComputedConstant(RexNode number, RexNode constant) {
        boolean isWider =
                FlinkTypes.isDecimal(constant.getType()) || constant.getType().getSqlTypeName() == SqlTypeName.DOUBLE;
        if (number.getType().getSqlTypeName() == SqlTypeName.FLOAT
                && isWider
                && constant instanceof RexCall call
                && call.getKind() != SqlKind.MINUS_PREFIX
                && RexUtil.isConstant(constant)) {
            throw new Refusal(
                    null,
                    Problem.error(
                            "language.incomparable",
                            FlinkTypes.name(number.getType()),
                            FlinkTypes.name(constant.getType())));
        }
    }

    /** Flink compares a FLOAT with a list of such literals as FLOAT, and with one of them as DOUBLE. */
    private static void refuseInexact(Term number, Term literal) {
        if (number.carrier() == Term.Carrier.FLOAT
                && literal.carrier() != Term.Carrier.FLOAT
                && literal.constant() != null) {
            BigDecimal value = new BigDecimal(String.valueOf(literal.constant()));
            if (!Lists.isFloat(value)) {
                throw new Refusal(null, Problem.error("language.float-literal", value.toString()));
            }
        }
    }

    /** The unscaled value of an exact number, high and low, and its scale. */
    private record Unscaled(String parts, int scale) {
        /** A literal gets as many places behind its point, if it can have them; any other number is as it is. */
        static Unscaled of(Term term, int scale) {
            if (term.constant() != null) {
                BigDecimal value = new BigDecimal(String.valueOf(term.constant())).setScale(scale);
                if (value.precision() <= DataType.MAX_DECIMAL_PRECISION) {
                    return new Unscaled(String.join(", ", Translation.wide(value.unscaledValue())), scale);
                }
            }
            return new Unscaled(term.wide(), FlinkTypes.scale(term.type()));
        }
    }

    private static String symbol(SqlKind kind) {
        return switch (kind) {
            case EQUALS -> "==";
            case NOT_EQUALS -> "!=";
            case LESS_THAN -> "<";
            case LESS_THAN_OR_EQUAL -> "<=";
            case GREATER_THAN -> ">";
            case GREATER_THAN_OR_EQUAL -> ">=";
            default -> throw new IllegalStateException(kind.toString());
        };
    }
}
