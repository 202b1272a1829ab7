package dev.tailrace.designer.rows;

import dev.tailrace.proof.OriginLines;
import dev.tailrace.runtime.Origin.Certainty;
import dev.tailrace.runtime.Origin.Step;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Node and place in one line, the values in the next, and what is to be said about the rows below. */
final class OriginCell extends TreeCell<Step> {
    private final Supplier<@Nullable OriginLines> lines;
    private final Label node = new Label();
    private final Label place = new Label();
    private final Label values = new Label();
    private final Label made = new Label();
    private final VBox box;

    /** @param lines the words, or null while there is nothing to show */
    OriginCell(Supplier<@Nullable OriginLines> lines) {
        this.lines = lines;
        node.getStyleClass().add("origin-node");
        place.getStyleClass().add("origin-place");
        values.getStyleClass().add("origin-values");
        made.getStyleClass().add("origin-made");
        HBox line = new HBox(8, node, place);
        line.setAlignment(Pos.BASELINE_LEFT);
        box = new VBox(2, line, values, made);
    }

    @Override
    protected void updateItem(@Nullable Step step, boolean empty) {
        super.updateItem(step, empty);
        OriginLines words = lines.get();
        if (step == null || empty || words == null) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        node.setText(words.node(step));
        place.setText(words.place(step));
        String all = words.values(step);
        values.setText(all);
        String said = step.certainty() == Certainty.EXACT && step.more() == 0 ? "" : words.made(step);
        made.setText(said);
        made.setVisible(!said.isEmpty());
        made.setManaged(!said.isEmpty());
        setTooltip(new Tooltip(all));
        setGraphic(box);
    }
}
