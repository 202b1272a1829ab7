package dev.tailrace.designer.rows;

import dev.tailrace.data.Row;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.pen.HanFont;
import dev.tailrace.designer.rows.RowGrid.Change;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** What has become of a row: a sign, a word, and a colour for whether it comes or goes. */
final class ChangeCell extends TableCell<Row, Change> {
    private final Texts texts;

    ChangeCell(Texts texts) {
        this.texts = texts;
        getStyleClass().add("kind-cell");
    }

    @Override
    protected void updateItem(@Nullable Change change, boolean empty) {
        super.updateItem(change, empty);
        getStyleClass().removeAll("added", "taken-back", "altered");
        if (change == null || empty) {
            setText(null);
            return;
        }
        switch (change) {
            case COME -> say("+", "come", "added");
            case CHANGED -> say("~", "changed", "altered");
            case GONE -> say("\u2212", "gone", "taken-back");
        }
    }

    private void say(String sign, String word, String style) {
        String said = sign + " " + texts.get("designer.rows.change-" + word);
        HanFont.dress(this, said);
        setText(said);
        getStyleClass().add(style);
    }
}
