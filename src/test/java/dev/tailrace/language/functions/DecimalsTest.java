package dev.tailrace.language.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Decimals against {@link BigDecimal}, over random numbers of every length and scale, many of them next to powers of ten
 * and of two. {@code -Dtailrace.decimals=5000000} asks for more pairs than the short run.
 */
class DecimalsTest {
    private static final int PAIRS = Integer.getInteger("tailrace.decimals", 100_000);
    private static final long SEED = Long.getLong("tailrace.seed", 20240331);
    private static final MathContext DIVISION = new MathContext(38, RoundingMode.HALF_UP);

    private final Random random = new Random(SEED);
    private final Wide out = new Wide();

    @Test
    void sumsDifferencesAndProductsAreExactRoundedAndBounded() {
        for (int i = 0; i < PAIRS; i++) {
            Decimal a = Decimal.random(random);
            Decimal b = Decimal.random(random);
            Type type = type();
            check(
                    a,
                    b,
                    type,
                    "+",
                    fitted(a.value().add(b.value()), type),
                    Decimals.add(
                            a.high(),
                            a.low(),
                            a.scale(),
                            b.high(),
                            b.low(),
                            b.scale(),
                            type.precision,
                            type.scale,
                            out));
            check(
                    a,
                    b,
                    type,
                    "-",
                    fitted(a.value().subtract(b.value()), type),
                    Decimals.subtract(
                            a.high(),
                            a.low(),
                            a.scale(),
                            b.high(),
                            b.low(),
                            b.scale(),
                            type.precision,
                            type.scale,
                            out));
            check(
                    a,
                    b,
                    type,
                    "*",
                    fitted(a.value().multiply(b.value()), type),
                    Decimals.multiply(
                            a.high(),
                            a.low(),
                            b.high(),
                            b.low(),
                            a.scale() + b.scale(),
                            type.precision,
                            type.scale,
                            out));
        }
    }

    @Test
    void quotientsAreRoundedTo38DigitsAndThenToTheScale() {
        for (int i = 0; i < PAIRS; i++) {
            Decimal a = Decimal.random(random);
            Decimal b = Decimal.random(random);
            Type type = type();
            if (b.unscaled.signum() != 0) {
                check(
                        a,
                        b,
                        type,
                        "/",
                        fitted(a.value().divide(b.value(), DIVISION), type),
                        Decimals.divide(
                                a.high(),
                                a.low(),
                                a.scale(),
                                b.high(),
                                b.low(),
                                b.scale(),
                                type.precision,
                                type.scale,
                                out));
            }
        }
    }

    @Test
    void remaindersAreThoseOfWholeQuotientsOfAtMost38Digits() {
        for (int i = 0; i < PAIRS; i++) {
            Decimal a = Decimal.random(random);
            Decimal b = Decimal.random(random);
            Type type = type();
            Supplier<Boolean> ours = () -> Decimals.remainder(
                    a.high(), a.low(), a.scale(), b.high(), b.low(), b.scale(), type.precision, type.scale, out);
            BigDecimal expected;
            try {
                expected = a.value().remainder(b.value(), DIVISION);
            } catch (ArithmeticException impossible) {
                assertThrows(ArithmeticException.class, ours::get);
                continue;
            }
            check(a, b, type, "%", fitted(expected, type), ours.get());
        }
    }

    @Test
    void comparisonsAreByValue() {
        for (int i = 0; i < PAIRS; i++) {
            Decimal a = Decimal.random(random);
            Decimal b = i % 4 == 0 ? a.rescaled(random.nextInt(39)) : Decimal.random(random);
            int compared = Decimals.compare(a.high(), a.low(), a.scale(), b.high(), b.low(), b.scale(), out);
            assertEquals(a.value().compareTo(b.value()), Integer.signum(compared), () -> a + " ? " + b);
        }
    }

    @Test
    void roundingKeepsAsManyPlacesAsAsked() {
        for (int i = 0; i < PAIRS; i++) {
            Decimal a = Decimal.random(random);
            Type type = type();
            int places = random.nextInt(60) - 20;
            BigDecimal value = a.value();
            check(
                    a,
                    a,
                    type,
                    "fit",
                    fitted(value, type),
                    Decimals.fit(a.high(), a.low(), a.scale(), type.precision, type.scale, out));
            check(
                    a,
                    a,
                    type,
                    "round " + places,
                    fitted(value.setScale(places, RoundingMode.HALF_UP), type),
                    Decimals.round(a.high(), a.low(), a.scale(), places, type.precision, type.scale, out));
            check(
                    a,
                    a,
                    type,
                    "truncate " + places,
                    fitted(value.setScale(places, RoundingMode.DOWN), type),
                    Decimals.truncate(a.high(), a.low(), a.scale(), places, type.precision, type.scale, out));
            Type whole = new Type(type.precision, 0);
            check(
                    a,
                    a,
                    whole,
                    "floor",
                    fitted(value.setScale(0, RoundingMode.FLOOR), whole),
                    Decimals.floor(a.high(), a.low(), a.scale(), type.precision, out));
            check(
                    a,
                    a,
                    whole,
                    "ceil",
                    fitted(value.setScale(0, RoundingMode.CEILING), whole),
                    Decimals.ceil(a.high(), a.low(), a.scale(), type.precision, out));
        }
    }

    @Test
    void conversionsAreThoseOfBigDecimal() {
        Slice text = new Slice();
        for (int i = 0; i < PAIRS; i++) {
            Decimal a = Decimal.random(random);
            assertEquals(a.value().longValue(), Decimals.toLong(a.high(), a.low(), a.scale(), out), a::toString);
            assertEquals(a.value().doubleValue(), Decimals.toDouble(a.high(), a.low(), a.scale(), out), a::toString);
            Numbers.print(a.high(), a.low(), a.scale(), new Wide(), text);
            assertEquals(a.value().toPlainString(), text.toString());
            Type type = new Type(38, a.scale);
            byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
            check(a, a, type, "read", a.value(), Numbers.toDecimal(utf8, 0, utf8.length, 38, a.scale, out));
        }
    }

    @Test
    void doublesAreTheirShortestText() {
        for (int i = 0; i < PAIRS; i++) {
            double number =
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15);
                        case 1 -> random.nextInt(2_000_000) / 100.0 - 7000;
                        case 2 -> random.nextInt() / Math.pow(10, random.nextInt(9));
                        default -> random.nextLong() / Math.pow(10, random.nextInt(20));
                    };
            Type type = type();
            boolean fits = Decimals.fit(number, type.precision, type.scale, out);
            BigDecimal ours = fits ? value(type.scale) : null;
            assertEquals(fitted(BigDecimal.valueOf(number), type), ours, () -> number + " as " + type);
        }
    }

    @Test
    void divisionByZeroFails() {
        assertThrows(ArithmeticException.class, () -> Decimals.divide(0, 1, 0, 0, 0, 0, 10, 6, out));
        assertThrows(ArithmeticException.class, () -> Decimals.remainder(0, 1, 0, 0, 0, 0, 10, 6, out));
    }

    private void check(Decimal a, Decimal b, Type type, String operation, @Nullable BigDecimal expected, boolean fits) {
        BigDecimal ours = fits ? value(type.scale) : null;
        assertEquals(expected, ours, () -> a + " " + operation + " " + b + " as " + type + ", seed " + SEED);
    }

    private BigDecimal value(int scale) {
        return Decimals.of(out.high, out.low, scale);
    }

    private static @Nullable BigDecimal fitted(BigDecimal value, Type type) {
        BigDecimal rounded = value.setScale(type.scale, RoundingMode.HALF_UP);
        return rounded.precision() > type.precision ? null : rounded;
    }

    private record Type(int precision, int scale) {}

    private Type type() {
        int precision = random.nextInt(4) == 0 ? 1 + random.nextInt(38) : 38;
        return new Type(precision, random.nextInt(precision + 1));
    }

    private record Decimal(BigInteger unscaled, int scale) {
        private static final BigInteger END = BigInteger.TEN.pow(38);

        static Decimal random(Random random) {
            BigInteger number =
                    switch (random.nextInt(6)) {
                        case 0 -> BigInteger.TEN.pow(random.nextInt(39)).add(BigInteger.valueOf(random.nextInt(5) - 2));
                        case 1 ->
                            BigInteger.TWO.pow(random.nextInt(127)).add(BigInteger.valueOf(random.nextInt(5) - 2));
                        case 2 -> BigInteger.valueOf(random.nextInt(20));
                        case 3 -> BigInteger.TEN.pow(random.nextInt(38)).multiply(BigInteger.valueOf(5));
                        case 4 -> new BigInteger(random.nextInt(64), random);
                        default -> new BigInteger(random.nextInt(127), random);
                    };
            BigInteger within = number.mod(END);
            return new Decimal(random.nextBoolean() ? within : within.negate(), random.nextInt(39));
        }

        Decimal rescaled(int newScale) {
            BigInteger other = value().setScale(newScale, RoundingMode.HALF_UP).unscaledValue();
            return other.abs().compareTo(END) < 0 ? new Decimal(other, newScale) : this;
        }

        BigDecimal value() {
            return new BigDecimal(unscaled, scale);
        }

        long high() {
            return unscaled.shiftRight(64).longValue();
        }

        long low() {
            return unscaled.longValue();
        }
    }
}
