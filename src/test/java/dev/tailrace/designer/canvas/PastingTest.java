package dev.tailrace.designer.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.gestures.DeskSurface;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Parts of drawings that come from elsewhere: from another place, folder or chat. */
class PastingTest {
    private final DeskSurface desk = new DeskSurface(Drawings.earthquakes());
    private final PipelineEditor editor = desk.editor();
    private final CanvasActions keys = new CanvasActions(desk);

    @Test
    void aPartComesIntoTheMiddleOfWhatIsSeenUnlessItIsSeenWhereItStood() {
        editor.selectNodes(List.of("hourly", "chart"));
        String copied = keys.copy();

        assertTrue(keys.paste(copied, null, new Box(0, 0, 1000, 700)));
        assertEquals(new Point(296, 388), place("hourly-2"), "beside the copied one, which is seen");
        assertTrue(keys.paste(copied, null, new Box(4000, 3000, 1000, 800)));
        assertEquals(124, place("chart-3").y() - place("hourly-3").y(), "as it stood");
        Box seen = new Box(4000, 3000, 1000, 800);
        assertTrue(seen.contains(place("hourly-3").x(), place("hourly-3").y()), place("hourly-3")::toString);
        assertTrue(seen.contains(place("chart-3").x(), place("chart-3").y()), place("chart-3")::toString);
    }

    @Test
    void wordsAndFencesRoundTheTextArePassedOver() {
        editor.selectNodes(List.of("hourly"));
        String said = "Try this {here}:\n```json\n" + keys.copy() + "\n```\nand run it";

        assertFalse(keys.paste(said), "the first brace is of no JSON");
        assertTrue(keys.paste(said.replace("{here}", "here")));
        assertEquals(Set.of("hourly-2"), editor.selectedNodes());
        assertFalse(keys.paste("nothing to paste"));
    }

    @Test
    void aPathLeadsToTheSameFileFromTheFolderThatItIsPastedInto() {
        Pipeline read = Objects.requireNonNull(PipelineJson.parse(
                        """
                        {"tailrace": 1, "nodes": [
                          {"id": "a", "operator": "file-source", "settings": {"path": "data/a.csv"}},
                          {"id": "b", "operator": "file-source", "settings": {"path": "/other/b.csv"}}]}""")
                .pipeline());
        PipelineEditor there = new PipelineEditor(
                Catalogue.load(), Pipeline.empty("there"), Path.of("/home/me/there"), Runnable::run, Runnable::run);
        String text = PipelineJson.write(read);

        assertTrue(new CanvasActions(new DeskSurface(there)).paste(text, Path.of("/home/me/here"), null));
        assertEquals(
                List.of("../here/data/a.csv", "/other/b.csv"),
                there.pipeline().nodes().stream().map(PastingTest::path).toList());
    }

    private static String path(Node node) {
        return node.settings().path("path").asText();
    }

    private Point place(String id) {
        return Objects.requireNonNull(editor.pipeline().layout().get(id), id);
    }
}
