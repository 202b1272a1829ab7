package dev.tailrace.operators.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rows and their lateness are is for {@code SortTest}: the rows wait in the same way. */
final class ReorderTest {
    private static final Schema SCHEMA =
            Schema.of(Field.of("id", DataType.INT), Field.of("at", DataType.TIMESTAMP_LTZ));

    private static OperatorHarness<Reorder.Settings> reordering() {
        return OperatorHarness.of(new Reorder(), new Reorder.Settings())
                .input("in", StreamType.rows(SCHEMA).withEventTime("at"))
                .inOrder();
    }

    private static Row row(int id, long millis) {
        return Row.of(id, Instant.ofEpochMilli(millis));
    }

    @Test
    void rowsLeaveInTheOrderOfTheirTimesAndOfTheirComing() {
        var result = reordering()
                .rows(row(1, 30), row(2, -10), row(3, 20), row(4, -10))
                .watermark(25)
                .rows(row(5, 25), row(6, 27), row(7, 26))
                .run();
        assertEquals(List.of(row(2, -10), row(4, -10), row(3, 20), row(7, 26), row(6, 27), row(1, 30)), result.rows());
        assertEquals(List.of(row(5, 25)), result.rows("late"));
    }

    @Test
    void aRowWithoutATimeStopsTheRun() {
        var result = reordering().rows(Row.of(1, null)).run();
        assertEquals("operators.event-time.missing", result.failure().code());
    }

    @Test
    void eventTimeIsNeededAndTheFixFillsInTheColumn() {
        Problem problem = OperatorHarness.of(new Reorder(), new Reorder.Settings())
                .input(SCHEMA)
                .problems()
                .get(0);
        assertEquals("operators.needs-event-time", problem.code());
        assertEquals(
                "{\"column\":\"at\"}", ((Problem.Fix.InsertBefore) problem.fixes().get(0)).settingsJson());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void randomRowsBehindEventTimeAreInOrder(long seed) {
        Random random = new Random(seed);
        OperatorHarness<Reorder.Settings> harness = reordering().seed(seed);
        List<Row> all = new ArrayList<>();
        long greatest = 0;
        for (int id = 0; id < 600; id++) {
            long millis = id + random.nextInt(50);
            greatest = Math.max(greatest, millis);
            all.add(row(id, millis));
            harness.rows(row(id, millis));
            harness.watermark(greatest - 51);
        }
        all.sort(Comparator.comparing(row -> (Instant) row.get(1)));
        assertEquals(all, harness.run().rows());
    }
}
