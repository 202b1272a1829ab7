package dev.tailrace.designer.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.operator.view.ChartPlan;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.ChartView.Axis;
import dev.tailrace.operator.view.ChartView.Kind;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ChartRowsTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void theRowsOfAChartOfSeveralSeriesNameTheirs() {
        ChartView view =
                new ChartView(ChartPlan.of(Kind.LINE, Axis.TIME, "at", 100).withY(Axis.NUMBER, "n"));
        view.add("Oslo, \"Sentrum\"", 86_400_000, 1.5);
        view.add("Rome", 86_400_250, -2);
        assertEquals(
                """
                series,at,n\r
                "Oslo, ""Sentrum\""",1970-01-02 00:00:00.000,1.5\r
                Rome,1970-01-02 00:00:00.250,-2\r
                """,
                new ChartRows(view, UTC).text());
    }

    @Test
    void theRowsOfAMapAreItsPlaces() {
        ChartView view = new ChartView(ChartPlan.of(Kind.MAP, Axis.NUMBER, "lon", 100)
                .withY(Axis.NUMBER, "lat")
                .withMarks("mag", "depth"));
        view.add("lat", 139.7, 35.7, 4.25, Double.NaN);
        assertEquals("lon,lat,mag,depth\r\n139.7,35.7,4.25,\r\n", new ChartRows(view, UTC).text());
    }

    @Test
    void theRowsOfAHistogramAreItsValues() {
        ChartView view = new ChartView(ChartPlan.of(Kind.HISTOGRAM, Axis.NUMBER, "mag", 2));
        view.add("", 1, 0);
        view.add("", 2.5, 0);
        view.add("", 1e-7, 0);
        assertEquals("mag\r\n2.5\r\n0.0000001\r\n", new ChartRows(view, UTC).text());
    }

    @Test
    void wordsStandAsTheyCame() {
        ChartView view =
                new ChartView(ChartPlan.of(Kind.TOP_N, Axis.LABEL, "who", 100).withY(Axis.NUMBER, "n"));
        view.add("n", view.label("b"), 7);
        view.add("n", view.label("a"), 12345678901.0);
        assertEquals("who,n\r\nb,7\r\na,12345678901\r\n", new ChartRows(view, UTC).text());
    }
}
