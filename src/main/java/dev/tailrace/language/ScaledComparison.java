package dev.tailrace.language;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * {@code 0.908 * price > 1000000} as {@code price > 1101321}: an exact product of a literal and a number of 64 bits is
 * compared with a literal by comparing the number itself with the quotient, rounded to the side that the comparison
 * asks for. The product is exact and always fits its type, so that both say the same of every value.
 */
final class ScaledComparison {
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private ScaledComparison() {}

    /** The comparison, or null if it is none of that kind. */
    static @Nullable Term of(Translation translation, RexCall call) {
        RexNode left = call.getOperands().get(0);
        RexNode right = call.getOperands().get(1);
        return right instanceof RexLiteral bound
                ? of(translation, call, call.getKind(), left, bound)
                : left instanceof RexLiteral bound
                        ? of(translation, call, call.getKind().reverse(), right, bound)
                        : null;
    }

    private static @Nullable Term of(
            Translation translation, RexCall call, SqlKind kind, RexNode product, RexLiteral bound) {
        if (!(product instanceof RexCall times)
                || times.getKind() != SqlKind.TIMES
                || translation.code().known(times) != null
                || !isComparison(kind)
                || !isExact(bound)) {
            return null;
        }
        RexNode first = times.getOperands().get(0);
        RexNode second = times.getOperands().get(1);
        RexNode number = first instanceof RexLiteral ? second : first;
        if (!((first instanceof RexLiteral ? first : second) instanceof RexLiteral factor)
                || !isExact(factor)
                || !ArithmeticCode.isExactProduct(times.getType(), factor.getType(), number.getType())) {
            return null;
        }
        BigDecimal by = decimal(factor);
        if (by.signum() == 0) {
            return null;
        }
        Term term = translation.term(number);
        if (term.isNullLiteral() || term.constant() != null) {
            return null;
        }
        // The number is its unscaled value times a power of ten.
        BigDecimal one = by.scaleByPowerOfTen(-FlinkTypes.scale(number.getType()));
        String java = java("(long) " + term.value(), by.signum() < 0 ? kind.reverse() : kind, decimal(bound), one);
        return translation.code().pure(call.getType(), List.of(term), java);
    }

    /** Whether {@code value * one} compares so with the bound; {@code kind} is that for a positive {@code one}. */
    private static String java(String value, SqlKind kind, BigDecimal bound, BigDecimal one) {
        int scale = Math.max(0, Math.max(bound.scale(), one.scale()));
        BigInteger divisor = one.abs().setScale(scale).unscaledValue();
        BigInteger dividend = bound.setScale(scale).unscaledValue();
        if (one.signum() < 0) {
            dividend = dividend.negate();
        }
        BigInteger[] quotient = dividend.divideAndRemainder(divisor);
        BigInteger floor = quotient[1].signum() < 0 ? quotient[0].subtract(BigInteger.ONE) : quotient[0];
        boolean isWhole = quotient[1].signum() == 0;
        BigInteger ceiling = isWhole ? floor : floor.add(BigInteger.ONE);
        return switch (kind) {
            case GREATER_THAN -> compared(value, " > ", floor, floor.compareTo(LEAST) < 0);
            case GREATER_THAN_OR_EQUAL -> compared(value, " >= ", ceiling, ceiling.compareTo(LEAST) < 0);
            case LESS_THAN -> compared(value, " < ", ceiling, ceiling.compareTo(GREATEST) > 0);
            case LESS_THAN_OR_EQUAL -> compared(value, " <= ", floor, floor.compareTo(GREATEST) > 0);
            case EQUALS -> isWhole ? compared(value, " == ", floor, false) : "false";
            case NOT_EQUALS -> isWhole ? compared(value, " != ", floor, true) : "true";
            default -> throw new IllegalStateException(kind.toString());
        };
    }

    /** @param beyond what holds of every number of 64 bits if the bound is none */
    private static String compared(String value, String symbol, BigInteger bound, boolean beyond) {
        return bound.bitLength() > 63
                ? Boolean.toString(beyond)
                : value + symbol + Translation.integer(Term.Carrier.LONG, bound.longValue());
    }

    private static boolean isComparison(SqlKind kind) {
        return switch (kind) {
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> true;
            default -> false;
        };
    }

    private static boolean isExact(RexLiteral literal) {
        return !literal.isNull()
                && FlinkTypes.isNumber(literal.getType())
                && !FlinkTypes.isApproximate(literal.getType());
    }

    private static BigDecimal decimal(RexLiteral literal) {
        return new BigDecimal(String.valueOf(literal.getValueAs(BigDecimal.class)));
    }
}
