package dev.tailrace.language.functions;

import dev.tailrace.data.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Decimals: numbers of up to 18 digits as an unscaled long, of up to 38 as an unscaled 128-bit pair. What the
 * generated code does not do inline comes here, as {@link BigDecimal}. Rounding is half up; a result with more digits
 * than its type gives NULL, which functions tell by answering false.
 */
public final class Decimals {
    /** Flink divides to 38 digits first and rounds to the result's scale then. */
    private static final MathContext DIVISION = new MathContext(38, RoundingMode.HALF_UP);

    private static final BigInteger[] POWERS = new BigInteger[39];
    private static final long[] POWERS_OF_TEN = new long[19];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = BigInteger.TEN.pow(i);
        }
        for (int i = 0; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = POWERS[i].longValueExact();
        }
    }

    private Decimals() {}

    public static BigDecimal of(long unscaled, int scale) {
        return BigDecimal.valueOf(unscaled, scale);
    }

    public static BigDecimal of(long high, long low, int scale) {
        return Column.Decimals.wide(high, low, scale);
    }

    /** Fits a number into DECIMAL(precision, scale). */
    public static boolean fit(BigDecimal number, int precision, int scale, Wide out) {
        BigInteger unscaled = number.setScale(scale, RoundingMode.HALF_UP).unscaledValue();
        if (unscaled.bitLength() > 63) {
            if (unscaled.abs().compareTo(POWERS[precision]) >= 0) {
                return false;
            }
            out.high = unscaled.shiftRight(64).longValue();
            out.low = unscaled.longValue();
            return true;
        }
        long value = unscaled.longValue();
        out.high = value >> 63;
        out.low = value;
        return fits(value, precision);
    }

    /** Whether the unscaled value has no more digits than the precision. */
    public static boolean fits(long unscaled, int precision) {
        return precision > 18 || unscaled > -POWERS_OF_TEN[precision] && unscaled < POWERS_OF_TEN[precision];
    }

    public static boolean add(BigDecimal a, BigDecimal b, int precision, int scale, Wide out) {
        return fit(a.add(b), precision, scale, out);
    }

    public static boolean subtract(BigDecimal a, BigDecimal b, int precision, int scale, Wide out) {
        return fit(a.subtract(b), precision, scale, out);
    }

    public static boolean multiply(BigDecimal a, BigDecimal b, int precision, int scale, Wide out) {
        return fit(a.multiply(b), precision, scale, out);
    }

    /** @throws ArithmeticException if {@code b} is zero */
    public static boolean divide(BigDecimal a, BigDecimal b, int precision, int scale, Wide out) {
        if (b.signum() == 0) {
            throw new ArithmeticException("Division by zero");
        }
        return fit(a.divide(b, DIVISION), precision, scale, out);
    }

    /** @throws ArithmeticException if {@code b} is zero */
    public static boolean remainder(BigDecimal a, BigDecimal b, int precision, int scale, Wide out) {
        if (b.signum() == 0) {
            throw new ArithmeticException("Division by zero");
        }
        return fit(a.remainder(b, DIVISION), precision, scale, out);
    }

    /** @throws ArithmeticException if {@code b} is zero */
    public static BigDecimal remainder(BigDecimal a, BigDecimal b) {
        if (b.signum() == 0) {
            throw new ArithmeticException("Division by zero");
        }
        return a.remainder(b, DIVISION);
    }

    public static int compare(BigDecimal a, BigDecimal b) {
        return a.compareTo(b);
    }

    public static int compare(long aHigh, long aLow, long bHigh, long bLow) {
        return aHigh != bHigh ? Long.compare(aHigh, bHigh) : Long.compareUnsigned(aLow, bLow);
    }

    public static boolean round(BigDecimal number, int places, int precision, int scale, Wide out) {
        return fit(number.setScale(places, RoundingMode.HALF_UP), precision, scale, out);
    }

    public static boolean floor(BigDecimal number, int precision, Wide out) {
        return fit(number.setScale(0, RoundingMode.FLOOR), precision, 0, out);
    }

    public static boolean ceil(BigDecimal number, int precision, Wide out) {
        return fit(number.setScale(0, RoundingMode.CEILING), precision, 0, out);
    }

    /** Truncated to zero, wrapped to 64 bits. */
    public static long toLong(BigDecimal number) {
        return number.longValue();
    }

    public static double toDouble(BigDecimal number) {
        return number.doubleValue();
    }

    /** @throws NumberFormatException for NaN and the infinities */
    public static BigDecimal of(double number) {
        return BigDecimal.valueOf(number);
    }

    public static double round(double number, int places) {
        return BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_UP).doubleValue();
    }

    public static float round(float number, int places) {
        return new BigDecimal(Float.toString(number))
                .setScale(places, RoundingMode.HALF_UP)
                .floatValue();
    }

    public static long round(long number, int places) {
        return places >= 0
                ? number
                : BigDecimal.valueOf(number)
                        .setScale(places, RoundingMode.HALF_UP)
                        .longValue();
    }
}
