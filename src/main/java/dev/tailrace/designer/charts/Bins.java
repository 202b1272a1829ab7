package dev.tailrace.designer.charts;

import dev.tailrace.operator.view.ChartView.Axis;
import java.util.List;

/**
 * Intervals of equal length and round bounds on an axis, half-open: a value on a bound belongs to the interval that
 * begins there. On a label axis each label is one.
 *
 * @param from the lower bound of the first
 */
record Bins(Axis axis, double from, double length, int count) {
    private static final double MILLIS_PER_DAY = 86_400_000;

    /**
     * Intervals that hold all values from the least to the greatest.
     *
     * @param most how many there may be of round length; one more where the least is not on a bound
     */
    static Bins of(Axis axis, double least, double greatest, int most, List<String> labels) {
        if (axis == Axis.LABEL) {
            return new Bins(axis, -0.5, 1, Math.max(1, labels.size()));
        }
        double range = greatest - least;
        double length = axis == Axis.TIME ? timeLength(range, most) : Ticks.niceStep(range > 0 ? range : 1, most);
        double from = Math.floor(least / length + 1e-9) * length;
        int count = (int) Math.floor((greatest - from) / length + 1e-9) + 1;
        return new Bins(axis, from, length, Math.max(1, count));
    }

    /** One for each whole number up to the greatest: parts of them would stay empty. */
    Bins ofWholeNumbers(double greatest) {
        double least = Math.floor(from);
        return new Bins(axis, least, 1, (int) (greatest - least) + 1);
    }

    /** The least round length of which so many cover the range; beyond days, whole days. */
    private static double timeLength(double rangeMillis, int most) {
        for (double length : Ticks.timeSteps()) {
            if (length <= MILLIS_PER_DAY && rangeMillis <= length * most) {
                return length;
            }
        }
        return MILLIS_PER_DAY * Math.ceil(rangeMillis / most / MILLIS_PER_DAY);
    }

    /** The interval of a value. */
    int index(double value) {
        return (int) Math.max(0, Math.min(count - 1, Math.floor((value - from) / length + 1e-9)));
    }

    double low(int index) {
        return from + index * length;
    }

    double middle(int index) {
        return low(index) + length / 2;
    }

    double to() {
        return low(count);
    }
}
