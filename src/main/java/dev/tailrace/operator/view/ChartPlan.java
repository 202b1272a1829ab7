package dev.tailrace.operator.view;

import dev.tailrace.operator.view.ChartView.Axis;
import dev.tailrace.operator.view.ChartView.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a chart shows and how, apart from its points.
 *
 * @param x what a point's x means; of a MAP it is the longitude
 * @param y what a point's y means; of a MAP it is the latitude
 * @param keep how many of the latest points a series keeps
 * @param bins into how many parts a HISTOGRAM or a HEAT_MAP divides a number or time axis at most
 * @param top how many places a TOP_N shows
 * @param scale of a GAUGE
 * @param sizeTitle what a point's size means, or empty if points have none
 * @param colourTitle what a point's colour means, or empty if points have none
 */
public record ChartPlan(
        Kind kind,
        Axis x,
        Axis y,
        String xTitle,
        String yTitle,
        int keep,
        int bins,
        int top,
        Scale scale,
        String sizeTitle,
        String colourTitle) {
    /**
     * The range of a gauge and where it turns.
     *
     * @param most the end of the scale, or null where the greatest value so far decides
     * @param warnAt from which value on it warns, or null
     * @param alarmAt from which value on it raises the alarm, or null
     */
    public record Scale(double least, @Nullable Double most, @Nullable Double warnAt, @Nullable Double alarmAt) {
        /** From 0 to the greatest value so far. */
        public static final Scale OPEN = new Scale(0, null, null, null);
    }

    private static final int BINS = 24;
    private static final int TOP = 10;

    /** A chart of points without size or colour. */
    public static ChartPlan of(Kind kind, Axis x, String xTitle, int keep) {
        return new ChartPlan(kind, x, Axis.NUMBER, xTitle, "", keep, BINS, TOP, Scale.OPEN, "", "");
    }

    public ChartPlan withY(Axis axis, String title) {
        return new ChartPlan(kind, x, axis, xTitle, title, keep, bins, top, scale, sizeTitle, colourTitle);
    }

    public ChartPlan withBins(int most) {
        return new ChartPlan(kind, x, y, xTitle, yTitle, keep, most, top, scale, sizeTitle, colourTitle);
    }

    public ChartPlan withTop(int places) {
        return new ChartPlan(kind, x, y, xTitle, yTitle, keep, bins, places, scale, sizeTitle, colourTitle);
    }

    public ChartPlan withScale(Scale range) {
        return new ChartPlan(kind, x, y, xTitle, yTitle, keep, bins, top, range, sizeTitle, colourTitle);
    }

    /** @param size empty for none, as is the colour */
    public ChartPlan withMarks(String size, String colour) {
        return new ChartPlan(kind, x, y, xTitle, yTitle, keep, bins, top, scale, size, colour);
    }
}
