package dev.tailrace.designer.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.rows.WhyEmpty.Reason;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.designer.watch.LivePicture.LiveNode;
import dev.tailrace.model.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Over the mock-up's earthquakes: feed, time, strong (a filter), then hourly (a window) and top. */
class WhyEmptyTest {
    private static final PipelineEditor EDITOR = Drawings.editor(Drawings.earthquakes());
    private static final Wire TO_CHART = Wire.of("hourly.out", "chart.in");

    private final Map<String, LiveNode> nodes = new HashMap<>();

    @Test
    void aFilterThatHasTakenRowsAndGivenNoneHasDroppedThem() {
        node("feed", 0, 4210, 0, 0)
                .node("time", 4210, 4210, 0, 0)
                .node("strong", 4210, 0, 0, 0)
                .node("hourly", 0, 0, 0, 0);
        assertEquals(Optional.of(new WhyEmpty("strong", Reason.DROPPED, 4210)), why());
    }

    @Test
    void aWindowWaitsForMore() {
        node("hourly", 42, 0, 0, 0);
        assertEquals(Optional.of(new WhyEmpty("hourly", Reason.WAITING, 42)), why());
    }

    @Test
    void rowsThatCameTooLateAreCountedAsSuch() {
        node("hourly", 42, 0, 0, 41);
        assertEquals(Optional.of(new WhyEmpty("hourly", Reason.LATE, 41)), why());
    }

    @Test
    void rowsThatCannotBeComputedAreNotDropped() {
        node("hourly", 0, 0, 0, 0).node("strong", 7, 0, 7, 0);
        assertEquals(Optional.of(new WhyEmpty("strong", Reason.FAILED, 7)), why());
    }

    @Test
    void aSourceThatGivesNothingIsSilent() {
        node("feed", 0, 0, 0, 0)
                .node("time", 0, 0, 0, 0)
                .node("strong", 0, 0, 0, 0)
                .node("hourly", 0, 0, 0, 0);
        assertEquals(Optional.of(new WhyEmpty("feed", Reason.SILENT, 0)), why());
    }

    @Test
    void aNodeThatTheRunDoesNotHaveIsNotBlamed() {
        assertEquals(Optional.empty(), why());
    }

    @Test
    void wiresAreFoundByTheNamesOfTheirEnds() {
        var choices = WireChoices.of(EDITOR.pipeline(), null, null);
        assertEquals(
                List.of("Quake feed · error → Unreadable rows"),
                WireChoices.matching(choices, "unread").stream()
                        .map(WireChoices.Choice::title)
                        .toList());
        assertEquals(7, WireChoices.matching(choices, "").size());
    }

    private WhyEmptyTest node(String id, long in, long out, long errors, long late) {
        nodes.put(id, new LiveNode(0, 0, 0, 0, in, out, errors, late, -1, 0));
        return this;
    }

    private Optional<WhyEmpty> why() {
        return WhyEmpty.of(EDITOR.checked(), new LivePicture(Map.of(), nodes, null, 0, 0, 0), TO_CHART);
    }
}
