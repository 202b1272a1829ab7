package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.designer.geometry.Viewport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bookmarks of pipeline files, by their number, in {@code bookmarks.json} of the state folder. For one thread.
 */
public final class BookmarkMemory {
    /** Files; what was changed longest ago goes first. */
    private static final int KEPT = 200;

    private final Path file;

    public BookmarkMemory(Folders folders) {
        file = folders.state().resolve("bookmarks.json");
    }

    /** What was written for a pipeline file; empty if nothing was. What is not a bookmark is left out. */
    public Map<Integer, Viewport> read(Path pipeline) {
        Map<Integer, Viewport> bookmarks = new TreeMap<>();
        JsonFile.read(file).path(key(pipeline)).properties().forEach(entry -> {
            double zoom = entry.getValue().path("zoom").asDouble();
            if (entry.getKey().matches("[1-9]") && zoom >= Viewport.MIN_ZOOM && zoom <= Viewport.MAX_ZOOM) {
                bookmarks.put(
                        Integer.valueOf(entry.getKey()),
                        new Viewport(
                                zoom,
                                entry.getValue().path("dx").asDouble(),
                                entry.getValue().path("dy").asDouble()));
            }
        });
        return bookmarks;
    }

    /** Writes those of a pipeline file, instead of what there was. */
    public void write(Path pipeline, Map<Integer, Viewport> bookmarks) throws IOException {
        ObjectNode tree = JsonFile.read(file);
        tree.remove(key(pipeline));
        ObjectNode own = tree.putObject(key(pipeline));
        bookmarks.forEach((number, viewport) -> own.putObject(number.toString())
                .put("zoom", viewport.zoom())
                .put("dx", viewport.dx())
                .put("dy", viewport.dy()));
        while (tree.size() > KEPT) {
            tree.remove(tree.fieldNames().next());
        }
        JsonFile.write(file, tree);
    }

    private static String key(Path pipeline) {
        return pipeline.toAbsolutePath().normalize().toString();
    }
}
