package dev.tailrace.model.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.model.Attachments;
import dev.tailrace.model.Group;
import dev.tailrace.model.Node;
import dev.tailrace.model.Note;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** How versions differ, and single changes taken back. */
class PipelineDiffTest {
    private static final Pipeline BASE = Versions.base();

    @Test
    void aPipelineIsTheSameAsItself() {
        assertTrue(PipelineDiff.of(BASE, Versions.base()).isSame());
    }

    @Test
    void aSettingIsToldByItsPointerWithBothValues() {
        Change change = only(Versions.setting(BASE, "big", "condition", "price > 9"));
        assertEquals("node changed big /settings/condition", text(change));
        assertEquals("\"price > 1\" -> \"price > 9\"", change.before() + " -> " + change.after());
    }

    @Test
    void aFieldOfOneColumnIsToldAloneAndALongerListAsAWhole() {
        String json = PipelineJson.write(BASE);
        Pipeline typed = Versions.parse(json.replace(
                "{\"name\": \"price\", \"type\": \"INT\"}", "{\"name\": \"price\", \"type\": \"BIGINT\"}"));
        assertEquals("node changed feed /settings/format/columns/1/type", text(only(typed)));
        Pipeline longer = Versions.parse(json.replace(
                "{\"name\": \"price\", \"type\": \"INT\"}",
                "{\"name\": \"price\", \"type\": \"INT\"}, {\"name\": \"day\", \"type\": \"DATE\"}"));
        assertEquals("node changed feed /settings/format/columns", text(only(longer)));
    }

    @Test
    void anotherNameIsARenameAndTheIdStays() {
        Pipeline after = BASE.replacing(BASE.node("big").orElseThrow().withName("Large"));
        assertEquals("node renamed big /name", text(only(after)));
    }

    @Test
    void anAddedNodeComesWithItsWireAndWithoutItsPlace() {
        assertEquals(
                List.of("node added copy ", "wire added big.out -> copy.in "),
                texts(Versions.added(BASE, "copy", "Copy", "big.out")));
    }

    @Test
    void aMovedNodeIsLayoutOnly() {
        PipelineDiff diff = PipelineDiff.of(BASE, Versions.moved(BASE, "big", 48, 120));
        assertEquals(List.of(), diff.meaning());
        assertEquals(
                List.of("place moved big "),
                diff.layout().stream().map(PipelineDiffTest::text).toList());
    }

    @Test
    void nodesDrawnInAnotherOrderAreLayoutOnly() {
        List<Node> turned =
                List.of(BASE.nodes().get(2), BASE.nodes().get(0), BASE.nodes().get(1));
        PipelineDiff diff = PipelineDiff.of(BASE, BASE.withNodes(turned));
        assertEquals(List.of(), diff.meaning());
        assertEquals(1, diff.layout().size());
    }

    @Test
    void parametersGroupsNotesAndTheTimeZoneAreTold() {
        Pipeline after = BASE.withParameters(List.of())
                .withAttachments(Attachments.NONE
                        .withGroups(List.of(Group.of("g", "Both", List.of("feed", "big"))))
                        .withNotes(List.of(Note.of("n", "Hello", 100, 50))))
                .withName("Other");
        assertEquals(
                List.of("pipeline changed  /name", "parameter removed least ", "group added g ", "note added n "),
                texts(after));
    }

    @Test
    void eachChangeTakenBackLeavesTheOthers() {
        Pipeline after = Versions.added(
                Versions.moved(Versions.setting(BASE, "big", "condition", "price > 9"), "feed", 48, 0),
                "copy",
                "Copy",
                "big.out");
        PipelineDiff diff = PipelineDiff.of(BASE, after);
        Pipeline withoutSetting = TakeBack.of(after, diff, diff.changes().get(0));
        assertEquals(
                List.of("node added copy ", "wire added big.out -> copy.in ", "place moved feed "),
                texts(withoutSetting));
        Pipeline at = after;
        for (Change change : diff.changes()) {
            at = TakeBack.of(at, diff, change);
        }
        assertEquals(BASE, at);
    }

    @Test
    void aNodeThatComesBackBringsItsWiresAndItsPlace() {
        Pipeline after = Versions.removed(BASE, "big");
        PipelineDiff diff = PipelineDiff.of(BASE, after);
        Change node = diff.changes().stream()
                .filter(change -> change.part() == Part.NODE)
                .findFirst()
                .orElseThrow();
        Pipeline back = TakeBack.of(after, diff, node);
        assertEquals(BASE.nodes(), back.nodes());
        assertEquals(BASE.layout(), back.layout());
        assertEquals(BASE.wires(), back.wires());
    }

    private static Change only(Pipeline after) {
        List<Change> changes = PipelineDiff.of(BASE, after).changes();
        assertEquals(1, changes.size(), changes::toString);
        return changes.get(0);
    }

    private static List<String> texts(Pipeline after) {
        return PipelineDiff.of(BASE, after).changes().stream()
                .map(PipelineDiffTest::text)
                .toList();
    }

    private static String text(Change change) {
        return (change.part() + " " + change.kind()).toLowerCase(Locale.ROOT) + " " + change.id() + " "
                + change.pointer();
    }
}
