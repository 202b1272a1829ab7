package dev.tailrace.designer.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.designer.charts.WireChartDraft.Kind;
import dev.tailrace.designer.files.ChartMemory;
import dev.tailrace.designer.files.Folders;
import dev.tailrace.language.Environment;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.view.ChartView.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts of wires, from the choice of columns to points, and remembered. */
class WireChartDraftTest {
    private static final Wire WIRE = Wire.of("feed.out", "quakes.in");
    private static final Schema SCHEMA = Schema.of(
            Field.of("net_id", DataType.INT),
            Field.of("at", DataType.timestamp(3)),
            Field.of("mag", DataType.DOUBLE),
            Field.of("place", DataType.STRING),
            Field.of("lat", DataType.DOUBLE),
            Field.of("lng", DataType.DOUBLE));
    private static final StreamType STREAM = new StreamType(SCHEMA, false, "at");

    @Test
    void itBeginsWithALineOfANumberThatIsNoKeyOverEventTime() {
        WireChart chart = new WireChartDraft(WIRE, STREAM).chart();
        assertEquals("chart-sink", chart.operator());
        assertEquals(
                "{\"kind\":\"line\",\"x\":\"at\",\"y\":[\"mag\"]}",
                chart.settings().toString());
    }

    @Test
    void placesAreFoundByTheirNames() {
        WireChartDraft draft = new WireChartDraft(WIRE, STREAM);
        draft.choose(Kind.MAP);
        draft.set("size", "mag");
        assertEquals(
                "{\"latitude\":\"lat\",\"longitude\":\"lng\",\"size\":\"mag\"}",
                draft.chart().settings().toString());
    }

    @Test
    void aRoleOffersTheColumnsThatCanTakeIt() {
        WireChartDraft draft = new WireChartDraft(WIRE, STREAM);
        assertEquals(List.of("net_id", "mag", "lat", "lng"), draft.fitting("y"));
        draft.choose(Kind.HISTOGRAM);
        assertFalse(draft.fitting("x").contains("place"));
        draft.choose(Kind.HEAT_MAP);
        assertTrue(draft.fitting("y").contains("place"));
    }

    @Test
    void everyKindThatItOffersIsOneThatItsSinkDraws() {
        for (Kind kind : Kind.values()) {
            WireChartDraft draft = new WireChartDraft(WIRE, STREAM);
            draft.choose(kind);
            assertTrue(draft.isComplete(), kind.name());
            WireFeed.Made made = WireFeed.of(draft.chart(), STREAM, Catalogue.load(), Environment.UTC);
            assertEquals(List.of(), made.problems(), kind.name());
            WireFeed feed = Objects.requireNonNull(made.feed());
            feed.take(List.of(Row.of(1, LocalDateTime.of(2026, 1, 1, 0, 0), 2.5, "Fiji", -17.0, 178.0)));
            ChartData data = new ChartReader(Objects.requireNonNull(feed.view()).plan()).read(feed.view());
            assertFalse(data.isEmpty(), kind.name());
            assertEquals(kind, WireChartDraft.of(draft.chart(), STREAM).kind());
            assertEquals(draft.chart(), WireChartDraft.of(draft.chart(), STREAM).chart());
        }
    }

    @Test
    void aCellThatWasNotReadGivesNoPoint() {
        WireFeed feed = Objects.requireNonNull(
                WireFeed.of(new WireChartDraft(WIRE, STREAM).chart(), STREAM, Catalogue.load(), Environment.UTC)
                        .feed());
        LocalDateTime midnight = LocalDateTime.of(1970, 1, 1, 0, 0);
        feed.take(List.of(
                Row.of(1, midnight, NoValue.Unread.UNREAD, "Fiji", -17.0, 178.0),
                Row.of(1, midnight.plusSeconds(1), 4.0, "Fiji", -17.0, 178.0)));
        assertEquals(2, feed.rows());
        assertEquals(
                List.of(new Point(1000, 4)),
                Objects.requireNonNull(feed.view()).series().get(0).points());
    }

    @Test
    void columnsThatAreGoneAreAProblemInWords() {
        WireChart chart = new WireChartDraft(WIRE, STREAM).chart();
        StreamType other = StreamType.rows(Schema.of(Field.of("mag", DataType.DOUBLE)));
        WireFeed.Made made = WireFeed.of(chart, other, Catalogue.load(), Environment.UTC);
        assertEquals("operators.unknown-column", made.problems().get(0).code());
    }

    @Test
    void chartsAreRememberedByTheFileOfTheirPipeline(@TempDir Path machine) throws IOException {
        ChartMemory memory = new ChartMemory(new Folders(machine.resolve("config"), machine.resolve("state")));
        Path pipeline = machine.resolve("quakes.tailrace.json");
        WireChart chart = new WireChartDraft(WIRE, STREAM).chart();
        memory.write(pipeline, List.of(chart));
        assertEquals(List.of(chart), memory.read(pipeline));
        assertEquals(List.of(), memory.read(machine.resolve("other.tailrace.json")));
        memory.write(pipeline, List.of());
        assertEquals(List.of(), memory.read(pipeline));
    }
}
