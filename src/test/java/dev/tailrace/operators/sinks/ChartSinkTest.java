package dev.tailrace.operators.sinks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.ChartView.Point;
import dev.tailrace.operator.view.ChartView.Series;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
    void aTextCannotBeDrawnUp() {
        Problem problem = new ChartSink()
                .output(Shown.placement(settings("day", List.of("who"), null), SCHEMA))
                .problems()
                .get(0);
        assertEquals("operators.chart-sink.y-type at y[0]", problem.code() + " at " + problem.place());
    }
}
