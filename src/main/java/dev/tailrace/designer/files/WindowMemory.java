package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.designer.theme.Mode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What is remembered of the window on this machine. Immutable.
 *
 * @param width of the window in pixels, as are the others
 * @param bottomTab position of the chosen tab
 * @param timelineShown whether the last minutes of a run are offered under the canvas
 * @param reducedMotion whether nothing travels or glides
 * @param language of the words, and of how numbers and dates are written
 */
public record WindowMemory(
        Mode mode,
        double width,
        double height,
        boolean maximized,
        double paletteWidth,
        double inspectorWidth,
        double bottomHeight,
        boolean paletteShown,
        boolean inspectorShown,
        boolean bottomShown,
        int bottomTab,
        boolean timelineShown,
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
                atLeast(176, tree.path("paletteWidth").asDouble(224)),
                atLeast(272, tree.path("inspectorWidth").asDouble(312)),
                atLeast(160, tree.path("bottomHeight").asDouble(272)),
                tree.path("paletteShown").asBoolean(true),
                tree.path("inspectorShown").asBoolean(true),
                tree.path("bottomShown").asBoolean(true),
                Math.max(0, tree.path("bottomTab").asInt(0)),
                tree.path("timelineShown").asBoolean(false),
                tree.path("reducedMotion").asBoolean(false),
                WindowLanguage.of(tree.path("language").asText()));
    }

    private static double atLeast(double least, double value) {
        return Double.isFinite(value) ? Math.max(least, value) : least;
    }

    public void write(Folders folders) throws IOException {
        Path file = folders.config().resolve(FILE);
        ObjectNode tree = JsonFile.read(file);
        tree.put("mode", mode.id())
                .put("width", width)
                .put("height", height)
                .put("maximized", maximized)
                .put("paletteWidth", paletteWidth)
                .put("inspectorWidth", inspectorWidth)
                .put("bottomHeight", bottomHeight)
                .put("paletteShown", paletteShown)
                .put("inspectorShown", inspectorShown)
                .put("bottomShown", bottomShown)
                .put("bottomTab", bottomTab)
                .put("timelineShown", timelineShown)
                .put("reducedMotion", reducedMotion)
                .put("language", language.id());
        JsonFile.write(file, tree);
    }
}
