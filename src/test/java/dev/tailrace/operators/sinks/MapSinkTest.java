package dev.tailrace.operators.sinks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.ChartView.Cursor;
import dev.tailrace.operator.view.ChartView.Point;
import dev.tailrace.operator.view.ChartView.Series;
import dev.tailrace.operator.view.Points;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MapSinkTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("lat", DataType.DOUBLE),
            Field.of("lon", DataType.DOUBLE),
            Field.of("mag", DataType.DOUBLE),
            Field.of("net", DataType.STRING));

    private static final List<Row> ROWS =
            List.of(Row.of(35.7, 139.7, 4.5, "jp"), Row.of(-33.4, -70.6, null, "cl"), Row.of(null, 1.0, 2.0, "cl"));

    private static ChartView map(@Nullable String size, @Nullable String colour) throws IOException {
        return Shown.by(new MapSink(), new MapSink.Settings("lat", "lon", size, colour, 10), SCHEMA)
                .rows(ROWS)
                .view(ChartView.class);
    }

    @Test
    void aRowIsAPointAtItsPlace() throws IOException {
        ChartView view = map(null, null);
        assertEquals(
                List.of(new Series("lat", List.of(new Point(139.7, 35.7), new Point(-70.6, -33.4)))), view.series());
    }

    @Test
    void aNumberColoursByItsValueAndAWordByItself() throws IOException {
        Points points = map("mag", "mag").since(new Cursor()).series().get(0).added();
        assertEquals(4.5, points.size(0));
        assertEquals(4.5, points.colour(0));
        assertEquals(Double.NaN, points.colour(1));
        assertEquals(
                List.of("jp", "cl"),
                map(null, "net").series().stream().map(Series::name).toList());
    }

    @Test
    void aPlaceIsTwoNumbers() {
        assertEquals(
                "operators.chart-sink.y-type",
                new MapSink()
                        .output(Shown.placement(new MapSink.Settings("net", "lon", null, null, 10), SCHEMA))
                        .problems()
                        .get(0)
                        .code());
    }
}
