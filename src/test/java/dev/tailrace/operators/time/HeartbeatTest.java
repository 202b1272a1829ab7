package dev.tailrace.operators.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.StreamType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeartbeatTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("k", DataType.STRING),
            Field.required("t", DataType.TIMESTAMP_LTZ),
            Field.required("v", DataType.BIGINT),
            Field.of("s", DataType.STRING));
    private static final List<Heartbeat.ConstantColumn> CONSTANTS =
            List.of(new Heartbeat.ConstantColumn("s", "'sil' || 'ent' -- no row"));

    private static OperatorHarness<Heartbeat.Settings> heartbeat(int most, String... keys) {
        return OperatorHarness.of(
                        new Heartbeat(), new Heartbeat.Settings(Duration.ofMillis(10), List.of(keys), CONSTANTS, most))
                .input("in", StreamType.rows(SCHEMA).withEventTime("t"));
    }

    private static Row row(String key, long millis) {
        return Row.of(key, Instant.ofEpochMilli(millis), 7L, "row");
    }

    private static Row beat(String key, long millis) {
        return Row.of(key, Instant.ofEpochMilli(millis), null, "silent");
    }

    private static void assertRows(List<Row> expected, List<Row> actual) {
        new RowComparison(false, false).assertSame(expected, actual, "rows and heartbeats");
    }

    @Test
    void everyIntervalOfSilenceIsTold() {
        var result = heartbeat(10, "k")
                .rows(row("a", 0), row("b", 5), row("a", 35), row("b", 15), row("b", 30))
                .run();
        // b's next one, at 40, is behind the latest row.
        assertRows(
                List.of(
                        row("a", 0),
                        row("b", 5),
                        row("a", 35),
                        row("b", 15),
                        row("b", 30),
                        beat("a", 10),
                        beat("a", 20),
                        beat("a", 30),
                        beat("b", 25)),
                result.rows());
        assertTrue(result.output().ports().get("out").schema().field("v").nullable());
        assertFalse(result.output().ports().get("out").schema().field("t").nullable());
    }

    @Test
    void aSilenceIsToldOnceTheWatermarkHasReachedItsEnd() {
        var rows = heartbeat(10).endless().rows(row("a", 0)).watermark(9);
        assertRows(List.of(row("a", 0)), rows.run().rows());
        rows.watermark(10).rows(row("b", 21), row("c", 11));
        assertRows(
                List.of(row("a", 0), beat(null, 10), row("b", 21), row("c", 11)),
                rows.run().rows());
        rows.watermark(50);
        assertRows(
                List.of(row("a", 0), beat(null, 10), row("b", 21), row("c", 11), beat(null, 31), beat(null, 41)),
                rows.run().rows());
    }

    @Test
    void aKeyIsForgottenAfterTheLastHeartbeatUntilItsNextRow() {
        var result = heartbeat(2, "k")
                .rows(row("a", 0), row(null, 0), row("z", 100))
                .watermark(99)
                .rows(row("a", 100), row("a", 50), row("z", 115))
                .run();
        assertRows(
                List.of(
                        row("a", 0),
                        row(null, 0),
                        beat("a", 10),
                        beat("a", 20),
                        beat(null, 10),
                        beat(null, 20),
                        row("z", 100),
                        row("a", 100),
                        row("a", 50),
                        row("z", 115),
                        beat("a", 110),
                        beat("z", 110)),
                result.rows());
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        List<Problem> problems = OperatorHarness.of(
                        new Heartbeat(),
                        new Heartbeat.Settings(
                                Duration.ZERO,
                                List.of("k"),
                                List.of(new Heartbeat.ConstantColumn("k", "1"), new Heartbeat.ConstantColumn("v", "s")),
                                1))
                .input(SCHEMA)
                .problems();
        assertEquals(
                List.of(
                        "operators.heartbeat.no-interval",
                        "operators.needs-event-time",
                        "operators.column-twice",
                        "language.unknown-column"),
                problems.stream().map(Problem::code).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithLookingAtEveryGapByHand(long seed) {
        Random random = new Random(seed);
        OperatorHarness<Heartbeat.Settings> harness = heartbeat(3, "k").seed(seed);
        List<Row> expected = new ArrayList<>();
        Map<String, TreeSet<Long>> times = new HashMap<>();
        long greatest = 0;
        long watermark = Long.MIN_VALUE;
        for (int id = 0; id < 500; id++) {
            String key = random.nextInt(6) == 0 ? null : "k" + random.nextInt(12);
            long millis = 100 + 2L * id + random.nextInt(30);
            Row row = row(key, millis);
            harness.rows(row);
            expected.add(row);
            if (millis > watermark) {
                times.computeIfAbsent(key, any -> new TreeSet<>()).add(millis);
                greatest = Math.max(greatest, millis);
            }
            if (random.nextInt(3) == 0 && greatest - 15 > watermark) {
                watermark = greatest - 15;
                harness.watermark(watermark);
            }
        }
        for (Map.Entry<String, TreeSet<Long>> of : times.entrySet()) {
            for (long time : of.getValue()) {
                Long next = of.getValue().higher(time);
                for (int i = 1; i <= 3; i++) {
                    long end = time + 10L * i;
                    if (next == null ? end <= greatest : end < next) {
                        expected.add(beat(of.getKey(), end));
                    }
                }
            }
        }
        assertRows(expected, harness.run().rows());
        assertTrue(expected.size() > 700, expected.size() + " rows");
    }
}
