package dev.tailrace.model.versions;

import static dev.tailrace.model.versions.Versions.added;
import static dev.tailrace.model.versions.Versions.moved;
import static dev.tailrace.model.versions.Versions.removed;
import static dev.tailrace.model.versions.Versions.setting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.Wire;
import dev.tailrace.model.versions.PipelineMerge.Conflict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two versions that were edited apart become one. */
class PipelineMergeTest {
    private static final Pipeline BASE = Versions.base();

    @Test
    void whatOnlyOneSideChangedIsTaken() {
        Pipeline edited = moved(setting(BASE, "big", "condition", "price > 9"), "out", 48, 240);
        assertEquals(edited, merged(BASE, edited));
        assertEquals(edited, merged(edited, BASE));
        assertEquals(edited, merged(edited, edited));
    }

    @Test
    void editsOfDifferentNodesMeet() {
        Pipeline ours = moved(setting(BASE, "big", "condition", "price > 9"), "feed", 48, 0);
        Pipeline theirs = moved(setting(BASE, "feed", "path", "b.csv"), "big", 48, 120);
        Pipeline both = moved(moved(setting(ours, "feed", "path", "b.csv"), "feed", 48, 0), "big", 48, 120);
        assertEquals(both, merged(ours, theirs));
        assertEquals(both, merged(theirs, ours));
    }

    @Test
    void additionsOfBothSidesStandBehindEachOther() {
        Pipeline ours = added(BASE, "one", "One", "big.out");
        Pipeline theirs = added(BASE, "two", "Two", "feed.out");
        assertEquals(added(ours, "two", "Two", "feed.out"), merged(ours, theirs));
    }

    @Test
    void columnsAreMergedByTheirNames() {
        String json = PipelineJson.write(BASE);
        String price = "{\"name\": \"price\", \"type\": \"INT\"}";
        Pipeline ours = Versions.parse(json.replace(price, "{\"name\": \"price\", \"type\": \"BIGINT\"}"));
        Pipeline theirs = Versions.parse(json.replace(price, price + ", {\"name\": \"day\", \"type\": \"DATE\"}"));
        Pipeline both = Versions.parse(json.replace(
                price, "{\"name\": \"price\", \"type\": \"BIGINT\"}, {\"name\": \"day\", \"type\": \"DATE\"}"));
        assertEquals(both, merged(ours, theirs));
    }

    @Test
    void twoValuesOfOneSettingAreAConflictAndOursStays() {
        Pipeline ours = setting(BASE, "big", "condition", "price > 8");
        Pipeline theirs = setting(BASE, "big", "condition", "price > 9");
        PipelineMerge merge = PipelineMerge.of(BASE, ours, theirs);
        assertFalse(merge.isClean());
        assertEquals(ours, merge.merged());
        Conflict conflict = merge.conflicts().get(0);
        assertEquals("big /settings/condition", conflict.id() + " " + conflict.pointer());
    }

    @Test
    void aNodeThatOneSideChangedAndTheOtherRemovedIsAConflict() {
        PipelineMerge merge =
                PipelineMerge.of(BASE, removed(BASE, "big"), setting(BASE, "big", "condition", "price > 9"));
        assertEquals(1, merge.conflicts().size());
        assertEquals(removed(BASE, "big"), merge.merged());
    }

    @Test
    void aWireToARemovedNodeIsAConflictAndGoes() {
        PipelineMerge merge = PipelineMerge.of(BASE, removed(BASE, "big"), added(BASE, "copy", "Copy", "big.out"));
        assertEquals(
                List.of("big.out -> copy.in"),
                merge.conflicts().stream().map(Conflict::id).toList());
        assertTrue(merge.merged().node("copy").isPresent());
        assertEquals(List.of(), merge.merged().wires());
    }

    @Test
    void differentNodesUnderOneIdBothStay() {
        PipelineMerge merge = PipelineMerge.of(
                BASE, added(BASE, "discard-1", "One", "big.out"), added(BASE, "discard-1", "Two", "feed.out"));
        assertTrue(merge.isClean());
        assertEquals(Map.of("discard-1", "discard-2"), merge.renamed());
        assertEquals("Two", merge.merged().node("discard-2").map(Node::name).orElseThrow());
        Set<String> wires = merge.merged().wires().stream().map(Wire::id).collect(Collectors.toSet());
        assertTrue(wires.containsAll(List.of("big.out -> discard-1.in", "feed.out -> discard-2.in")), wires::toString);
        assertTrue(merge.merged().layout().containsKey("discard-2"));
    }

    private static Pipeline merged(Pipeline ours, Pipeline theirs) {
        PipelineMerge merge = PipelineMerge.of(BASE, ours, theirs);
        assertEquals(List.of(), merge.conflicts());
        return merge.merged();
    }
}
