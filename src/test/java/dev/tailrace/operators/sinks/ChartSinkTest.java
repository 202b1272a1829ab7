package dev.tailrace.operators.sinks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.SettingsMapper;
import dev.tailrace.operator.TextParameters;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.ChartView.Point;
import dev.tailrace.operator.view.ChartView.Series;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ChartSinkTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("day", DataType.DATE),
            Field.of("who", DataType.STRING),
            Field.of("n", DataType.BIGINT),
            Field.of("p", DataType.decimal(5, 1)));

    private static final List<Row> ROWS = List.of(
            Row.of(LocalDate.ofEpochDay(1), "a", 1L, new BigDecimal("1.5")),
            Row.of(LocalDate.ofEpochDay(2), "b", null, new BigDecimal("2.5")),
            Row.of(null, "b", 7L, new BigDecimal("9.5")));

    private static ChartSink.Settings settings(String x, List<String> y, @Nullable String series) {
        return new ChartSink.Settings(ChartSink.Drawing.LINE, x, y, series, null, 24, 10, 100);
    }

    private static ChartView chart(ChartSink.Settings settings) throws IOException {
        return Shown.by(new ChartSink(), settings, SCHEMA).rows(ROWS).view(ChartView.class);
    }

    @Test
    void eachNumberColumnIsASeriesAndNullGivesNoPoint() throws IOException {
        ChartView view = chart(settings("day", List.of("n", "p"), null));
        assertEquals(ChartView.Axis.TIME, view.axis());
        assertEquals(
                List.of(
                        new Series("n", List.of(new Point(86_400_000, 1))),
                        new Series("p", List.of(new Point(86_400_000, 1.5), new Point(172_800_000, 2.5)))),
                view.series());
    }

    @Test
    void theValuesOfTheSeriesColumnAreSeries() throws IOException {
        ChartView view = chart(settings("n", List.of("p"), "who"));
        assertEquals(ChartView.Axis.NUMBER, view.axis());
        assertEquals(
                List.of(new Series("a", List.of(new Point(1, 1.5))), new Series("b", List.of(new Point(7, 9.5)))),
                view.series());
    }

    @Test
    void wordsAreLabelsInTheOrderOfTheirComing() throws IOException {
        ChartView view = chart(settings("who", List.of("p"), null));
        assertEquals(ChartView.Axis.LABEL, view.axis());
        assertEquals(List.of("a", "b"), view.labels());
    }

    @Test
    void aRowThatIsTakenBackTakesItsPointAway() throws IOException {
        List<Row> changes = new ArrayList<>(ROWS.subList(0, 2));
        changes.add(new Row(RowKind.UPDATE_BEFORE, ROWS.get(0).values()));
        changes.add(new Row(
                RowKind.UPDATE_AFTER,
                Row.of(LocalDate.ofEpochDay(1), "a", 4L, new BigDecimal("1.5")).values()));
        ChartView view = Shown.by(new ChartSink(), settings("day", List.of("n"), null), SCHEMA)
                .rows(changes)
                .view(ChartView.class);
        assertEquals(List.of(new Series("n", List.of(new Point(86_400_000, 4)))), view.series());
    }

    @Test
    void aHistogramTakesNoUpAndAHeatMapAnyOne() throws IOException {
        ChartView counted = chart(settings(ChartSink.Drawing.HISTOGRAM, "p", List.of(), null));
        assertEquals(
                List.of(new Series("", List.of(new Point(1.5, 0), new Point(2.5, 0), new Point(9.5, 0)))),
                counted.series());
        ChartView heat = chart(settings(ChartSink.Drawing.HEAT_MAP, "day", List.of("who"), "p"));
        assertEquals(ChartView.Axis.LABEL, heat.plan().y());
        assertEquals("p", heat.plan().sizeTitle());
        // The words in the order of their coming; the third row has no day.
        assertEquals(
                List.of(new Series("who", List.of(new Point(86_400_000, 0), new Point(172_800_000, 1)))),
                heat.series());
    }

    @Test
    void theTopAreToldByTheirWordsAlsoWhereTheseAreNumbers() throws IOException {
        ChartView top = chart(settings(ChartSink.Drawing.TOP_N, "n", List.of("p"), null));
        assertEquals(List.of("1", "7"), top.labels());
        assertEquals(List.of(new Series("p", List.of(new Point(0, 1.5), new Point(1, 9.5)))), top.series());
    }

    @Test
    void whatAKindCannotDrawIsRefused() {
        assertEquals("no-y at y", problem(settings(ChartSink.Drawing.AREA, "day", List.of(), null)));
        assertEquals("bin-type at x", problem(settings(ChartSink.Drawing.HISTOGRAM, "who", List.of(), null)));
        assertEquals("one-y at y", problem(settings(ChartSink.Drawing.TOP_N, "who", List.of("n", "p"), null)));
        assertEquals("y-type at value", problem(settings(ChartSink.Drawing.HEAT_MAP, "day", List.of("n"), "who")));
    }

    @Test
    void settingsThatWereWrittenBeforeThereWereOtherKindsStayAsTheyAre() throws IOException {
        String written = "{\"kind\": \"bar\", \"x\": \"day\", \"y\": [\"n\"]}";
        ChartSink.Settings read = new SettingsMapper(Catalogue.load(), TextParameters.NONE)
                .map(ChartSink.Settings.class, (ObjectNode) new ObjectMapper().readTree(written))
                .settings();
        assertEquals(
                new ChartSink.Settings(ChartSink.Drawing.BAR, "day", List.of("n"), null, null, 24, 10, 2000), read);
    }

    @Test
    void everyKindIsReadAsItIsSpelt() throws IOException {
        for (String kind : List.of("line", "area", "bar", "histogram", "heat-map", "scatter", "top-n")) {
            ObjectNode settings = (ObjectNode) new ObjectMapper()
                    .readTree("{\"kind\": \"" + kind + "\", \"x\": \"day\", \"bins\": 7, \"value\": \"p\"}");
            ChartSink.Settings read = new SettingsMapper(Catalogue.load(), TextParameters.NONE)
                    .map(ChartSink.Settings.class, settings)
                    .settings();
            assertEquals(
                    new ChartSink.Settings(
                            ChartSink.Drawing.valueOf(kind.replace('-', '_').toUpperCase(Locale.ROOT)),
                            "day",
                            List.of(),
                            null,
                            "p",
                            7,
                            10,
                            2000),
                    read);
        }
    }

    private static ChartSink.Settings settings(
            ChartSink.Drawing kind, String x, List<String> y, @Nullable String value) {
        return new ChartSink.Settings(kind, x, y, null, value, 24, 10, 100);
    }

    private static String problem(ChartSink.Settings settings) {
        Problem problem = new ChartSink()
                .output(Shown.placement(settings, SCHEMA))
                .problems()
                .get(0);
        return problem.code().replace("operators.chart-sink.", "") + " at " + problem.place();
    }

    @Test
    void aTextCannotBeDrawnUp() {
        Problem problem = new ChartSink()
                .output(Shown.placement(settings("day", List.of("who"), null), SCHEMA))
                .problems()
                .get(0);
        assertEquals("operators.chart-sink.y-type at y[0]", problem.code() + " at " + problem.place());
    }
}
