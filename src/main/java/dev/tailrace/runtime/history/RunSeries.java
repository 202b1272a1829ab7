package dev.tailrace.runtime.history;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The counters of a run over its time: totals since the start, so that the rate between any two readings is exact however
 * many were left out between them. Immutable; nobody writes to its arrays.
 *
 * @param seconds of the readings since the start, rising
 * @param sourceRows of all sources together
 * @param wires rows that have passed, by the wire's id
 * @param nodes by the node's id
 */
public record RunSeries(double[] seconds, long[] sourceRows, Map<String, long[]> wires, Map<String, OfNode> nodes) {
    public static final RunSeries NONE = new RunSeries(new double[0], new long[0], Map.of(), Map.of());

    public RunSeries {
        wires = new LinkedHashMap<>(wires);
        nodes = new LinkedHashMap<>(nodes);
    }

    /**
     * @param busyMillis spent working
     * @param errors rows that failed
     * @param late rows dropped as late
     */
    public record OfNode(long[] busyMillis, long[] errors, long[] late) {}

    public int size() {
        return seconds.length;
    }

    /**
     * With at most so many stretches, none of them much shorter than the others: rates over very short ones say more of how
     * rows come in batches than of the run. The first and the last reading stay.
     */
    public RunSeries coarse(int stretches) {
        if (seconds.length < 3) {
            return this;
        }
        double least = (seconds[seconds.length - 1] - seconds[0]) / stretches;
        int[] kept = new int[seconds.length];
        int count = 1;
        for (int i = 1; i < seconds.length - 1; i++) {
            boolean leavesRoom = seconds[seconds.length - 1] - seconds[i] >= least;
            if (leavesRoom && seconds[i] - seconds[kept[count - 1]] >= least) {
                kept[count++] = i;
            }
        }
        kept[count++] = seconds.length - 1;
        return at(Arrays.copyOf(kept, count));
    }

    private RunSeries at(int[] readings) {
        Map<String, long[]> fewerWires = new LinkedHashMap<>();
        wires.forEach((wire, rows) -> fewerWires.put(wire, at(rows, readings)));
        Map<String, OfNode> fewerNodes = new LinkedHashMap<>();
        nodes.forEach((id, node) -> fewerNodes.put(
                id,
                new OfNode(
                        at(node.busyMillis(), readings), at(node.errors(), readings), at(node.late(), readings))));
        return new RunSeries(
                Arrays.stream(readings).mapToDouble(i -> seconds[i]).toArray(),
                at(sourceRows, readings),
                fewerWires,
                fewerNodes);
    }

    private static long[] at(long[] totals, int[] readings) {
        return Arrays.stream(readings).mapToLong(i -> totals[i]).toArray();
    }

    /** What was added a second up to each reading after the first one; one number fewer than there are readings. */
    public double[] perSecond(long[] totals) {
        double[] rates = new double[Math.max(0, Math.min(totals.length, seconds.length) - 1)];
        for (int i = 0; i < rates.length; i++) {
            double passed = seconds[i + 1] - seconds[i];
            rates[i] = passed <= 0 ? 0 : (totals[i + 1] - totals[i]) / passed;
        }
        return rates;
    }

    /** The times of {@link #perSecond}: each is the end of the stretch that the rate is of. */
    public double[] endings() {
        double[] endings = new double[Math.max(0, seconds.length - 1)];
        System.arraycopy(seconds, seconds.length - endings.length, endings, 0, endings.length);
        return endings;
    }

    /** Shares of the time spent working, from 0 to 1, at {@link #endings}. */
    public double[] busy(OfNode node) {
        double[] shares = perSecond(node.busyMillis());
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.max(0, Math.min(1, shares[i] / 1000));
        }
        return shares;
    }
}
