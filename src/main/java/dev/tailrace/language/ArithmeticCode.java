package dev.tailrace.language;

import dev.tailrace.data.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic. Whole numbers wrap at the width of the result's type, division by zero fails; FLOAT and DOUBLE are IEEE;
 * decimals are exact, rounded half up where a result's scale is smaller, NULL where it has more digits than its type.
 */
final class ArithmeticCode {
    private ArithmeticCode() {}

    static Term of(Translation translation, RexCall call) {
        RowCode code = translation.code();
        List<Term> terms = translation.terms(call.getOperands());
        if (terms.stream().anyMatch(Term::isNullLiteral)) {
            return Translation.nullOf(call.getType());
        }
        return switch (call.getKind()) {
            case PLUS, MINUS, TIMES, DIVIDE, MOD -> binary(code, call, terms.get(0), terms.get(1));
            case PLUS_PREFIX -> terms.get(0);
            case MINUS_PREFIX -> negated(code, call.getType(), terms.get(0));
            case FLOOR, CEIL -> whole(code, call, terms.get(0));
            default ->
                call.getOperator() == SqlStdOperatorTable.ABS
                        ? absolute(code, call.getType(), terms.get(0))
                        : round(code, call, terms);
        };
    }

    private static Term binary(RowCode code, RexCall call, Term a, Term b) {
        RelDataType type = call.getType();
        List<Term> both = List.of(a, b);
        String symbol = symbol(call.getKind());
        if (FlinkTypes.isDecimal(type)) {
            return decimal(code, call.getKind(), type, a, b);
        }
        if (call.getKind() == SqlKind.MOD) {
            return remainder(code, type, a, b);
        }
        String left = CastCode.numeric(code, a, type);
        String right = CastCode.numeric(code, b, type);
        String java = narrowed(type, left + " " + symbol + " " + right);
        boolean canFail = call.getKind() == SqlKind.DIVIDE && FlinkTypes.isInteger(type);
        return canFail ? code.guarded(type, both, java) : code.pure(type, both, java);
    }

    /** The result has the type of the divisor, the remainder is computed in the wider of both. */
    private static Term remainder(RowCode code, RelDataType type, Term a, Term b) {
        // Of a decimal Flink takes the lower 64 bits, though it has more.
        String dividend = a.carrier() == Term.Carrier.WIDE ? a.parts().get(1) : a.value();
        String java = dividend + " % " + b.value();
        boolean isInt = a.carrier() == Term.Carrier.INT && b.carrier() == Term.Carrier.INT;
        boolean narrows = !isInt && Term.carrierOf(type) == Term.Carrier.INT;
        return code.guarded(type, List.of(a, b), narrows ? "(int) (" + java + ")" : java);
    }

    /** TINYINT and SMALLINT wrap at their own width. */
    private static String narrowed(RelDataType type, String java) {
        return switch (type.getSqlTypeName()) {
            case TINYINT -> "(byte) (" + java + ")";
            case SMALLINT -> "(short) (" + java + ")";
            case INTEGER -> "(int) (" + java + ")";
            default -> java;
        };
    }

    private static Term decimal(RowCode code, SqlKind kind, RelDataType type, Term a, Term b) {
        List<Term> both = List.of(a, b);
        int scale = type.getScale();
        boolean isWide = Term.carrierOf(type) == Term.Carrier.WIDE;
        if (kind == SqlKind.PLUS || kind == SqlKind.MINUS) {
            String left = longAtScale(a, scale);
            String right = longAtScale(b, scale);
            int digits = Math.max(digitsAtScale(a, scale), digitsAtScale(b, scale));
            if (left != null && right != null && digits <= 18) {
                return exact(code, type, both, left + " " + symbol(kind) + " " + right, isWide);
            }
        }
        if (kind == SqlKind.TIMES && isExactProduct(type, a.type(), b.type())) {
            String left = "(long) " + a.value();
            String right = "(long) " + b.value();
            if (!isWide) {
                return exact(code, type, both, left + " * " + right, false);
            }
            // The result type has a digit for every digit of the operands: 128 bits hold every product.
            String isNull = code.nullFlag(both);
            String high = code.local("long", "Math.multiplyHigh(" + left + ", " + right + ")");
            String low = code.local("long", left + " * " + right);
            return new Term(Term.Carrier.WIDE, type, List.of(high, low), isNull, null);
        }
        String function =
                switch (kind) {
                    case PLUS -> "add";
                    case MINUS -> "subtract";
                    case TIMES -> "multiply";
                    case DIVIDE -> "divide";
                    case MOD -> "remainder";
                    default -> throw new IllegalStateException(kind.toString());
                };
        String arguments = kind == SqlKind.TIMES
                ? a.wide() + ", " + b.wide() + ", " + (FlinkTypes.scale(a.type()) + FlinkTypes.scale(b.type()))
                : a.decimal() + ", " + b.decimal();
        return code.wideOrNull(type, both, "Decimals." + function + "(" + arguments + fit(type));
    }

    /** Whether a decimal product has every digit that the operands can give it, neither of them more than 64 bits. */
    static boolean isExactProduct(RelDataType product, RelDataType a, RelDataType b) {
        return FlinkTypes.isDecimal(product)
                && isOneLong(a)
                && isOneLong(b)
                && product.getScale() == FlinkTypes.scale(a) + FlinkTypes.scale(b);
    }

    private static boolean isOneLong(RelDataType number) {
        return FlinkTypes.isDecimal(number)
                ? Term.carrierOf(number) == Term.Carrier.DECIMAL
                : FlinkTypes.isInteger(number);
    }

    /** A result that fits 64 bits whatever the operands are, whose type may have more. */
    private static Term exact(RowCode code, RelDataType type, List<Term> arguments, String java, boolean isWide) {
        if (!isWide) {
            return code.pure(type, arguments, java);
        }
        String isNull = code.nullFlag(arguments);
        String low = code.local("long", java);
        return new Term(Term.Carrier.WIDE, type, List.of("(" + low + " >> 63)", low), isNull, null);
    }

    /** The unscaled value of an exact number at a larger scale as a long, or null if it may not fit. */
    static @Nullable String longAtScale(Term term, int scale) {
        if (term.carrier() == Term.Carrier.WIDE) {
            return null;
        }
        int shift = scale - FlinkTypes.scale(term.type());
        if (shift == 0) {
            return "(long) " + term.value();
        }
        if (shift < 0) {
            return null;
        }
        if (term.constant() != null) {
            return shiftedConstant(term, scale);
        }
        if (digitsAtScale(term, scale) > 18) {
            return null;
        }
        return "(long) " + term.value() + " * " + power(shift);
    }

    private static @Nullable String shiftedConstant(Term term, int scale) {
        BigDecimal value = new BigDecimal(String.valueOf(term.constant())).setScale(scale);
        return value.precision() > 18
                ? null
                : Translation.integer(Term.Carrier.LONG, value.unscaledValue().longValueExact());
    }

    private static int digitsAtScale(Term term, int scale) {
        return FlinkTypes.digits(term.type()) + scale - FlinkTypes.scale(term.type());
    }

    static String power(int exponent) {
        return BigDecimal.TEN.pow(exponent).toBigInteger() + "L";
    }

    private static Term negated(RowCode code, RelDataType type, Term term) {
        if (term.constant() instanceof BigDecimal decimal && FlinkTypes.isDecimal(type)) {
            return Translation.decimalLiteral(type, term.carrier(), decimal.negate());
        }
        if (term.constant() instanceof Long whole && FlinkTypes.isInteger(type)) {
            return new Term(term.carrier(), type, List.of(Translation.integer(term.carrier(), -whole)), null, -whole);
        }
        if (term.carrier() != Term.Carrier.WIDE) {
            return code.pure(type, List.of(term), narrowed(type, "-" + term.value()));
        }
        String high = term.parts().get(0);
        String low = term.parts().get(1);
        String negated = code.local("long", "~" + high + " + (" + low + " == 0L ? 1L : 0L)");
        return new Term(term.carrier(), type, List.of(negated, code.local("long", "-" + low)), term.isNull(), null);
    }

    private static Term absolute(RowCode code, RelDataType type, Term term) {
        if (term.carrier() != Term.Carrier.WIDE) {
            return code.pure(type, List.of(term), narrowed(type, "Math.abs(" + term.value() + ")"));
        }
        Term negated = negated(code, type, term);
        String isNegative = code.local("boolean", term.parts().get(0) + " < 0L");
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String either = isNegative + " ? " + negated.parts().get(i) + " : "
                    + term.parts().get(i);
            parts.add(code.local("long", either));
        }
        return new Term(term.carrier(), type, parts, term.isNull(), null);
    }

    private static String fit(RelDataType type) {
        return ", " + type.getPrecision() + ", " + type.getScale() + ", %s)";
    }

    private static Term whole(RowCode code, RexCall call, Term term) {
        RelDataType type = call.getType();
        String function = call.getKind() == SqlKind.FLOOR ? "floor" : "ceil";
        if (FlinkTypes.isInteger(type)) {
            return term;
        }
        if (FlinkTypes.isApproximate(type)) {
            String java = "Math." + function + "(" + term.value() + ")";
            return code.pure(type, List.of(term), term.carrier() == Term.Carrier.FLOAT ? "(float) " + java : java);
        }
        return code.wideOrNull(
                type,
                List.of(term),
                "Decimals." + function + "(" + term.decimal() + ", " + type.getPrecision() + ", %s)");
    }

    /** ROUND and TRUNCATE. */
    private static Term round(RowCode code, RexCall call, List<Term> terms) {
        RelDataType type = call.getType();
        boolean truncates = call.getOperator().getName().equals("TRUNCATE");
        String function = truncates ? "truncate" : "round";
        Term number = terms.get(0);
        Term places = terms.size() > 1 ? terms.get(1) : null;
        if (truncates) {
            NumberFunctions.refuseSmall("TRUNCATE", type);
        }
        if (places != null && places.type().getSqlTypeName() == SqlTypeName.BIGINT) {
            throw new Refusal(null, Problem.error("language.round-places"));
        }
        String count = places == null ? "0" : places.value();
        if (!FlinkTypes.isDecimal(type)) {
            String java = "Rounding." + function + "(" + number.value() + ", " + count + ")";
            return code.guarded(type, terms, Term.carrierOf(type) == Term.Carrier.INT ? narrowed(type, java) : java);
        }
        Object literal = places == null ? (Object) 0L : places.constant();
        if (literal == null) {
            throw new Refusal(null, Problem.error("language.round-places"));
        }
        if (((Long) literal).intValue() >= number.type().getScale()) {
            return number;
        }
        return code.wideOrNull(
                type, terms, "Decimals." + function + "(" + number.decimal() + ", " + literal + fit(type));
    }

    private static String symbol(SqlKind kind) {
        return switch (kind) {
            case PLUS -> "+";
            case MINUS -> "-";
            case TIMES -> "*";
            case DIVIDE -> "/";
            default -> "%";
        };
    }
}
