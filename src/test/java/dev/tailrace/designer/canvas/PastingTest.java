package dev.tailrace.designer.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.gestures.DeskSurface;
import dev.tailrace.model.Attachments;
import dev.tailrace.model.Node;
import dev.tailrace.model.Note;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    @Test
    void parametersThatAPartNamesComeWithItUnlessTheyAreThere() {
        Pipeline from = Objects.requireNonNull(PipelineJson.parse(
                        """
                        {"tailrace": 1, "parameters": [{"name": "least", "type": "INT", "default": 3},
                          {"name": "place", "type": "STRING", "default": "x"}, {"name": "leas", "type": "INT"}],
                         "nodes": [{"id": "a", "operator": "filter", "settings": {"condition": "v > :least"}},
                          {"id": "b", "operator": "file-sink", "settings": {"path": "${place}.csv"}}]}""")
                .pipeline());
        DeskSurface there = new DeskSurface(new PipelineEditor(
                Catalogue.load(),
                Pipeline.empty("there").withParameters(List.of(new Parameter("place", "STRING", null, Map.of()))),
                Path.of("."),
                Runnable::run,
                Runnable::run));
        PipelineEditor here = new PipelineEditor(Catalogue.load(), from, Path.of("."), Runnable::run, Runnable::run);
        here.selectNodes(List.of("a", "b"));

        assertTrue(new CanvasActions(there).paste(new CanvasActions(new DeskSurface(here)).copy()));
        assertEquals(
                List.of("place", "least"),
                there.editor().pipeline().parameters().stream()
                        .map(Parameter::name)
                        .toList());
        there.editor().undo();
        assertEquals(1, there.editor().pipeline().parameters().size(), "one step of undo");
    }

    @Test
    void notesThatALayoutWouldCoverComeToStandBesideTheDrawing() {
        Pipeline plain = Drawings.earthquakes();
        Map<String, Point> layout = new HashMap<>(plain.layout());
        layout.put("covered", new Point(300, 370));
        layout.put("free", new Point(-600, 20));
        DeskSurface noted = new DeskSurface(plain.withLayout(layout)
                .withAttachments(Attachments.NONE.withNotes(
                        List.of(Note.of("covered", "Why", 200, 120), Note.of("free", "How", 200, 120)))));
        new LayoutActions(noted, any -> noted.model(), Runnable::run, Runnable::run).autolayout(() -> {});

        Box covered = Objects.requireNonNull(noted.model().note("covered")).box();
        assertTrue(noted.model().nodes().stream().noneMatch(node -> node.box().meets(covered)), covered::toString);
        assertEquals(new Point(-600, 20), noted.editor().pipeline().layout().get("free"));
        noted.editor().undo();
        assertEquals(new Point(300, 370), noted.editor().pipeline().layout().get("covered"));
    }

    private static String path(Node node) {
        return node.settings().path("path").asText();
    }

    private Point place(String id) {
        return Objects.requireNonNull(editor.pipeline().layout().get(id), id);
    }
}
