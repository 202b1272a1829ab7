package dev.tailrace.designer.canvas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Drafting;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Glyphs;
import dev.tailrace.designer.pen.Java2dPen;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.RandomEdits;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The canvas is left as it is painted where two drawings are said to look the same: so they have to. */
class LooksAfterEditsTest {
    private static final long SEED = 20261124;
    private static final int EDITS = 120;
    private static final int WIDTH = 800;
    private static final int HEIGHT = 500;

    private final Typefaces faces = new Typefaces();
    private final Glyphs glyphs = new Glyphs();
    private final Catalogue catalogue = Drawings.catalogue();
    private final PipelineCheck check = new PipelineCheck(catalogue);
    private final Drafting drafting = new Drafting(catalogue, Drawings.TEXTS, faces);

    @Test
    void whatIsSaidToLookTheSameIsPaintedTheSame() {
        RandomEdits edits = new RandomEdits(
                SEED,
                catalogue.operators().stream().map(known -> known.spec().id()).toList());
        Pipeline pipeline = Drawings.folded();
        CheckedPipeline checked = check.check(pipeline, Path.of("."), Map.of());
        CanvasModel before = drafting.draft(pipeline, checked, Set.of());
        int alike = 0;
        for (int i = 0; i < EDITS; i++) {
            pipeline = edits.edit(pipeline);
            CanvasModel after = drafting.draft(pipeline, checked, Set.of());
            if (after.looksAs(before)) {
                alike++;
                assertArrayEquals(painted(before), painted(after), "with seed " + SEED + " after edit " + i);
            }
            checked = check.check(pipeline, Path.of("."), Map.of());
            before = drafting.draft(pipeline, checked, Set.of());
        }
        assertTrue(alike > EDITS / 20 && alike < EDITS, "one-sided edits: " + alike + " of " + EDITS);
    }

    private int[] painted(CanvasModel model) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        try (Java2dPen pen = new Java2dPen(image, glyphs)) {
            new PipelinePainter(faces, Drawings.TEXTS)
                    .paint(
                            pen,
                            Colours.of(true),
                            Scene.still(model, null, Map.of(), List.of()),
                            new Viewport(1, 20, 20),
                            WIDTH,
                            HEIGHT,
                            new WireMotion());
        }
        return image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
    }
}
