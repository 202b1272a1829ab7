package dev.tailrace.operator.aggregate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sketches of many values against all of them in order: how far off the places are of what they give. */
class QuantileSketchTest {
    private static final int COUNT = 60_000;
    private static final double[] FRACTIONS = {0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1};
    /** Of 1.65 % in 99 of 100 cases, with room for the one. */
    private static final double KLL_ERROR = 0.02;

    /** How values are spread. */
    enum Spread {
        UNIFORM(Random::nextDouble),
        NORMAL(Random::nextGaussian),
        FEW(random -> random.nextInt(7)),
        WIDE(random -> Math.exp(20 * random.nextGaussian()));

        private final Function<Random, Number> next;

        Spread(Function<Random, Number> next) {
            this.next = next;
        }

        double[] values(long seed, boolean inOrder) {
            Random random = new Random(seed);
            DoubleSupplier supplier = () -> next.apply(random).doubleValue();
            double[] values = new double[COUNT];
            Arrays.setAll(values, i -> supplier.getAsDouble());
            if (inOrder) {
                Arrays.sort(values);
            }
            return values;
        }
    }

    private static <S extends QuantileSketch<S>> S of(Supplier<S> empty, double[] values, int from, int to) {
        S sketch = empty.get();
        for (int i = from; i < to; i++) {
            sketch.add(values[i]);
        }
        return sketch;
    }

    private static <S extends QuantileSketch<S>> S merged(Supplier<S> empty, double[] values) {
        S all = empty.get();
        int[] cuts = {0, 3, 700, 12_000, 12_001, 40_000, COUNT};
        for (int i = 1; i < cuts.length; i++) {
            all.addAll(of(empty, values, cuts[i - 1], cuts[i]));
        }
        return all;
    }

    /** How far the share of the values that a value stands at is from the fraction. */
    private static double error(double[] sorted, double value, double fraction) {
        long below = Arrays.stream(sorted).filter(one -> one < value).count();
        long upTo = Arrays.stream(sorted).filter(one -> one <= value).count();
        double low = (double) below / sorted.length;
        double high = (double) upTo / sorted.length;
        return fraction < low ? low - fraction : Math.max(0, fraction - high);
    }

    /** Of two runs: from the middle of one to the middle of the next. */
    private static double digestError(double fraction) {
        return 4 * Math.PI * Math.sqrt(fraction * (1 - fraction)) / 200 + 1.0 / COUNT;
    }

    @ParameterizedTest
    @EnumSource(Spread.class)
    void aKllSketchIsWithinItsError(Spread spread) {
        for (boolean inOrder : List.of(false, true)) {
            double[] values = spread.values(5, inOrder);
            double[] sorted = Arrays.stream(values).sorted().toArray();
            for (KllSketch sketch : List.of(of(KllSketch::new, values, 0, COUNT), merged(KllSketch::new, values))) {
                for (double fraction : FRACTIONS) {
                    double value = sketch.quantile(fraction);
                    assertTrue(Arrays.binarySearch(sorted, value) >= 0, "a value of the group");
                    assertTrue(error(sorted, value, fraction) <= KLL_ERROR, "fraction " + fraction);
                }
                assertTrue(sketch.bytes() < 8000, "room for " + sketch.bytes());
            }
        }
    }

    /** Between few different values it gives what lies between them, which is at no place. */
    @ParameterizedTest
    @EnumSource(value = Spread.class, mode = EnumSource.Mode.EXCLUDE, names = "FEW")
    void aDigestIsWithinTheLengthOfTwoRuns(Spread spread) {
        for (boolean inOrder : List.of(false, true)) {
            double[] values = spread.values(6, inOrder);
            double[] sorted = Arrays.stream(values).sorted().toArray();
            for (TDigest digest : List.of(of(TDigest::new, values, 0, COUNT), merged(TDigest::new, values))) {
                for (double fraction : FRACTIONS) {
                    double error = error(sorted, digest.quantile(fraction), fraction);
                    assertTrue(error <= digestError(fraction), () -> "fraction " + fraction + ": " + error);
                }
                assertEquals(sorted[0], digest.quantile(0));
                assertEquals(sorted[COUNT - 1], digest.quantile(1));
                assertTrue(digest.bytes() < 8000, "room for " + digest.bytes());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Spread.class)
    void whatIsReadGoesOnAsWhatWasWritten(Spread spread) {
        double[] values = spread.values(7, false);
        goesOn(KllSketch::new, KllSketch::new, values);
        goesOn(TDigest::new, TDigest::new, values);
    }

    private static <S extends QuantileSketch<S>> void goesOn(
            Supplier<S> empty, Function<ByteBuffer, S> read, double[] values) {
        for (int cut : List.of(1, 150, 501, 30_000)) {
            S straight = of(empty, values, 0, cut);
            S again = read.apply(ByteBuffer.wrap(written(straight)));
            // Asking changes nothing.
            straight.quantile(0.5);
            for (int i = cut; i < cut + 2000; i++) {
                straight.add(values[i]);
                again.add(values[i]);
            }
            assertArrayEquals(written(straight), written(again));
        }
    }

    private static byte[] written(QuantileSketch<?> sketch) {
        ByteBuffer bytes = ByteBuffer.allocate(sketch.bytes());
        sketch.write(bytes);
        assertEquals(0, bytes.remaining());
        return bytes.array();
    }

    @ParameterizedTest
    @EnumSource(Sketches.class)
    void theInfiniteAndNaNHaveTheirPlaces(Sketches sketches) {
        QuantileSketch<?> sketch = sketches.empty.get();
        double[] values = {
            Double.NaN, 1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 2, Double.NaN, -Double.MAX_VALUE
        };
        IntStream.range(0, values.length).forEach(i -> sketch.add(values[i]));
        Arrays.sort(values);
        for (int i = 0; i < values.length; i++) {
            assertEquals(values[i], sketch.quantile(i / 6.0), "place " + i);
        }
    }

    /** Both kinds. */
    enum Sketches {
        KLL(KllSketch::new),
        DIGEST(TDigest::new);

        private final Supplier<QuantileSketch<?>> empty;

        Sketches(Supplier<QuantileSketch<?>> empty) {
            this.empty = empty;
        }
    }
}
