package dev.tailrace.designer.rows;

import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Texts;
import java.util.Locale;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** What a row of a changelog does: its sign, a word, and a colour for whether a row comes or goes. */
final class KindCell extends TableCell<Row, RowKind> {
    private final Texts texts;

    KindCell(Texts texts) {
        this.texts = texts;
        getStyleClass().add("kind-cell");
    }

    @Override
    protected void updateItem(@Nullable RowKind kind, boolean empty) {
        super.updateItem(kind, empty);
        getStyleClass().removeAll("added", "taken-back");
        if (kind == null || empty) {
            setText(null);
            return;
        }
        String word = texts.get(
                "designer.rows.kind-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        setText(kind.shortText() + " " + word);
        getStyleClass().add(kind.weight() > 0 ? "added" : "taken-back");
    }
}
