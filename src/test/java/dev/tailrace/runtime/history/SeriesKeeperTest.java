package dev.tailrace.runtime.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Telemetry;
import dev.tailrace.runtime.Telemetry.NodeReading;
import dev.tailrace.runtime.Telemetry.WireReading;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesKeeperTest {
    private static final Wire WIRE = Wire.of("feed.out", "sink.in");
    private static final Pipeline PIPELINE = Pipeline.empty("Feed")
            .withNodes(List.of(node("feed"), node("sink")))
            .withWires(List.of(WIRE));

    private final SeriesKeeper keeper = new SeriesKeeper(CheckedPipeline.unchecked(PIPELINE, Path.of("")));
    private long nanoTime = -5_000_000_000L;
    private long rows;

    @Test
    void ratesAreDifferencesOfTotals() {
        read(0, 0);
        read(1_000, 500);
        read(2_000, 250);
        RunSeries series = keeper.series();
        assertArrayEquals(new double[] {0, 1, 3}, series.seconds());
        assertArrayEquals(new double[] {1, 3}, series.endings());
        assertArrayEquals(new double[] {500, 125}, series.perSecond(series.wires().get(WIRE.id())));
        assertArrayEquals(new double[] {500, 125}, series.perSecond(series.sourceRows()));
    }

    @Test
    void busyTimeIsAShareOfThePassedTime() {
        read(0, 0);
        read(1_000, 500);
        RunSeries series = keeper.series();
        assertArrayEquals(new double[] {0.25}, series.busy(series.nodes().get("feed")), 1e-9);
    }

    @Test
    void fewerStretchesKeepTheEndsAndTheirRatesAreMeans() {
        for (int i = 0; i <= 10; i++) {
            read(i == 0 ? 0 : 1_000, i % 2 == 0 ? 0 : 100);
        }
        RunSeries series = keeper.series().coarse(5);
        assertArrayEquals(new double[] {0, 2, 4, 6, 8, 10}, series.seconds());
        assertArrayEquals(new double[] {50, 50, 50, 50, 50}, series.perSecond(series.wires().get(WIRE.id())));
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25, 0.25}, series.busy(series.nodes().get("feed")), 1e-9);
    }

    @Test
    void longRunsKeepTheirWholeTimeInABoundedNumberOfReadings() {
        long before = keeper.stepNanos();
        read(0, 0);
        while (keeper.elapsedNanos() < 86_400_000_000_000L) {
            long stepMillis = keeper.stepNanos() / 1_000_000;
            read(stepMillis, 7 * stepMillis / 100);
        }
        RunSeries series = keeper.series();
        assertTrue(series.size() <= SeriesKeeper.MOST, () -> series.size() + " readings");
        assertTrue(series.size() > SeriesKeeper.MOST / 2, () -> series.size() + " readings");
        assertEquals(0, series.seconds()[0]);
        assertTrue(series.seconds()[series.size() - 1] >= 86_400);
        assertTrue(keeper.stepNanos() > before);
        for (double rate : series.perSecond(series.wires().get(WIRE.id()))) {
            assertEquals(70, rate, 1e-9);
        }
    }

    private void read(long laterMillis, long moreRows) {
        nanoTime += laterMillis * 1_000_000;
        rows += moreRows;
        // A quarter of the time is spent in the source.
        long busy = (nanoTime + 5_000_000_000L) / 4;
        keeper.add(new Telemetry(
                nanoTime,
                Map.of(WIRE, new WireReading(rows, 0, Telemetry.NO_WATERMARK, -1, false)),
                Map.of("feed", new NodeReading(busy, 0, 0, 0, 0, 0, -1))));
    }

    private static Node node(String id) {
        return Node.of(id, "generator", id, JsonNodeFactory.instance.objectNode());
    }
}
