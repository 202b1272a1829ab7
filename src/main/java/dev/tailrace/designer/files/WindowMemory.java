package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.designer.theme.Mode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What is remembered of the window on this machine. Immutable.
 *
 * @param width of the window in pixels, as is its height
 * @param reducedMotion whether nothing travels or glides
 * @param language of the words, and of how numbers and dates are written
 */
public record WindowMemory(
        Mode mode,
        double width,
        double height,
        boolean maximized,
        PaneMemory panes,
        boolean reducedMotion,
        WindowLanguage language) {
    private static final String FILE = "window.json";

    /** What was written last, with the defaults for what is missing or out of bounds. */
    public static WindowMemory read(Folders folders) {
        ObjectNode tree = JsonFile.read(folders.config().resolve(FILE));
        return new WindowMemory(
                Mode.of(tree.path("mode").asText()),
                atLeast(1024, tree.path("width").asDouble(1600)),
                atLeast(680, tree.path("height").asDouble(1000)),
                tree.path("maximized").asBoolean(false),
                PaneMemory.of(tree),
                tree.path("reducedMotion").asBoolean(false),
                WindowLanguage.of(tree.path("language").asText()));
    }

    static double atLeast(double least, double value) {
        return Double.isFinite(value) ? Math.max(least, value) : least;
    }

    public WindowMemory withPanes(PaneMemory newPanes) {
        return new WindowMemory(mode, width, height, maximized, newPanes, reducedMotion, language);
    }

    public void write(Folders folders) throws IOException {
        Path file = folders.config().resolve(FILE);
        ObjectNode tree = JsonFile.read(file);
        tree.put("mode", mode.id())
                .put("width", width)
                .put("height", height)
                .put("maximized", maximized)
                .put("reducedMotion", reducedMotion)
                .put("language", language.id());
        panes.into(tree);
        JsonFile.write(file, tree);
    }
}
