package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.designer.geometry.Viewport;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which files were open when the window was left. Immutable.
 *
 * @param reopen whether they are opened again at the next start; the start screen is shown otherwise
 * @param files in the order of their tabs; pipelines that were never saved have none
 * @param shown position of the one that was seen, or -1 for the start screen
 */
public record Session(boolean reopen, List<Place> files, int shown) {
    private static final String FILE = "open-files.json";

    /**
     * A file and where its drawing was looked at.
     *
     * @param viewport null where the whole drawing is to be shown
     */
    public record Place(Path path, @Nullable Viewport viewport) {}

    public Session {
        files = List.copyOf(files);
    }

    /** What was written last; nothing open if that is missing or broken. */
    public static Session read(Folders folders) {
        ObjectNode tree = JsonFile.read(folders.state().resolve(FILE));
        List<Place> files = new ArrayList<>();
        for (JsonNode entry : tree.path("files")) {
            try {
                files.add(new Place(Path.of(entry.path("path").asText()), viewport(entry)));
            } catch (InvalidPathException notOfThisSystem) {
                // What another system has written is no file here; the others still are.
                continue;
            }
        }
        int shown = tree.path("shown").asInt(-1);
        return new Session(tree.path("reopen").asBoolean(true), files, shown >= 0 && shown < files.size() ? shown : -1);
    }

    private static @Nullable Viewport viewport(JsonNode entry) {
        double zoom = entry.path("zoom").asDouble(0);
        double dx = entry.path("dx").asDouble(0);
        double dy = entry.path("dy").asDouble(0);
        boolean isSeen =
                zoom >= Viewport.MIN_ZOOM && zoom <= Viewport.MAX_ZOOM && Double.isFinite(dx) && Double.isFinite(dy);
        return isSeen ? new Viewport(zoom, dx, dy) : null;
    }

    public void write(Folders folders) throws IOException {
        ObjectNode tree = JsonFile.MAPPER.createObjectNode();
        tree.put("reopen", reopen).put("shown", shown);
        ArrayNode list = tree.putArray("files");
        for (Place place : files) {
            ObjectNode entry = list.addObject().put("path", place.path().toString());
            Viewport viewport = place.viewport();
            if (viewport != null) {
                entry.put("zoom", viewport.zoom()).put("dx", viewport.dx()).put("dy", viewport.dy());
            }
        }
        JsonFile.write(folders.state().resolve(FILE), tree);
    }
}
