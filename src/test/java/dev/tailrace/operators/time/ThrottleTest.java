package dev.tailrace.operators.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ThrottleTest {
    private static final Schema SCHEMA = Schema.of(Field.of("id", DataType.INT), Field.of("s", DataType.STRING));

    private static Throttle.Settings settings(Throttle.Excess excess) {
        return new Throttle.Settings(2, Duration.ofSeconds(1), excess);
    }

    private static OperatorHarness<Throttle.Settings> throttling(Throttle.Excess excess) {
        return OperatorHarness.of(new Throttle(), settings(excess))
                .input(SCHEMA)
                .inOrder();
    }

    private static Row row(int id) {
        return Row.of(id, "s" + id);
    }

    private static List<Row> rows(int from, int to) {
        return IntStream.range(from, to).mapToObj(ThrottleTest::row).toList();
    }

    @Test
    void rowsBeyondTheLimitAreHeldUntilTheNextInterval() {
        var harness = throttling(Throttle.Excess.HOLD).endless().now(100).rows(rows(0, 5));
        assertEquals(rows(0, 2), harness.run().rows());
        harness.now(1_099);
        assertEquals(rows(0, 2), harness.run().rows());
        harness.now(1_100);
        assertEquals(rows(0, 4), harness.run().rows());
        harness.now(1_200).rows(rows(5, 6)).now(2_100);
        assertEquals(rows(0, 6), harness.run().rows());
        harness.now(2_900).rows(rows(6, 7)).now(3_200).rows(rows(7, 9));
        // Row 6 was held from 2,900 on and is the first of the interval from 3,200 on.
        assertEquals(rows(0, 8), harness.run().rows());
    }

    @Test
    void whatIsHeldLeavesAtTheEnd() {
        assertEquals(
                rows(0, 50),
                throttling(Throttle.Excess.HOLD).rows(rows(0, 50)).run().rows());
    }

    @Test
    void rowsBeyondTheLimitAreDroppedIfSoSet() {
        var result = throttling(Throttle.Excess.DROP)
                .rows(rows(0, 5))
                .now(999)
                .rows(rows(5, 6))
                .now(1_000)
                .rows(rows(6, 7))
                .run();
        assertEquals(List.of(row(0), row(1), row(6)), result.rows());
    }

    @Test
    void watermarksKeepTheirPlacesBetweenRowsThatAreHeld() {
        Playing playing = Playing.of(new Throttle(), settings(Throttle.Excess.HOLD), SCHEMA)
                .openAt(0)
                .batch(BatchBuilder.batchOf(SCHEMA, rows(0, 1)))
                .entering(5)
                .batch(BatchBuilder.batchOf(SCHEMA, rows(1, 3)))
                .entering(6)
                .entering(7)
                .batch(BatchBuilder.batchOf(SCHEMA, rows(3, 5)))
                .entering(8);
        assertEquals(List.of("rows 0", "watermark 5", "rows 1"), playing.seen());
        playing.clockAt(1_000);
        assertEquals(List.of("rows 0", "watermark 5", "rows 1", "rows 2", "watermark 7", "rows 3"), playing.seen());
        playing.clockAt(5_000);
        assertEquals(
                List.of("rows 4", "watermark 8"),
                playing.seen().subList(6, playing.seen().size()));
    }

    @Test
    void holdingIsWarnedOfAndAnIntervalIsNeeded() {
        assertEquals(
                List.of("operators.throttle.no-interval", "operators.throttle.unbounded"),
                OperatorHarness.of(new Throttle(), new Throttle.Settings(1, Duration.ZERO, Throttle.Excess.HOLD))
                        .input(SCHEMA)
                        .problems()
                        .stream()
                        .map(Problem::code)
                        .toList());
        assertEquals(List.of(), throttling(Throttle.Excess.DROP).problems());
    }
}
