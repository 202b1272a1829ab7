package dev.tailrace.language.functions;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * ROUND (half up) and TRUNCATE (towards zero) of DOUBLE, FLOAT and whole numbers, to places behind the point or, if
 * negative, before it. Flink rounds the decimal text of a number, so that 1.005 gives 1.01 though it is a little less.
 */
public final class Rounding {
    /** The last power of ten that is exactly a double. */
    static final int MAX_EXACT_POWER = 22;

    static final double[] POWERS_OF_TEN = new double[MAX_EXACT_POWER + 1];

    private static final int FEW = 8;

    static {
        for (int i = 0; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = BigDecimal.TEN.pow(i).doubleValue();
        }
    }

    private Rounding() {}

    /**
     * Places behind the point of the shortest text of the number, or some more, where they are few, as in most numbers
     * that people write; else -1. A decimal of at most 15 digits that is read as this number is its text.
     */
    static int fewPlaces(double number) {
        double size = Math.abs(number);
        // Beyond these Java writes exponents, and its digits are not always the shortest.
        if (size >= 1e7 || size < 1e-3 && size != 0) {
            return -1;
        }
        for (int places = 0; places <= FEW; places += 2) {
            if (unscaled(number, places) / POWERS_OF_TEN[places] == number) {
                return places;
            }
        }
        return -1;
    }

    static long unscaled(double number, int places) {
        return (long) Math.rint(number * POWERS_OF_TEN[places]);
    }

    /** @throws NumberFormatException for NaN and the infinities */
    public static double round(double number, int places) {
        return cut(number, places, RoundingMode.HALF_UP);
    }

    /** @throws NumberFormatException for NaN and the infinities */
    public static double truncate(double number, int places) {
        return cut(number, places, RoundingMode.DOWN);
    }

    private static double cut(double number, int places, RoundingMode mode) {
        int few = fewPlaces(number);
        if (few < 0 || places < -FEW) {
            return decimal(number, mode).setScale(places, mode).doubleValue();
        }
        if (places >= few) {
            // The zero that a decimal gives has no sign.
            return number == 0 ? 0 : number;
        }
        long unit = Wide.POWERS[few - places];
        long cut = cut(unscaled(number, few), unit, mode);
        return places >= 0 ? cut / POWERS_OF_TEN[places] : (double) (cut * Wide.POWERS[-places]);
    }

    /** The quotient by the unit. */
    private static long cut(long number, long unit, RoundingMode mode) {
        long quotient = number / unit;
        long rest = Math.abs(number % unit);
        boolean carries = mode == RoundingMode.HALF_UP && rest >= unit - rest;
        return carries ? quotient + Long.signum(number) : quotient;
    }

    /** @throws NumberFormatException for NaN and the infinities */
    public static float round(float number, int places) {
        return cut(number, places, RoundingMode.HALF_UP);
    }

    /** @throws NumberFormatException for NaN and the infinities */
    public static float truncate(float number, int places) {
        return cut(number, places, RoundingMode.DOWN);
    }

    private static float cut(float number, int places, RoundingMode mode) {
        // Of the DOUBLE that it is, so that 165.45, which is a little less, gives 165.4.
        return decimal(number, mode).setScale(places, mode).floatValue();
    }

    /** TRUNCATE begins with a DECIMAL(38, 18), as Flink does, which fails where the number does not go into one. */
    private static BigDecimal decimal(double number, RoundingMode mode) {
        BigDecimal decimal = BigDecimal.valueOf(number);
        if (mode != RoundingMode.DOWN) {
            return decimal;
        }
        if (decimal.precision() - decimal.scale() > 20) {
            throw new ArithmeticException("the number has more than 20 digits before the point");
        }
        return decimal.scale() > 18 ? decimal.setScale(18, RoundingMode.HALF_UP) : decimal;
    }

    /** Wraps where the result is beyond 64 bits. */
    public static long round(long number, int places) {
        return cut(number, places, RoundingMode.HALF_UP);
    }

    public static long truncate(long number, int places) {
        return cut(number, places, RoundingMode.DOWN);
    }

    private static long cut(long number, int places, RoundingMode mode) {
        if (places >= 0) {
            return number;
        }
        if (places < 1 - Wide.POWERS.length) {
            return BigDecimal.valueOf(number).setScale(places, mode).longValue();
        }
        long unit = Wide.POWERS[-places];
        return cut(number, unit, mode) * unit;
    }
}
