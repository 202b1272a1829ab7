package dev.tailrace.operators.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DelayTest {
    private static final Schema SCHEMA = Schema.of(Field.of("id", DataType.INT), Field.of("s", DataType.STRING));

    private static OperatorHarness<Delay.Settings> delaying(long millis) {
        return OperatorHarness.of(new Delay(), new Delay.Settings(Duration.ofMillis(millis)))
                .input(SCHEMA)
                .inOrder();
    }

    private static Row row(int id) {
        return Row.of(id, id % 2 == 0 ? null : "s" + id);
    }

    private static List<Row> rows(int from, int to) {
        return IntStream.range(from, to).mapToObj(DelayTest::row).toList();
    }

    @Test
    void rowsLeaveOnceTheirTimeHasCome() {
        var harness = delaying(500)
                .endless()
                .now(100)
                .rows(rows(0, 3))
                .now(300)
                .rows(rows(3, 4))
                .now(599);
        assertEquals(List.of(), harness.run().rows());
        harness.now(600);
        assertEquals(rows(0, 3), harness.run().rows());
        harness.rows(rows(4, 5)).now(800);
        assertEquals(rows(0, 4), harness.run().rows());
        harness.now(5_000);
        assertEquals(rows(0, 5), harness.run().rows());
    }

    @Test
    void whatWaitsLeavesAtTheEnd() {
        assertEquals(
                rows(0, 60),
                delaying(500)
                        .rows(rows(0, 40))
                        .now(200)
                        .rows(rows(40, 60))
                        .run()
                        .rows());
        assertEquals(rows(0, 3), delaying(0).endless().rows(rows(0, 3)).run().rows());
    }

    @Test
    void watermarksWaitBehindTheRowsBeforeThem() {
        Playing playing = Playing.of(new Delay(), new Delay.Settings(Duration.ofMillis(500)), SCHEMA)
                .openAt(0)
                .entering(1)
                .batch(BatchBuilder.batchOf(SCHEMA, rows(0, 2)))
                .entering(2)
                .clockAt(300)
                .batch(BatchBuilder.batchOf(SCHEMA, rows(2, 3)))
                .entering(3)
                .clockAt(500);
        assertEquals(List.of("watermark 1", "rows 0 1", "watermark 2"), playing.seen());
        playing.clockAt(800);
        assertEquals(List.of("watermark 1", "rows 0 1", "watermark 2", "rows 2", "watermark 3"), playing.seen());
    }
}
