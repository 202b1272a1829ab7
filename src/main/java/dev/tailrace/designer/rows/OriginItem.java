package dev.tailrace.designer.rows;

import dev.tailrace.runtime.Origin.Step;
import javafx.scene.control.TreeItem;

/** A row of an origin; those below are made when it is unfolded, since one that made several stands below each. */
final class OriginItem extends TreeItem<Step> {
    /** Rows below one that are unfolded at once. */
    private static final int UNFOLDED = 20;

    private boolean filled;

    OriginItem(Step step, boolean unfolded) {
        super(step);
        expandedProperty().addListener((property, before, now) -> fill());
        if (unfolded && step.rows().size() <= UNFOLDED) {
            setExpanded(true);
        }
    }

    @Override
    public boolean isLeaf() {
        return getValue().rows().isEmpty();
    }

    private void fill() {
        if (!filled) {
            filled = true;
            boolean unfolded = getValue().rows().size() <= UNFOLDED;
            getChildren()
                    .setAll(getValue().rows().stream()
                            .map(row -> new OriginItem(row, unfolded))
                            .toList());
        }
    }
}
