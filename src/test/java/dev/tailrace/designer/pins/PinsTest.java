package dev.tailrace.designer.pins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.files.Folders;
import dev.tailrace.designer.files.PinMemory;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Drafting;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.designer.pins.PinValue.Kind;
import dev.tailrace.language.Environment;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.FlowDirection;
import dev.tailrace.model.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is pinned, what it is for a row, and where it stands; without a screen. */
class PinsTest {
    private static final Schema COLUMNS =
            Schema.of(Field.required("n", DataType.INT), Field.of("place", DataType.STRING));
    private static final Wire TO_TIME = Wire.of("feed.out", "time.in");
    private static final Wire TO_STRONG = Wire.of("time.out", "strong.in");

    private final PinReader reader = new PinReader(new Texts(Locale.ENGLISH));
    private final Typefaces faces = new Typefaces();

    private PinValue read(String text, Row row) {
        return reader.read(text, COLUMNS, Environment.UTC, row, Kind.LIVE);
    }

    @Test
    void aColumnAndAnExpressionAreComputedForARow() {
        assertEquals(new PinValue("Fiji", Kind.LIVE), read("place", Row.of(4, "Fiji")));
        assertEquals(new PinValue("9", Kind.LIVE), read("n * 2 + 1", Row.of(4, "Fiji")));
        assertEquals(new PinValue("null", Kind.LIVE), read("UPPER(place)", Row.of(4, null)));
    }

    @Test
    void whatCannotBeComputedIsTold() {
        assertEquals(Kind.WRONG, read("12 / n", Row.of(0, "Fiji")).kind());
        assertEquals(Kind.WRONG, read("depth", Row.of(4, "Fiji")).kind());
        assertEquals(
                new PinValue("no row yet", Kind.NONE), reader.read("n", COLUMNS, Environment.UTC, null, Kind.LIVE));
    }

    @Test
    void aColumnThatTheRunDoesNotReadIsNoNull() {
        Row row = Row.of(4, NoValue.Unread.UNREAD);
        assertEquals(new PinValue("not read", Kind.NONE), read("place", row));
        assertEquals(new PinValue("4", Kind.LIVE), read("n", row), "what else was not read does not matter");
    }

    @Test
    void aTextIsPinnedOnceAndTakenAway() {
        Pins pins = new Pins();
        int[] told = new int[1];
        pins.addListener(() -> told[0]++);
        pins.add(TO_TIME, " mag ");
        pins.add(TO_TIME, "mag");
        pins.add(TO_TIME, "  ");
        pins.add(TO_TIME, "place");
        assertEquals(List.of("mag", "place"), pins.of(TO_TIME));
        assertEquals(2, told[0]);
        pins.remove(TO_TIME, "mag");
        pins.remove(TO_TIME, "place");
        assertTrue(pins.isEmpty());
        assertEquals(List.of(), pins.in(Drawings.earthquakes()));
    }

    @Test
    void pinsAreRememberedByFile(@TempDir Path machine) throws IOException {
        PinMemory memory = new PinMemory(new Folders(machine.resolve("config"), machine.resolve("state")));
        Map<String, List<String>> pins = Map.of(TO_TIME.id(), List.of("mag", "UPPER(place)"));
        memory.write(Path.of("a.tailrace.json"), pins);
        assertEquals(pins, memory.read(Path.of("a.tailrace.json").toAbsolutePath()));
        assertEquals(Map.of(), memory.read(Path.of("b.tailrace.json")));
    }

    private CanvasModel model(Pipeline pipeline) {
        return new Drafting(Drawings.catalogue(), Drawings.TEXTS, faces)
                .draft(pipeline, Drawings.editor(pipeline).checked(), Set.of());
    }

    private List<PinSpots.Spot> spots(CanvasModel model) {
        Map<Pin, PinValue> values = new LinkedHashMap<>();
        values.put(new Pin(TO_STRONG, "mag"), new PinValue("4.5", Kind.LIVE));
        values.put(new Pin(TO_STRONG, "place"), new PinValue("Fiji", Kind.LIVE));
        return PinSpots.of(model, values, faces);
    }

    @Test
    void valuesStandBesideTheirNodeBelowEachOtherAndOnNoNode() {
        for (FlowDirection flow : FlowDirection.values()) {
            CanvasModel model = model(Drawings.earthquakes().withFlow(flow));
            Box node = Objects.requireNonNull(model.node("time")).box();
            List<PinSpots.Spot> spots = spots(model);
            Box first = spots.get(0).box();
            Box second = spots.get(1).box();
            assertTrue(first.bottom() < second.y(), "flowing " + flow);
            assertFalse(first.meets(node) || second.meets(node), "flowing " + flow);
            if (flow == FlowDirection.DOWN) {
                assertEquals(first.right(), second.right());
                assertTrue(first.right() < node.x());
                assertEquals(node.centreY(), (first.y() + second.bottom()) / 2, 0.01);
            }
        }
    }

    @Test
    void whereAnotherNodeStandsTheyGoToTheOtherSide() {
        Pipeline crowded = new Drawings.Drawing("crowded")
                .node("feed", "feed", "Feed", "", 432, 16)
                .node("time", "event-time", "Time", "", 432, 124)
                .node("other", "filter", "Other", "", 200, 124)
                .node("strong", "filter", "Strong", "", 432, 232)
                .wire("feed.out", "time.in")
                .wire("time.out", "strong.in")
                .pipeline();
        CanvasModel model = model(crowded);
        NodeBox node = Objects.requireNonNull(model.node("time"));
        for (PinSpots.Spot spot : spots(model)) {
            assertTrue(spot.box().x() > node.box().right());
        }
    }

    @Test
    void ofACollapsedGroupTheyStandBesideItsBlock() {
        CanvasModel model = model(Drawings.folded());
        Wire hidden = Wire.of("hourly.out", "chart.in");
        List<PinSpots.Spot> spots =
                PinSpots.of(model, Map.of(new Pin(hidden, "n"), new PinValue("1", Kind.LIVE)), faces);
        Box block = Objects.requireNonNull(model.node("counts")).box();
        assertEquals(block.centreY(), spots.get(0).box().centreY(), 0.01);
    }
}
