package dev.tailrace.operator.aggregate;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A merging t-digest, after Dunning and Ertl, "Computing extremely accurate quantiles using t-digests" (2019): runs of
 * neighbouring values, each kept as its mean and how many they are, short at both ends and longer in the middle. A run of
 * values around the share q spans {@code 2 π √(q (1 - q)) / 200} of all of them at most: 1.6 % at the median, 0.3 % at the
 * hundredth.
 *
 * <p>What it gives lies between the means of neighbouring runs, linearly, so it is as a rule much nearer than the length of
 * a run; but since runs are put together again and again there is no bound that holds for values in any order. Up to
 * {@value #WAITING} values it is exact, and so are the least and the greatest. NaN and the infinite are counted apart.
 */
final class TDigest implements QuantileSketch<TDigest> {
    /** Twice so many runs as there are steps of the scale. */
    private static final int COMPRESSION = 200;

    /** Values that wait until they are put into runs. */
    private static final int WAITING = 500;

    private static final double SCALE = COMPRESSION / (2 * Math.PI);
    private static final double GREATEST_STEP = COMPRESSION / 4.0;
    private static final int FEW = 8;
    private static final int HEAD_BYTES = 3 * Long.BYTES + 2 * Double.BYTES + 2 * Integer.BYTES;

    private double[] means = {};
    private long[] weights = {};
    private int runs;
    /** Values in runs. */
    private long inRuns;

    private double[] waiting = {};
    private int waitingCount;

    private long negativeInfinite;
    private long infinite;
    private long notNumbers;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    TDigest() {}

    /** Reads what {@link #write} wrote. */
    TDigest(ByteBuffer source) {
        negativeInfinite = source.getLong();
        infinite = source.getLong();
        notNumbers = source.getLong();
        least = source.getDouble();
        greatest = source.getDouble();
        runs = source.getInt();
        means = new double[runs];
        weights = new long[runs];
        for (int i = 0; i < runs; i++) {
            means[i] = source.getDouble();
            weights[i] = source.getLong();
            inRuns += weights[i];
        }
        waitingCount = source.getInt();
        waiting = new double[waitingCount];
        for (int i = 0; i < waitingCount; i++) {
            waiting[i] = source.getDouble();
        }
    }

    @Override
    public void add(double value) {
        if (Double.isNaN(value)) {
            notNumbers++;
        } else if (value == Double.POSITIVE_INFINITY) {
            infinite++;
        } else if (value == Double.NEGATIVE_INFINITY) {
            negativeInfinite++;
        } else {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
            await(value);
        }
    }

    private void await(double value) {
        if (waitingCount == WAITING) {
            settle();
        }
        if (waitingCount == waiting.length) {
            waiting = Arrays.copyOf(waiting, Math.min(WAITING, Math.max(FEW, waitingCount * 2)));
        }
        waiting[waitingCount++] = value;
    }

    /** Puts the values that wait into runs. */
    private void settle() {
        if (waitingCount > 0) {
            Arrays.sort(waiting, 0, waitingCount);
            long[] single = new long[waitingCount];
            Arrays.fill(single, 1);
            int count = waitingCount;
            waitingCount = 0;
            absorb(waiting, single, count);
        }
    }

    /** Makes new runs of those that there are and others, which are in order. */
    private void absorb(double[] otherMeans, long[] otherWeights, int others) {
        double[] oldMeans = means;
        long[] oldWeights = weights;
        int old = runs;
        for (int i = 0; i < others; i++) {
            inRuns += otherWeights[i];
        }
        means = new double[old + others];
        weights = new long[old + others];
        runs = 0;
        long before = 0;
        double limit = limit(0);
        int mine = 0;
        int theirs = 0;
        while (mine < old || theirs < others) {
            boolean isMine = theirs == others || mine < old && oldMeans[mine] <= otherMeans[theirs];
            double mean = isMine ? oldMeans[mine] : otherMeans[theirs];
            long weight = isMine ? oldWeights[mine++] : otherWeights[theirs++];
            int last = runs - 1;
            if (last >= 0 && before + weights[last] + weight <= limit) {
                weights[last] += weight;
                // The greatest and the least finite number have a difference that is not.
                double share = (double) weight / weights[last];
                means[last] = means[last] * (1 - share) + mean * share;
            } else {
                if (last >= 0) {
                    before += weights[last];
                    limit = limit(before);
                }
                means[runs] = mean;
                weights[runs++] = weight;
            }
        }
        means = Arrays.copyOf(means, runs);
        weights = Arrays.copyOf(weights, runs);
    }

    /** How many values there may be up to the end of a run before which there are so many: one step of the scale. */
    private double limit(long before) {
        double step = SCALE * StrictMath.asin(2.0 * before / inRuns - 1) + 1;
        return step >= GREATEST_STEP ? inRuns : inRuns * (StrictMath.sin(step / SCALE) + 1) / 2;
    }

    @Override
    public void addAll(TDigest other) {
        negativeInfinite += other.negativeInfinite;
        infinite += other.infinite;
        notNumbers += other.notNumbers;
        least = Math.min(least, other.least);
        greatest = Math.max(greatest, other.greatest);
        if (other.runs > 0) {
            settle();
            absorb(other.means, other.weights, other.runs);
        }
        for (int i = 0; i < other.waitingCount; i++) {
            await(other.waiting[i]);
        }
    }

    @Override
    public double quantile(double fraction) {
        long finite = inRuns + waitingCount;
        long all = negativeInfinite + finite + infinite + notNumbers;
        double place = fraction * (all - 1);
        if (notNumbers > 0 && place > all - notNumbers - 1) {
            return Double.NaN;
        }
        if (infinite > 0 && place > negativeInfinite + finite - 1) {
            return Double.POSITIVE_INFINITY;
        }
        if (place < negativeInfinite) {
            return Double.NEGATIVE_INFINITY;
        }
        return settled().finite(place - negativeInfinite);
    }

    /** One with the same values, none of which waits; as long as there are few, each is a run of its own. */
    private TDigest settled() {
        if (waitingCount == 0) {
            return this;
        }
        TDigest copy = new TDigest();
        copy.least = least;
        copy.greatest = greatest;
        if (runs == 0) {
            copy.means = Arrays.copyOf(waiting, waitingCount);
            Arrays.sort(copy.means);
            copy.weights = new long[waitingCount];
            Arrays.fill(copy.weights, 1);
            copy.runs = waitingCount;
            copy.inRuns = waitingCount;
        } else {
            copy.means = means;
            copy.weights = weights;
            copy.runs = runs;
            copy.inRuns = inRuns;
            copy.waiting = Arrays.copyOf(waiting, waitingCount);
            copy.waitingCount = waitingCount;
            copy.settle();
        }
        return copy;
    }

    /** Between the means of the runs, each of which stands in the middle of its places. */
    private double finite(double place) {
        // A run may reach beyond the mean of the next, so the first and the last do not have the ends for sure.
        if (place <= 0) {
            return least;
        }
        if (place >= inRuns - 1) {
            return greatest;
        }
        double leftPlace = 0;
        double left = least;
        long before = 0;
        for (int i = 0; i < runs; i++) {
            double middle = before + (weights[i] - 1) / 2.0;
            if (place <= middle) {
                return between(leftPlace, left, middle, means[i], place);
            }
            leftPlace = middle;
            left = means[i];
            before += weights[i];
        }
        return between(leftPlace, left, before - 1.0, greatest, place);
    }

    private static double between(double leftPlace, double left, double rightPlace, double right, double place) {
        if (rightPlace <= leftPlace) {
            return right;
        }
        double share = (place - leftPlace) / (rightPlace - leftPlace);
        return left == right ? left : left * (1 - share) + right * share;
    }

    @Override
    public int bytes() {
        return HEAD_BYTES + runs * (Double.BYTES + Long.BYTES) + waitingCount * Double.BYTES;
    }

    @Override
    public void write(ByteBuffer target) {
        target.putLong(negativeInfinite).putLong(infinite).putLong(notNumbers);
        target.putDouble(least).putDouble(greatest).putInt(runs);
        for (int i = 0; i < runs; i++) {
            target.putDouble(means[i]).putLong(weights[i]);
        }
        target.putInt(waitingCount);
        for (int i = 0; i < waitingCount; i++) {
            target.putDouble(waiting[i]);
        }
    }
}
