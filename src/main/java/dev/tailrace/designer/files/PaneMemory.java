package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is remembered of the panes around the canvas: the same for all open pipelines, so that they stand still when
 * another tab is shown. Immutable.
 *
 * @param paletteWidth in pixels, as are the others
 * @param bottomTab position of the chosen tab
 * @param timelineShown whether the last minutes of a run are offered under the canvas
 */
public record PaneMemory(
        double paletteWidth,
        double inspectorWidth,
        double bottomHeight,
        boolean paletteShown,
        boolean inspectorShown,
        boolean bottomShown,
        int bottomTab,
        boolean timelineShown) {
    /** What stands in a tree, with the defaults for what is missing or out of bounds. */
    static PaneMemory of(ObjectNode tree) {
        return new PaneMemory(
                WindowMemory.atLeast(176, tree.path("paletteWidth").asDouble(224)),
                WindowMemory.atLeast(272, tree.path("inspectorWidth").asDouble(312)),
                WindowMemory.atLeast(160, tree.path("bottomHeight").asDouble(272)),
                tree.path("paletteShown").asBoolean(true),
                tree.path("inspectorShown").asBoolean(true),
                tree.path("bottomShown").asBoolean(true),
                Math.max(0, tree.path("bottomTab").asInt(0)),
                tree.path("timelineShown").asBoolean(false));
    }

    void into(ObjectNode tree) {
        tree.put("paletteWidth", paletteWidth)
                .put("inspectorWidth", inspectorWidth)
                .put("bottomHeight", bottomHeight)
                .put("paletteShown", paletteShown)
                .put("inspectorShown", inspectorShown)
                .put("bottomShown", bottomShown)
                .put("bottomTab", bottomTab)
                .put("timelineShown", timelineShown);
    }
}
