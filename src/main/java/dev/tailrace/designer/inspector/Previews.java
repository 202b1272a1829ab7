package dev.tailrace.designer.inspector;

import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.preview.PreviewBox;
import dev.tailrace.designer.preview.PreviewedRow;
import java.util.Map;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/**
 * The previews of the selected node: a few rows under its settings and, while somebody sees it, more of them in a wider
 * place. Both compute for the same chosen row. On the JavaFX thread.
 */
final class Previews {
    private static final int LINES = 6;
    private static final int WIDE_LINES = 50;

    private final Workbench workbench;
    private final Runnable changed;
    private final PreviewedRow row = new PreviewedRow();
    private final PreviewBox near;
    private @Nullable String node;

    /** Shows the node in the wider place, or nothing while nobody sees it. */
    private Runnable showWide = () -> {};

    /** @param changed hears that expressions are computed for other rows */
    Previews(Workbench workbench, Runnable changed) {
        this.workbench = workbench;
        this.changed = changed;
        near = new PreviewBox(workbench, LINES, row, changed);
    }

    /** Under the settings. */
    PreviewBox near() {
        return near;
    }

    /**
     * With more rows, for a wider place.
     *
     * @param shown whether somebody sees it; otherwise nothing is computed for it
     */
    PreviewBox wide(ObservableBooleanValue shown) {
        PreviewBox wide = new PreviewBox(workbench, WIDE_LINES, row, changed);
        showWide = () -> wide.show(shown.get() ? node : null);
        shown.addListener((property, before, after) -> showWide.run());
        return wide;
    }

    /** The row for which expressions are computed. */
    PreviewedRow row() {
        return row;
    }

    /** Of another node the first rows are those that are computed, once they are known. */
    void forgetRows() {
        row.show(Map.of());
    }

    /** @param newNode the selected one, or null for none; the same again after an edit or a check of it */
    void show(@Nullable String newNode) {
        node = newNode;
        near.show(newNode);
        showWide.run();
    }
}
