package dev.tailrace.designer.charts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.operator.view.ChartPlan;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.ChartView.Axis;
import dev.tailrace.operator.view.ChartView.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartReaderTest {
    @Test
    void laterBarAtThePlaceOfAnEarlierOneReplacesIt() {
        ChartView view = new ChartView(Kind.BAR, Axis.LABEL, "region", 100);
        view.add("count", view.label("Alaska"), 1);
        view.add("count", view.label("Fiji"), 5);
        view.add("count", view.label("Alaska"), 2);
        ChartData data = new ChartReader(view.plan()).read(view);
        assertArrayEquals(new double[] {0, 1}, data.traces().get(0).x());
        assertArrayEquals(new double[] {2, 5}, data.traces().get(0).y());
    }

    @Test
    void aReaderThatLooksAgainHasWhatOneHasThatLooksOnce() {
        ChartView view = new ChartView(Kind.SCATTER, Axis.NUMBER, "x", 5);
        ChartReader again = new ChartReader(view.plan());
        for (int i = 0; i < 20; i++) {
            view.add(i % 3 == 0 ? "a" : "b", i, -i);
            if (i == 13) {
                view.remove("b", 11, -11);
            }
            if (i % 4 == 0) {
                again.read(view);
            }
        }
        ChartData data = again.read(view);
        ChartData once = new ChartReader(view.plan()).read(view);
        for (int i = 0; i < 2; i++) {
            assertArrayEquals(once.traces().get(i).x(), data.traces().get(i).x());
        }
        assertArrayEquals(new double[] {6, 9, 12, 15, 18}, data.traces().get(0).x());
        assertArrayEquals(
                new double[] {13, 14, 16, 17, 19}, data.traces().get(1).x());
    }

    @Test
    void aHistogramCountsTheRowsBetweenRoundBounds() {
        ChartView view = new ChartView(
                ChartPlan.of(Kind.HISTOGRAM, Axis.NUMBER, "mag", 100).withBins(5));
        // From 0.3 to 4.6 in at most 5: steps of 1 (4.3 / 5 = 0.86, the next of 1, 2, 5 is 1), from 0 to 5.
        for (double value : new double[] {0.3, 0.9, 1.0, 1.5, 2.2, 4.6, 4.0, 0.95}) {
            view.add("", value, 0);
        }
        ChartData data = new ChartReader(view.plan()).read(view);
        assertArrayEquals(
                new double[] {0.5, 1.5, 2.5, 3.5, 4.5}, data.traces().get(0).x());
        assertArrayEquals(new double[] {3, 2, 1, 0, 2}, data.traces().get(0).y());
    }

    @Test
    void wholeNumbersAreNotDivided() {
        ChartView view = new ChartView(
                ChartPlan.of(Kind.HISTOGRAM, Axis.NUMBER, "steps", 100).withBins(24));
        for (double steps : new double[] {1, 2, 3, 3}) {
            view.add("", steps, 0);
        }
        ChartData data = new ChartReader(view.plan()).read(view);
        assertArrayEquals(new double[] {1.5, 2.5, 3.5}, data.traces().get(0).x());
        assertArrayEquals(new double[] {1, 1, 2}, data.traces().get(0).y());
    }

    @Test
    void timesAreDividedIntoRoundTimes() {
        // 100 minutes in at most 8: 12.5 minutes each; the least round length above is 15 minutes.
        Bins bins = Bins.of(Axis.TIME, 7 * 60_000, 107 * 60_000, 8, List.of());
        assertEquals(15 * 60_000, bins.length());
        assertEquals(0, bins.from());
        assertEquals(8, bins.count());
        // 100 days in at most 24: 4.17 days each, so whole ones of 5.
        Bins days = Bins.of(Axis.TIME, 0, 100 * 86_400_000.0, 24, List.of());
        assertEquals(5 * 86_400_000.0, days.length());
    }

    @Test
    void aHeatMapAddsUpInEachField() {
        ChartView view = new ChartView(ChartPlan.of(Kind.HEAT_MAP, Axis.LABEL, "day", 100)
                .withY(Axis.NUMBER, "hour")
                .withBins(2)
                .withMarks("n", ""));
        double monday = view.label("Mon");
        double friday = view.label("Fri");
        view.add("", monday, 1, 10, Double.NaN);
        view.add("", monday, 4, 5, Double.NaN);
        view.add("", monday, 9, 7, Double.NaN);
        view.add("", friday, 6, 1, Double.NaN);
        view.add("", friday, 6, Double.NaN, Double.NaN);
        HeatMap heat = new ChartReader(view.plan()).read(view).heat();
        // Hours from 1 to 9 in at most 2: 4 each, rounded up to 5: [0, 5) and [5, 10).
        assertEquals(2, heat.y().count());
        assertArrayEquals(new double[] {15, Double.NaN, 7, 1}, heat.cells());
    }

    @Test
    void theTopAreTheGreatestOfTheLatest() {
        ChartView view =
                new ChartView(ChartPlan.of(Kind.TOP_N, Axis.LABEL, "who", 100).withTop(2));
        view.add("n", view.label("a"), 9);
        view.add("n", view.label("b"), 5);
        view.add("n", view.label("c"), 7);
        view.add("n", view.label("a"), 1);
        ChartData.Trace top = new ChartReader(view.plan()).read(view).traces().get(0);
        assertArrayEquals(new double[] {2, 1}, top.x());
        assertArrayEquals(new double[] {7, 5}, top.y());
    }

    @Test
    void whatFallsOutIsCounted() {
        ChartView view = new ChartView(Kind.LINE, Axis.NUMBER, "x", 3);
        for (int i = 0; i < 10; i++) {
            view.add("y", i, i);
        }
        view.add("y", Double.NaN, 1);
        ChartData data = new ChartReader(view.plan()).read(view);
        assertEquals(3, data.kept());
        assertEquals(11, data.passed());
        assertEquals(1, data.leftOut());
    }
}
