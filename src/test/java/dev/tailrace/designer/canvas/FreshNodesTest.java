package dev.tailrace.designer.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Drafting;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.model.Pipeline;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreshNodesTest {
    private static CanvasModel model(Pipeline pipeline) {
        PipelineEditor editor = Drawings.editor(pipeline);
        return new Drafting(editor.catalogue(), Drawings.TEXTS, new Typefaces())
                .draft(pipeline, editor.checked(), Set.of());
    }

    @Test
    void onlyWhatIsAddedLaterGlowsAndNotForLong() {
        Drawings.Drawing drawing = new Drawings.Drawing("two").node("one", "union", "One", "", 0, 0);
        FreshNodes fresh = new FreshNodes(model(drawing.pipeline()));
        assertEquals(Map.of(), fresh.shares(0));
        fresh.changed(model(drawing.node("other", "union", "Other", "", 0, 200).pipeline()), 0);
        assertEquals(Map.of("other", 1.0), fresh.shares(0));
        assertEquals(Map.of("other", 0.5), fresh.shares(300_000_000));
        assertEquals(Map.of(), fresh.shares(600_000_000));
    }
}
