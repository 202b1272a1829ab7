package dev.tailrace.designer.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Drafting;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.designer.speech.Spoken.NodeFacts;
import dev.tailrace.designer.speech.Spoken.WireFacts;
import dev.tailrace.designer.watch.LivePicture.LiveNode;
import dev.tailrace.designer.watch.LivePicture.LiveWire;
import dev.tailrace.designer.watch.LivePicture.WireState;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Telemetry;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The words for those who hear the window; the first two sentences are those of LOOK.md, section 7. */
class SpokenTest {
    private static final long MOMENT = Instant.parse("2026-03-04T14:02:48Z").toEpochMilli();

    private final Spoken english = new Spoken(new Texts(Locale.ENGLISH));
    private final Spoken chinese = new Spoken(new Texts(Locale.SIMPLIFIED_CHINESE));

    @Test
    void aNodeTellsWhatItIsItsRowsAndItsProblems() {
        assertEquals(
                "Strong enough, filter, 12.4 thousand rows in, 3.1 out, 1 warning",
                english.node(node("Strong enough", "Filter", 12_400, 3_100, 0, 1)));
        assertEquals(
                "Strong enough，过滤，输入 1.2 万行，输出 3,100 行，1 个警告",
                chinese.node(node("Strong enough", "过滤", 12_400, 3_100, 0, 1)));
    }

    @Test
    void aWireTellsItsEndsItsStateAndItsWatermark() {
        LiveWire live = live(WireState.BACKPRESSURED, MOMENT, false);
        assertEquals(
                "Strong enough to Strongest five, backpressured, watermark 14:02:48",
                english.wire(wire("Strong enough", "Strongest five", live)));
        assertEquals("甲 到 乙，受到反压，水位线 14:02:48", chinese.wire(wire("甲", "乙", live)));
    }

    @Test
    void countsOfDifferentUnitsNameBoth() {
        assertEquals(
                "Top, SQL query, 2 million rows in, 310 rows out",
                english.node(node("Top", "SQL query", 2_000_000, 310, 0, 0)));
        assertEquals("Top, top N, 1 row in, 1 out", english.node(node("Top", "Top N", 1, 1, 0, 0)));
        assertEquals("源，文件，输出 12 万行", chinese.node(node("源", "文件", 0, 120_000, 0, 0)));
        assertEquals("甲，过滤，输入 2 万行，输出 1 万行", chinese.node(node("甲", "过滤", 20_000, 10_000, 0, 0)));
    }

    @Test
    void endsOfTheFlowTellOneCountOnly() {
        assertEquals("Feed, file, 1.2 thousand rows out", english.node(node("Feed", "File", 0, 1_234, 0, 0)));
        assertEquals("Board, table, 7 rows in", english.node(node("Board", "Table", 7, 0, 0, 0)));
        assertEquals("Board, table, no rows", english.node(node("Board", "Table", 0, 0, 0, 0)));
    }

    @Test
    void beforeTheFirstRunThereIsNothingToCount() {
        assertEquals(
                "Strong enough, filter, muted, 2 errors, 1 warning",
                english.node(new NodeFacts("Strong enough", "Filter", true, false, 2, 1, null)));
        assertEquals("A to B, breakpoint", english.wire(new WireFacts("A", "B", true, false, null, ZoneOffset.UTC)));
    }

    @Test
    void whatHoldsOrHasEndedIsSaid() {
        assertEquals(
                "A to B, paused here, no watermark, breakpoint",
                english.wire(new WireFacts(
                        "A", "B", true, true, live(WireState.IDLE, Telemetry.NO_WATERMARK, false), ZoneOffset.UTC)));
        assertEquals("A to B, ended", english.wire(wire("A", "B", live(WireState.IDLE, MOMENT, true))));
        assertEquals("Paused on A to B, 3 rows wait", english.held("A", "B", 3));
        assertEquals("2 errors, 1 warning", english.problems(2, 1));
        assertEquals("No problems", english.problems(0, 0));
    }

    @Test
    void aDrawingIsListedInTheOrderInWhichRowsPassIt() {
        List<String> order = FlowOrder.of(drafted(Drawings.earthquakes())).stream()
                .map(part -> part instanceof Part.OfBox node
                        ? node.id()
                        : ((Part.OfWire) part).wire().id())
                .toList();
        assertEquals(
                List.of(
                        "feed",
                        Wire.of("feed.out", "time.in").id(),
                        Wire.of("feed.error", "dead.in").id(),
                        "time",
                        Wire.of("time.out", "strong.in").id(),
                        "dead",
                        "strong",
                        Wire.of("strong.out", "hourly.in").id(),
                        Wire.of("strong.out", "top.in").id(),
                        "hourly",
                        Wire.of("hourly.out", "chart.in").id(),
                        "top",
                        Wire.of("top.out", "board.in").id(),
                        "chart",
                        "board"),
                order);
    }

    private static CanvasModel drafted(Pipeline pipeline) {
        return new Drafting(Drawings.catalogue(), Drawings.TEXTS, new Typefaces())
                .draft(pipeline, CheckedPipeline.unchecked(pipeline, Path.of(".")), Set.of());
    }

    private static NodeFacts node(String name, String operator, long in, long out, int errors, int warnings) {
        return new NodeFacts(
                name, operator, false, false, errors, warnings, new LiveNode(0, 0, 0, 0, in, out, 0, 0, -1, 0));
    }

    private static WireFacts wire(String from, String to, @Nullable LiveWire live) {
        return new WireFacts(from, to, false, false, live, ZoneOffset.UTC);
    }

    private static LiveWire live(WireState state, long watermark, boolean ended) {
        return new LiveWire(state, 10, 10, watermark, false, "", "", ended);
    }
}
