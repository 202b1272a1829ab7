package dev.tailrace.language.functions;

import dev.tailrace.data.Column;
import dev.tailrace.language.functions.Wide.Mode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Decimals of up to 38 digits as unscaled numbers of 128 bits, {@code (high, low)} with a scale. Rounding is half up; a
 * result with more digits than its type gives NULL, which functions tell by answering false. What generated code does
 * not do inline comes here, and does without objects: in 64 bits where the numbers are small, else in the 128 of
 * {@link Wide}, else in those of {@link Magnitude}.
 */
public final class Decimals {
    private static final int MAX_DIGITS = 38;

    /** Flink divides to 38 digits first and rounds to the result's scale then. */
    private static final MathContext DIVISION = new MathContext(MAX_DIGITS, RoundingMode.HALF_UP);

    private Decimals() {}

    /** Brings a decimal to another type. */
    public static boolean fit(long high, long low, int from, int precision, int scale, Wide out) {
        out.set(high, low);
        return out.fit(from, precision, scale);
    }

    /** Fits a number into DECIMAL(precision, scale). */
    public static boolean fit(BigDecimal number, int precision, int scale, Wide out) {
        BigInteger unscaled = number.setScale(scale, RoundingMode.HALF_UP).unscaledValue();
        if (unscaled.bitLength() > 127) {
            return false;
        }
        out.set(unscaled.shiftRight(64).longValue(), unscaled.longValue());
        return out.hasDigits(precision);
    }

    /**
     * The shortest decimal text of the number, rounded, as {@link BigDecimal#valueOf(double)} has it.
     *
     * @throws NumberFormatException for NaN and the infinities
     */
    public static boolean fit(double number, int precision, int scale, Wide out) {
        int places = Rounding.fewPlaces(number);
        if (places < 0) {
            return fit(BigDecimal.valueOf(number), precision, scale, out);
        }
        out.set(Rounding.unscaled(number, places));
        return out.fit(places, precision, scale);
    }

    public static boolean add(long ah, long al, int as, long bh, long bl, int bs, int precision, int scale, Wide out) {
        int common = Math.max(as, bs);
        out.set(ah, al);
        if (out.scaleUp(common - as)) {
            long h = out.high;
            long l = out.low;
            out.set(bh, bl);
            if (out.scaleUp(common - bs)) {
                long low = l + out.low;
                long high = h + out.high + (Long.compareUnsigned(low, l) < 0 ? 1 : 0);
                boolean isBeyond = ((h ^ high) & (out.high ^ high)) < 0;
                if (!isBeyond) {
                    out.set(high, low);
                    return out.fit(common, precision, scale);
                }
            }
        }
        return addMagnitudes(ah, al, as, bh, bl, bs, precision, scale, out);
    }

    public static boolean subtract(
            long ah, long al, int as, long bh, long bl, int bs, int precision, int scale, Wide out) {
        return add(ah, al, as, ~bh + (bl == 0 ? 1 : 0), -bl, bs, precision, scale, out);
    }

    private static boolean addMagnitudes(
            long ah, long al, int as, long bh, long bl, int bs, int precision, int scale, Wide out) {
        int common = Math.max(as, bs);
        Magnitude a = out.room(0).set(ah, al).scaleUp(common - as);
        Magnitude b = out.room(1).set(bh, bl).scaleUp(common - bs);
        boolean isNegative = ah < 0;
        if (ah < 0 == bh < 0) {
            a.add(b);
        } else if (a.compareTo(b) >= 0) {
            a.subtract(b);
        } else {
            b.subtract(a);
            a = b;
            isNegative = bh < 0;
        }
        return fit(a, isNegative, common, precision, scale, out);
    }

    private static boolean fit(Magnitude number, boolean isNegative, int from, int precision, int scale, Wide out) {
        if (number.isWide()) {
            number.get(isNegative, out);
            return out.fit(from, precision, scale);
        }
        if (from <= scale) {
            return false;
        }
        number.scaleDown(from - scale);
        number.get(isNegative, out);
        return number.isWide() && out.hasDigits(precision);
    }

    /** @param from the scale of the exact product */
    public static boolean multiply(long ah, long al, long bh, long bl, int from, int precision, int scale, Wide out) {
        if (ah == al >> 63 && bh == bl >> 63) {
            out.set(Math.multiplyHigh(al, bl), al * bl);
            return out.fit(from, precision, scale);
        }
        Magnitude product = out.room(2);
        product.product(out.room(0).set(ah, al), out.room(1).set(bh, bl));
        return fit(product, ah < 0 != bh < 0, from, precision, scale, out);
    }

    /** @throws ArithmeticException if {@code b} is zero */
    public static boolean divide(
            long ah, long al, int as, long bh, long bl, int bs, int precision, int scale, Wide out) {
        refuseZero(bh, bl);
        int shift = scale + bs - as;
        boolean isNegative = ah < 0 != bh < 0;
        out.set(ah, al);
        if (bh == bl >> 63 && bl != Long.MIN_VALUE && shift >= 0 && out.scaleUp(shift)) {
            if (out.high < 0) {
                out.negate();
            }
            long divisor = Math.abs(bl);
            long rest = out.divide(divisor);
            // With fewer digits than 38 the first rounding cannot reach a half that the second would round again.
            if (Wide.isBelow(out.high, out.low, MAX_DIGITS - Wide.digits(0, divisor))) {
                out.addOne(rest >= divisor - rest);
                if (isNegative) {
                    out.negate();
                }
                return out.hasDigits(precision);
            }
        }
        return divideMagnitudes(ah, al, as, bh, bl, bs, precision, scale, out);
    }

    private static boolean divideMagnitudes(
            long ah, long al, int as, long bh, long bl, int bs, int precision, int scale, Wide out) {
        boolean isNegative = ah < 0 != bh < 0;
        Magnitude divisor = out.room(1).set(bh, bl);
        Magnitude quotient = out.room(2);
        out.room(0).set(ah, al).get(false, out);
        int digits = Wide.digits(out.high, out.low);
        divisor.get(false, out);
        // So many places more that the quotient has 38 digits, or 39 and then one place less.
        int places = MAX_DIGITS - digits + Wide.digits(out.high, out.low);
        Magnitude rest = out.room(0).set(ah, al).scaleUp(places);
        rest.divide(divisor, quotient);
        quotient.get(false, out);
        if (!quotient.isWide() || !Wide.isBelow(out.high, out.low, MAX_DIGITS)) {
            places--;
            rest = out.room(0).set(ah, al).scaleUp(places);
            rest.divide(divisor, quotient);
            quotient.get(false, out);
        }
        rest.add(rest);
        out.addOne(rest.compareTo(divisor) >= 0);
        if (isNegative) {
            out.negate();
        }
        return out.fit(places + as - bs, precision, scale);
    }

    /** @throws ArithmeticException if {@code b} is zero, or the quotient has more than 38 digits */
    public static boolean remainder(
            long ah, long al, int as, long bh, long bl, int bs, int precision, int scale, Wide out) {
        refuseZero(bh, bl);
        int common = Math.max(as, bs);
        out.set(ah, al);
        boolean fitsA = out.scaleUp(common - as) && out.hasDigits(MAX_DIGITS);
        long h = out.high;
        long l = out.low;
        out.set(bh, bl);
        if (!fitsA || !out.scaleUp(common - bs)) {
            BigDecimal rest = of(ah, al, as).remainder(of(bh, bl, bs), DIVISION);
            return fit(rest, precision, scale, out);
        }
        if (h == l >> 63 && out.isLong()) {
            // Long.MIN_VALUE has too many digits for a divisor that overflows.
            out.set(out.low == -1 ? 0 : l % out.low);
        } else if (out.isLong() && out.low != Long.MIN_VALUE) {
            long divisor = Math.abs(out.low);
            out.set(h, l);
            if (h < 0) {
                out.negate();
            }
            long rest = out.divide(divisor);
            out.set(h < 0 ? -rest : rest);
        } else {
            Magnitude rest = out.room(0).set(h, l);
            rest.divide(out.room(1).set(out.high, out.low), out.room(2));
            rest.get(h < 0, out);
        }
        return out.fit(common, precision, scale);
    }

    private static void refuseZero(long high, long low) {
        if ((high | low) == 0) {
            throw new ArithmeticException("Division by zero");
        }
    }

    public static int compare(long aHigh, long aLow, long bHigh, long bLow) {
        return aHigh != bHigh ? Long.compare(aHigh, bHigh) : Long.compareUnsigned(aLow, bLow);
    }

    /** @param out room to compute in */
    public static int compare(long ah, long al, int as, long bh, long bl, int bs, Wide out) {
        if (ah < 0 != bh < 0) {
            return ah < 0 ? -1 : 1;
        }
        int common = Math.max(as, bs);
        out.set(ah, al);
        if (out.scaleUp(common - as)) {
            long h = out.high;
            long l = out.low;
            out.set(bh, bl);
            if (out.scaleUp(common - bs)) {
                return compare(h, l, out.high, out.low);
            }
        }
        Magnitude a = out.room(0).set(ah, al).scaleUp(common - as);
        Magnitude b = out.room(1).set(bh, bl).scaleUp(common - bs);
        return ah < 0 ? b.compareTo(a) : a.compareTo(b);
    }

    /** @param places may be negative */
    public static boolean round(long high, long low, int from, int places, int precision, int scale, Wide out) {
        return cut(high, low, from, places, precision, scale, Mode.HALF_UP, out);
    }

    /** Towards zero. */
    public static boolean truncate(long high, long low, int from, int places, int precision, int scale, Wide out) {
        return cut(high, low, from, places, precision, scale, Mode.DOWN, out);
    }

    public static boolean floor(long high, long low, int from, int precision, Wide out) {
        return cut(high, low, from, 0, precision, 0, Mode.FLOOR, out);
    }

    public static boolean ceil(long high, long low, int from, int precision, Wide out) {
        return cut(high, low, from, 0, precision, 0, Mode.CEILING, out);
    }

    private static boolean cut(
            long high, long low, int from, int places, int precision, int scale, Mode rounding, Wide out) {
        out.set(high, low);
        if (places >= from) {
            return out.fit(from, precision, scale);
        }
        // So far beyond all digits that more makes no difference.
        int kept = Math.max(places, -MAX_DIGITS - 2);
        out.scaleDown(from - kept, rounding);
        return out.fit(kept, precision, scale);
    }

    /** Truncated to zero, wrapped to 64 bits. */
    public static long toLong(long high, long low, int scale, Wide out) {
        out.set(high, low);
        out.scaleDown(scale, Mode.DOWN);
        return out.low;
    }

    /** The nearest DOUBLE. */
    public static double toDouble(long high, long low, int scale, Wide out) {
        if (high == low >> 63
                && Math.abs(low) <= 1L << 53
                && low != Long.MIN_VALUE
                && scale <= Rounding.MAX_EXACT_POWER) {
            return low / Rounding.POWERS_OF_TEN[scale];
        }
        return divided(high, low, scale, out);
    }

    /** The quotient by 10^scale to 64 bits or more, rounded to 53, half to even. */
    private static double divided(long high, long low, int scale, Wide out) {
        Magnitude rest = out.room(0).set(high, low);
        Magnitude divisor = out.room(1).set(0, 1).scaleUp(scale);
        Magnitude quotient = out.room(2);
        int shift = Math.max(0, Long.SIZE + divisor.bitLength() - rest.bitLength());
        rest.shiftLeftBy(shift);
        rest.divide(divisor, quotient);
        quotient.get(false, out);
        int dropped = quotient.bitLength() - Long.SIZE;
        long bits = dropped == 0 ? out.low : out.high << Long.SIZE - dropped | out.low >>> dropped;
        boolean isInexact = !rest.isZero() || dropped > 0 && out.low << Long.SIZE - dropped != 0;
        long mantissa = bits >>> 11;
        int tail = (int) bits & 0x7FF;
        if (tail > 0x400 || tail == 0x400 && (isInexact || (mantissa & 1) != 0)) {
            mantissa++;
        }
        double size = Math.scalb((double) mantissa, dropped - shift + 11);
        return high < 0 ? -size : size;
    }

    public static BigDecimal of(long high, long low, int scale) {
        return Column.Decimals.wide(high, low, scale);
    }
}
