package dev.tailrace.designer.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.geometry.Box;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** After an edit only a part is painted anew: so all that has changed has to lie in it. */
class ChangedPartTest {
    private static final long SEED = 20261122;
    private static final int EDITS = 150;
    private static final int WIDTH = 800;
    private static final int HEIGHT = 500;
    private static final int MOST_APART = 24;

    private final Typefaces faces = new Typefaces();
    private final Glyphs glyphs = new Glyphs();
    private final Catalogue catalogue = Drawings.catalogue();
    private final PipelineCheck check = new PipelineCheck(catalogue);
    private final Drafting drafting = new Drafting(catalogue, Drawings.TEXTS, faces);
    private final PipelinePainter painter = new PipelinePainter(faces, Drawings.TEXTS);

    @Test
    void aPartPaintedAnewGivesThePictureThatIsPaintedWhole() {
        RandomEdits edits = new RandomEdits(
                SEED,
                catalogue.operators().stream().map(known -> known.spec().id()).toList());
        Pipeline pipeline = Drawings.earthquakes();
        Scene before = scene(pipeline);
        int parts = 0;
        for (int i = 0; i < EDITS; i++) {
            pipeline = edits.edit(pipeline);
            Scene after = scene(pipeline);
            Optional<Box> part = ChangedPart.between(before, after);
            if (part.isPresent()) {
                parts++;
                for (Viewport viewport : List.of(new Viewport(1, 20, 20), new Viewport(0.63, 40.4, 11.7))) {
                    assertAlike(
                            painted(viewport, after),
                            paintedAnew(viewport, before, after, part.get()),
                            "with seed " + SEED + " after edit " + i + " at " + viewport);
                }
            }
            before = after;
        }
        assertTrue(parts > EDITS / 20, "only " + parts + " edits of which a part is known");
    }

    @Test
    void aKeyThatIsPressedChangesOneNode() {
        Pipeline pipeline = Drawings.earthquakes();
        Scene before = scene(pipeline);
        Pipeline renamed = pipeline.withNodes(pipeline.nodes().stream()
                .map(node -> node.id().equals("top") ? node.withName("Top") : node)
                .toList());
        Box part = ChangedPart.between(before, scene(renamed)).orElseThrow();
        assertEquals(Objects.requireNonNull(before.model().node("top")).box(), part);
    }

    /** A curve that is cut off by a clip is flattened a little otherwise: nobody sees it. */
    private static void assertAlike(int[] wanted, int[] found, String when) {
        for (int i = 0; i < wanted.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                int apart = Math.abs((wanted[i] >> shift & 0xFF) - (found[i] >> shift & 0xFF));
                assertTrue(apart <= MOST_APART, when + ": " + apart + " apart at " + i % WIDTH + ", " + i / WIDTH);
            }
        }
    }

    private Scene scene(Pipeline pipeline) {
        CheckedPipeline checked = check.check(pipeline, Path.of("."), Map.of());
        CanvasModel model = drafting.draft(pipeline, checked, Set.of());
        Map<dev.tailrace.model.Wire, Scene.WireNote> notes = PictureWriter.mismatches(checked, Drawings.TEXTS);
        Box everywhere = new Box(-10_000, -10_000, 20_000, 20_000);
        return Scene.still(model, null, notes, new Pills(faces).place(model, null, notes, 1, everywhere, 0));
    }

    private int[] painted(Viewport viewport, Scene scene) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        paint(image, viewport, scene);
        return image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
    }

    private int[] paintedAnew(Viewport viewport, Scene before, Scene after, Box part) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        paint(image, viewport, before);
        try (Java2dPen pen = new Java2dPen(image, glyphs)) {
            painter.paintPart(pen, Colours.of(true), after, viewport, WIDTH, HEIGHT, new WireMotion(), part);
        }
        return image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
    }

    private void paint(BufferedImage image, Viewport viewport, Scene scene) {
        try (Java2dPen pen = new Java2dPen(image, glyphs)) {
            painter.paint(pen, Colours.of(true), scene, viewport, WIDTH, HEIGHT, new WireMotion());
        }
    }
}
