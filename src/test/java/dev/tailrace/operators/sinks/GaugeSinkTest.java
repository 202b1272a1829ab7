package dev.tailrace.operators.sinks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.ChartView.Point;
import dev.tailrace.operator.view.ChartView.Series;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class GaugeSinkTest {
    private static final Schema SCHEMA = Schema.of(Field.of("bed", DataType.STRING), Field.of("rate", DataType.DOUBLE));

    private static GaugeSink.Settings settings(
            @Nullable String by, @Nullable Double most, @Nullable Double warnAt, @Nullable Double alarmAt) {
        return new GaugeSink.Settings("rate", by, 0, most, warnAt, alarmAt);
    }

    @Test
    void theLatestValueOfEachStands() throws IOException {
        ChartView view = Shown.by(new GaugeSink(), settings("bed", 200.0, null, null), SCHEMA)
                .rows(List.of(Row.of("a", 70.0), Row.of("b", 80.0), Row.of("a", null), Row.of("a", 75.0)))
                .view(ChartView.class);
        assertEquals(ChartView.Kind.GAUGE, view.kind());
        assertEquals(
                List.of(
                        new Series("a", List.of(new Point(0, 70), new Point(3, 75))),
                        new Series("b", List.of(new Point(1, 80)))),
                view.series());
    }

    @Test
    void aRowThatIsTakenBackShowsTheOneBefore() throws IOException {
        ChartView view = Shown.by(new GaugeSink(), settings(null, null, null, null), SCHEMA)
                .rows(List.of(
                        Row.of("a", 70.0),
                        Row.of("a", 90.0),
                        new Row(RowKind.DELETE, Row.of("a", 90.0).values())))
                .view(ChartView.class);
        assertEquals(List.of(new Series("rate", List.of(new Point(0, 70)))), view.series());
    }

    @Test
    void theValuesOfADialRise() {
        assertEquals("order at most", problem(settings(null, -1.0, null, null)));
        assertEquals("off-dial at warnAt", problem(settings(null, 10.0, 11.0, null)));
        assertEquals("order at alarmAt", problem(settings(null, 10.0, 7.0, 6.0)));
        assertEquals("none", problem(settings("bed", 10.0, 7.0, 9.0)));
    }

    @Test
    void aTextIsNoValue() {
        assertEquals(
                "operators.chart-sink.y-type",
                new GaugeSink()
                        .output(Shown.placement(new GaugeSink.Settings("bed", null, 0, null, null, null), SCHEMA))
                        .problems()
                        .get(0)
                        .code());
    }

    private static String problem(GaugeSink.Settings settings) {
        return new GaugeSink()
                .output(Shown.placement(settings, SCHEMA)).problems().stream()
                        .findFirst()
                        .map(problem -> problem.code().replace("operators.gauge-sink.", "") + " at " + problem.place())
                        .orElse("none");
    }
}
