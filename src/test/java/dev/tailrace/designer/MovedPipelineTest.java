package dev.tailrace.designer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.designer.commands.ChangeSettings;
import dev.tailrace.designer.commands.RelativePaths;
import dev.tailrace.designer.commands.RenameNode;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A pipeline that is saved in another folder: its paths, and those that undo brings back, lead where they led. */
class MovedPipelineTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    private final Pipeline read = Objects.requireNonNull(PipelineJson.parse(
                    """
                    {"tailrace": 1, "nodes": [
                      {"id": "in", "operator": "file-source", "settings": {"path": "data/a.csv"}},
                      {"id": "out", "operator": "file-sink", "settings": {"path": "${where}/b.csv"}}]}""")
            .pipeline());

    private final PipelineEditor editor =
            new PipelineEditor(CATALOGUE, read, Path.of("/home/me/one"), Runnable::run, Runnable::run);

    @Test
    void pathsOfTheDrawingAndOfItsUndoneStepsMoveAlong() {
        editor.apply(
                new ChangeSettings("in", JsonNodeFactory.instance.objectNode().put("path", "data/c.csv"), null));
        editor.apply(new RenameNode("out", "Written"));
        editor.undo();

        Path to = Path.of("/home/me/two/deep");
        editor.markMoved(
                editor.pipeline(),
                to,
                new RelativePaths(CATALOGUE, RelativePaths.between(Path.of("/home/me/one"), to))::in);

        assertEquals(to, editor.baseDirectory());
        assertFalse(editor.isDirty(), "what was saved is what is drawn");
        assertEquals("../../one/data/c.csv", path("in"));
        assertEquals("${where}/b.csv", path("out"), "nobody knows what the parameter says");
        editor.redo();
        assertEquals("../../one/data/c.csv", path("in"));
        editor.undo();
        editor.undo();
        assertEquals("../../one/data/a.csv", path("in"));
    }

    @Test
    void anEnvironmentStaysChosenInTheEditorThatGoesOn() {
        Pipeline withEnvironment = Objects.requireNonNull(PipelineJson.parse(
                        """
                        {"tailrace": 1, "nodes": [], "parameters": [{"name": "a", "type": "INT", "default": 1}],
                         "environments": [{"name": "prod", "values": {"a": 2}}]}""")
                .pipeline());
        PipelineEditor before =
                new PipelineEditor(CATALOGUE, withEnvironment, Path.of("."), Runnable::run, Runnable::run);
        before.useEnvironment("prod");
        assertEquals("prod", before.successor().environment());
    }

    private String path(String node) {
        return editor.pipeline()
                .node(node)
                .orElseThrow()
                .settings()
                .path("path")
                .asText();
    }
}
