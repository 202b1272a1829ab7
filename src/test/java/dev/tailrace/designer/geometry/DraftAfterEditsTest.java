package dev.tailrace.designer.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.RandomEdits;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A draft that keeps what it can of the one before is the draft that is made from nothing. */
class DraftAfterEditsTest {
    private static final long SEED = 20261123;
    private static final int EDITS = 150;
    private static final Path FOLDER = Path.of(".");

    private final Catalogue catalogue = Drawings.catalogue();
    private final PipelineCheck check = new PipelineCheck(catalogue);
    private final Drafting drafting = drafting();

    private Drafting drafting() {
        return new Drafting(catalogue, Drawings.TEXTS, new Typefaces());
    }

    @Test
    void afterRandomEditsItIsTheDraftFromNothing() {
        long seed = SEED;
        for (Pipeline drawing : List.of(Drawings.earthquakes(), Drawings.orders(), Drawings.folded())) {
            afterEdits(drawing, seed++);
        }
    }

    private void afterEdits(Pipeline drawing, long seed) {
        RandomEdits edits = new RandomEdits(
                seed,
                catalogue.operators().stream().map(known -> known.spec().id()).toList());
        Pipeline pipeline = drawing;
        CheckedPipeline checked = check.check(pipeline, FOLDER, Map.of());
        CanvasModel before = drafting.draft(pipeline, checked, Set.of());
        for (int i = 0; i < EDITS; i++) {
            pipeline = edits.edit(pipeline);
            String where = "with seed " + seed + " after edit " + i + ":\n" + pipeline;
            Set<String> previews = i % 3 == 0 ? Set.of("chart", "board") : Set.of();
            // As in the window: drawn at once beside the check of what was there before, and again when it is checked.
            before = requireSame(pipeline, checked, previews, before, where);
            checked = check.check(pipeline, FOLDER, Map.of());
            before = requireSame(pipeline, checked, previews, before, where);
        }
    }

    private CanvasModel requireSame(
            Pipeline pipeline, CheckedPipeline checked, Set<String> previews, CanvasModel before, String where) {
        CanvasModel kept = drafting.draft(pipeline, checked, previews);
        CanvasModel anew = drafting().draft(pipeline, checked, previews);
        assertEquals(List.copyOf(anew.nodes()), List.copyOf(kept.nodes()), where);
        assertEquals(anew.wires(), kept.wires(), where);
        assertEquals(List.copyOf(anew.frames()), List.copyOf(kept.frames()), where);
        assertEquals(List.copyOf(anew.notes()), List.copyOf(kept.notes()), where);
        assertEquals(anew.bounds(), kept.bounds(), where);
        assertTrue(kept.looksAs(anew) && anew.looksAs(kept), where);
        assertEquals(anew.looksAs(before), kept.looksAs(before), where);
        return kept;
    }

    @Test
    void onlyWhatWasEditedIsMeasuredAgain() {
        Pipeline pipeline = Drawings.earthquakes();
        CanvasModel before = drafting.draft(pipeline, check.check(pipeline, FOLDER, Map.of()), Set.of());
        Pipeline edited = typed(pipeline, "strong", "mag >= 7");

        CanvasModel after = drafting.draft(edited, check.check(edited, FOLDER, Map.of()), Set.of());

        assertNotSame(before.node("strong"), after.node("strong"));
        assertSame(before.node("hourly"), after.node("hourly"));
        assertSame(before.wires().get(0), after.wires().get(0));
        assertEquals("mag >= 7", Objects.requireNonNull(after.node("strong")).summary());
    }

    @Test
    void aSettingThatIsNotCheckedYetLooksAsBefore() {
        Pipeline pipeline = Drawings.earthquakes();
        CheckedPipeline checked = check.check(pipeline, FOLDER, Map.of());
        CanvasModel before = drafting.draft(pipeline, checked, Set.of());
        Pipeline edited = typed(pipeline, "strong", "mag >= 7");

        assertTrue(drafting.draft(edited, checked, Set.of()).looksAs(before));
        assertTrue(
                Objects.requireNonNull(drafting.draft(edited, checked, Set.of()).node("strong"))
                        .summaryIsCode());
        assertFalse(drafting.draft(edited, check.check(edited, FOLDER, Map.of()), Set.of())
                .looksAs(before));
    }

    @Test
    void aNameBesideThePortOfABlockIsPartOfItsLook() {
        Pipeline pipeline = Drawings.folded();
        CheckedPipeline checked = check.check(pipeline, FOLDER, Map.of());
        CanvasModel before = drafting.draft(pipeline, checked, Set.of());
        Node hidden = pipeline.node("hourly").orElseThrow();

        CanvasModel after = drafting.draft(pipeline.replacing(hidden.withName("By hour")), checked, Set.of());

        assertFalse(after.looksAs(before));
    }

    private static Pipeline typed(Pipeline pipeline, String id, String what) {
        Node node = pipeline.node(id).orElseThrow();
        ObjectNode settings = node.settings().deepCopy();
        return pipeline.replacing(node.withSettings(settings.put("what", what)));
    }
}
