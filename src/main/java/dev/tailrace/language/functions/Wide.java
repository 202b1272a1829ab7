package dev.tailrace.language.functions;

import java.math.BigInteger;

/**
 * The unscaled value of a decimal that a function gives: 128 bits in two's complement, a magnitude below 2^127. Also the
 * room in which functions compute it. Single-threaded.
 */
public final class Wide {
    /** Powers of ten that fit a long: 10^0 to 10^18. */
    static final long[] POWERS = new long[19];

    private static final int MAX_POWER = 38;
    private static final long[] POWERS_HIGH = new long[MAX_POWER + 1];
    private static final long[] POWERS_LOW = new long[MAX_POWER + 1];
    private static final long HALF_MASK = 0xFFFF_FFFFL;

    static {
        for (int i = 0; i <= MAX_POWER; i++) {
            BigInteger power = BigInteger.TEN.pow(i);
            POWERS_HIGH[i] = power.shiftRight(64).longValue();
            POWERS_LOW[i] = power.longValue();
            if (i < POWERS.length) {
                POWERS[i] = power.longValueExact();
            }
        }
    }

    /** How a number is rounded to fewer places. */
    enum Mode {
        HALF_UP,
        DOWN,
        FLOOR,
        CEILING
    }

    public long high;
    public long low;

    private final Magnitude[] room = new Magnitude[3];

    void set(long newHigh, long newLow) {
        high = newHigh;
        low = newLow;
    }

    void set(long value) {
        high = value >> 63;
        low = value;
    }

    boolean isLong() {
        return high == low >> 63;
    }

    void negate() {
        low = -low;
        high = ~high + (low == 0 ? 1 : 0);
    }

    /** Room for numbers beyond 128 bits; made when first needed. */
    Magnitude room(int index) {
        Magnitude magnitude = room[index];
        if (magnitude == null) {
            magnitude = new Magnitude();
            room[index] = magnitude;
        }
        return magnitude;
    }

    /** Times 10^places. False if that is beyond 127 bits; then the value is unspecified. */
    boolean scaleUp(int places) {
        if (places == 0) {
            return true;
        }
        if (places <= 18 && isLong()) {
            long power = POWERS[places];
            high = Math.multiplyHigh(low, power);
            low *= power;
            return true;
        }
        boolean isNegative = high < 0;
        if (isNegative) {
            negate();
        }
        for (int left = places; left > 0; left -= 18) {
            if (!multiply(POWERS[Math.min(left, 18)])) {
                return false;
            }
            if (high == 0 && low == 0) {
                return true;
            }
        }
        if (isNegative) {
            negate();
        }
        return true;
    }

    /** The magnitude times a positive factor. */
    private boolean multiply(long factor) {
        long carry = unsignedMultiplyHigh(low, factor);
        if (Math.multiplyHigh(high, factor) != 0) {
            return false;
        }
        long product = high * factor;
        low *= factor;
        high = product + carry;
        return product >= 0 && high >= 0;
    }

    /** @param factor positive */
    static long unsignedMultiplyHigh(long a, long factor) {
        return Math.multiplyHigh(a, factor) + (a >> 63 & factor);
    }

    /** Divided by 10^places. */
    void scaleDown(int places, Mode rounding) {
        if (places == 0) {
            return;
        }
        if (isLong() && places <= 18) {
            long power = POWERS[places];
            long value = low;
            long quotient = value / power;
            long rest = value - quotient * power;
            set(quotient + carry(rounding, value < 0, rest != 0, Math.abs(rest) >= power - Math.abs(rest)));
            return;
        }
        boolean isNegative = high < 0;
        if (isNegative) {
            negate();
        }
        boolean isInexact = false;
        // Beyond 39 places nothing is left, and no half either.
        for (int left = Math.min(places, MAX_POWER + 2) - 1; left > 0; left -= 9) {
            isInexact |= divide((int) POWERS[Math.min(left, 9)]) != 0;
        }
        int digit = divide(10);
        isInexact |= digit != 0;
        addOne(carry(rounding, isNegative, isInexact, digit >= 5) != 0);
        if (isNegative) {
            negate();
        }
    }

    /** Adds one to a magnitude, or does not. */
    void addOne(boolean really) {
        if (really && ++low == 0) {
            high++;
        }
    }

    /** What rounding adds to a quotient that was cut: -1, 0 or 1. */
    private static int carry(Mode rounding, boolean isNegative, boolean isInexact, boolean isHalf) {
        return switch (rounding) {
            case HALF_UP -> !isHalf ? 0 : isNegative ? -1 : 1;
            case DOWN -> 0;
            case FLOOR -> isInexact && isNegative ? -1 : 0;
            case CEILING -> isInexact && !isNegative ? 1 : 0;
        };
    }

    /** The magnitude divided; the remainder. The divisor is at most a billion. */
    int divide(int divisor) {
        if (high == 0 && low >= 0) {
            long quotient = low / divisor;
            int rest = (int) (low - quotient * divisor);
            low = quotient;
            return rest;
        }
        long quotientHigh = high / divisor;
        long rest = high - quotientHigh * divisor;
        long upper = rest << 32 | low >>> 32;
        long quotientUpper = upper / divisor;
        rest = upper - quotientUpper * divisor;
        long lower = rest << 32 | low & HALF_MASK;
        long quotientLower = lower / divisor;
        high = quotientHigh;
        low = quotientUpper << 32 | quotientLower;
        return (int) (lower - quotientLower * divisor);
    }

    /**
     * The magnitude divided by a positive number; the remainder.
     *
     * @param divisor a positive long
     */
    long divide(long divisor) {
        if (high == 0 && low >= 0) {
            long quotient = low / divisor;
            long rest = low - quotient * divisor;
            low = quotient;
            return rest;
        }
        long quotientHigh = high / divisor;
        long rest = high - quotientHigh * divisor;
        high = quotientHigh;
        return divideLow(rest, divisor);
    }

    /** Divides {@code upper * 2^64 + low}, with upper below the divisor, in two digits of 32 bits. */
    private long divideLow(long upper, long divisor) {
        int shift = Long.numberOfLeadingZeros(divisor);
        long d = divisor << shift;
        long u = shift == 0 ? upper : upper << shift | low >>> 64 - shift;
        long rest = low << shift;
        long first = digit(u, d, rest >>> 32);
        long middle = (u << 32 | rest >>> 32) - first * d;
        long second = digit(middle, d, rest & HALF_MASK);
        low = first << 32 | second;
        return (middle << 32 | rest & HALF_MASK) - second * d >>> shift;
    }

    /** The 32-bit quotient of {@code u * 2^32 + next} and a divisor with its highest bit set. */
    private static long digit(long u, long divisor, long next) {
        long upper = divisor >>> 32;
        long lower = divisor & HALF_MASK;
        long quotient = Long.divideUnsigned(u, upper);
        long rest = u - quotient * upper;
        while (quotient > HALF_MASK || Long.compareUnsigned(quotient * lower, rest << 32 | next) > 0) {
            quotient--;
            rest += upper;
            if (rest > HALF_MASK) {
                break;
            }
        }
        return quotient;
    }

    /** Whether the value has at most so many digits, up to 38. */
    boolean hasDigits(int digits) {
        if (isLong()) {
            return digits > 18 || low > -POWERS[digits] && low < POWERS[digits];
        }
        long h = high;
        long l = low;
        if (h < 0) {
            l = -l;
            h = ~h + (l == 0 ? 1 : 0);
        }
        return isBelow(h, l, digits);
    }

    /** Whether a magnitude is below 10^digits. */
    static boolean isBelow(long high, long low, int digits) {
        long powerHigh = POWERS_HIGH[digits];
        return high != powerHigh ? high < powerHigh : Long.compareUnsigned(low, POWERS_LOW[digits]) < 0;
    }

    /** Digits of a magnitude, 1 for zero. */
    static int digits(long high, long low) {
        int digits = 1;
        while (digits < MAX_POWER && !isBelow(high, low, digits)) {
            digits++;
        }
        return digits;
    }

    /**
     * Brings a value to DECIMAL(precision, scale). False where it has too many digits; then the value is unspecified.
     *
     * @param from places behind the point that it has, may be negative
     */
    boolean fit(int from, int precision, int scale) {
        if (from > scale) {
            scaleDown(from - scale, Mode.HALF_UP);
        } else if (!scaleUp(scale - from)) {
            return false;
        }
        return hasDigits(precision);
    }
}
