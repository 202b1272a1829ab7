package dev.tailrace.language.functions;

import java.util.Arrays;

/**
 * A whole number from 0 to below 2^288, for what decimals of 38 digits need on the way: products and scaled dividends of
 * up to 76 digits. Single-threaded; never allocates after it is made.
 */
final class Magnitude {
    private static final int LIMBS = 9;
    private static final long MASK = 0xFFFF_FFFFL;

    /** 32 bits each, the lowest first; zero from {@code length} on. */
    private final int[] limbs = new int[LIMBS + 1];

    private int length;

    /** The magnitude of a 128-bit number in two's complement. */
    Magnitude set(long high, long low) {
        long h = high;
        long l = low;
        if (h < 0) {
            l = -l;
            h = ~h + (l == 0 ? 1 : 0);
        }
        clear();
        limbs[0] = (int) l;
        limbs[1] = (int) (l >>> 32);
        limbs[2] = (int) h;
        limbs[3] = (int) (h >>> 32);
        length = 4;
        trim();
        return this;
    }

    private void clear() {
        Arrays.fill(limbs, 0);
        length = 0;
    }

    private void trim() {
        while (length > 0 && limbs[length - 1] == 0) {
            length--;
        }
    }

    boolean isZero() {
        return length == 0;
    }

    int bitLength() {
        return length == 0 ? 0 : 32 * length - Integer.numberOfLeadingZeros(limbs[length - 1]);
    }

    /** Whether it fits a {@code Wide}. */
    boolean isWide() {
        return bitLength() <= 127;
    }

    /** @param isNegative the sign that the result gets */
    void get(boolean isNegative, Wide out) {
        out.high = (limbs[2] & MASK) | (long) limbs[3] << 32;
        out.low = (limbs[0] & MASK) | (long) limbs[1] << 32;
        if (isNegative) {
            out.negate();
        }
    }

    /** Times a factor of at most a billion. */
    private void multiply(int factor) {
        long carry = 0;
        for (int i = 0; i < length; i++) {
            carry += (limbs[i] & MASK) * factor;
            limbs[i] = (int) carry;
            carry >>>= 32;
        }
        if (carry != 0) {
            limbs[length++] = (int) carry;
        }
    }

    Magnitude scaleUp(int places) {
        for (int left = places; left > 0; left -= 9) {
            multiply((int) Wide.POWERS[Math.min(left, 9)]);
        }
        return this;
    }

    /** Divided by a divisor of at most a billion; the remainder. */
    private int divide(int divisor) {
        long rest = 0;
        for (int i = length - 1; i >= 0; i--) {
            long part = rest << 32 | limbs[i] & MASK;
            long quotient = part / divisor;
            limbs[i] = (int) quotient;
            rest = part - quotient * divisor;
        }
        trim();
        return (int) rest;
    }

    /** Divided by 10^places, at least 1, rounded half up. */
    void scaleDown(int places) {
        for (int left = places - 1; left > 0; left -= 9) {
            divide((int) Wide.POWERS[Math.min(left, 9)]);
        }
        if (divide(10) >= 5) {
            addOne();
        }
    }

    void addOne() {
        int i = 0;
        while (++limbs[i] == 0) {
            i++;
        }
        length = Math.max(length, i + 1);
    }

    /** Becomes the product of two numbers, both others than this one. */
    void product(Magnitude a, Magnitude b) {
        clear();
        for (int i = 0; i < a.length; i++) {
            long carry = 0;
            for (int j = 0; j < b.length; j++) {
                carry += (a.limbs[i] & MASK) * (b.limbs[j] & MASK) + (limbs[i + j] & MASK);
                limbs[i + j] = (int) carry;
                carry >>>= 32;
            }
            limbs[i + b.length] = (int) carry;
        }
        length = a.length + b.length;
        trim();
    }

    int compareTo(Magnitude other) {
        if (length != other.length) {
            return Integer.compare(length, other.length);
        }
        for (int i = length - 1; i >= 0; i--) {
            if (limbs[i] != other.limbs[i]) {
                return Integer.compareUnsigned(limbs[i], other.limbs[i]);
            }
        }
        return 0;
    }

    void add(Magnitude other) {
        long carry = 0;
        int most = Math.max(length, other.length);
        for (int i = 0; i < most; i++) {
            carry += (limbs[i] & MASK) + (other.limbs[i] & MASK);
            limbs[i] = (int) carry;
            carry >>>= 32;
        }
        limbs[most] = (int) carry;
        length = most + 1;
        trim();
    }

    /** Less a number that is not greater. */
    void subtract(Magnitude other) {
        long borrow = 0;
        for (int i = 0; i < length; i++) {
            borrow += (limbs[i] & MASK) - (other.limbs[i] & MASK);
            limbs[i] = (int) borrow;
            borrow >>= 32;
        }
        trim();
    }

    private void shiftLeft(int bits) {
        if (bits == 0 || length == 0) {
            return;
        }
        limbs[length] = 0;
        for (int i = length; i > 0; i--) {
            limbs[i] = limbs[i] << bits | limbs[i - 1] >>> 32 - bits;
        }
        limbs[0] <<= bits;
        length++;
        trim();
    }

    private void shiftRight(int bits) {
        if (bits == 0) {
            return;
        }
        for (int i = 0; i < length; i++) {
            limbs[i] = limbs[i] >>> bits | limbs[i + 1] << 32 - bits;
        }
        trim();
    }

    void shiftLeftBy(int bits) {
        int whole = bits >> 5;
        System.arraycopy(limbs, 0, limbs, whole, length);
        Arrays.fill(limbs, 0, whole, 0);
        length += whole;
        trim();
        shiftLeft(bits & 31);
    }

    /**
     * Divides by a number that is not zero, digit by digit of 32 bits (Knuth's algorithm D); this becomes the remainder.
     * The divisor is left as it was.
     */
    void divide(Magnitude divisor, Magnitude quotient) {
        quotient.clear();
        if (compareTo(divisor) < 0) {
            return;
        }
        if (divisor.length == 1) {
            divideByOne(divisor.limbs[0] & MASK, quotient);
            return;
        }
        int shift = Integer.numberOfLeadingZeros(divisor.limbs[divisor.length - 1]);
        divisor.shiftLeft(shift);
        shiftLeft(shift);
        int n = divisor.length;
        long first = divisor.limbs[n - 1] & MASK;
        long second = divisor.limbs[n - 2] & MASK;
        int top = length - n;
        for (int j = top; j >= 0; j--) {
            quotient.limbs[j] = digit(divisor, first, second, j, n);
        }
        quotient.length = top + 1;
        quotient.trim();
        length = n;
        trim();
        divisor.shiftRight(shift);
        shiftRight(shift);
    }

    private void divideByOne(long divisor, Magnitude quotient) {
        long rest = 0;
        for (int i = length - 1; i >= 0; i--) {
            long part = rest << 32 | limbs[i] & MASK;
            quotient.limbs[i] = (int) Long.divideUnsigned(part, divisor);
            rest = Long.remainderUnsigned(part, divisor);
        }
        quotient.length = length;
        quotient.trim();
        clear();
        limbs[0] = (int) rest;
        length = 1;
        trim();
    }

    /** One digit of the quotient, which is taken off this number. */
    private int digit(Magnitude divisor, long first, long second, int j, int n) {
        long upper = (limbs[j + n] & MASK) << 32 | limbs[j + n - 1] & MASK;
        long guess = Long.divideUnsigned(upper, first);
        long rest = upper - guess * first;
        while (guess > MASK || Long.compareUnsigned(guess * second, rest << 32 | limbs[j + n - 2] & MASK) > 0) {
            guess--;
            rest += first;
            if (rest > MASK) {
                break;
            }
        }
        long borrow = 0;
        long carry = 0;
        for (int i = 0; i < n; i++) {
            carry += guess * (divisor.limbs[i] & MASK);
            borrow += (limbs[i + j] & MASK) - (carry & MASK);
            limbs[i + j] = (int) borrow;
            carry >>>= 32;
            borrow >>= 32;
        }
        borrow += (limbs[j + n] & MASK) - carry;
        limbs[j + n] = (int) borrow;
        if (borrow < 0) {
            guess--;
            addAt(divisor, j, n);
        }
        return (int) guess;
    }

    /** Takes back what was one time too many. */
    private void addAt(Magnitude divisor, int j, int n) {
        long carry = 0;
        for (int i = 0; i < n; i++) {
            carry += (limbs[i + j] & MASK) + (divisor.limbs[i] & MASK);
            limbs[i + j] = (int) carry;
            carry >>>= 32;
        }
        limbs[j + n] += (int) carry;
    }
}
