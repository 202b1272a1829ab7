package dev.tailrace.designer.rows;

import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import dev.tailrace.designer.pen.HanFont;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/**
 * A value, or what stands there in its place: numbers at the right, null grey, what is searched for marked. A tooltip has
 * what does not fit.
 */
final class ValueCell extends TableCell<Row, Object> {
    private static final int LONG = 40;
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final PseudoClass FOUND = PseudoClass.getPseudoClass("found");
    private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

    private final RowTable table;
    private final int column;

    /** The text whose places are marked. */
    private String searched = "";

    /** Held here, so that it lives as long as the cell. */
    private final InvalidationListener mark = changed -> marksChanged();

    /** @param column position in the schema */
    ValueCell(RowTable table, int column) {
        this.table = table;
        this.column = column;
        getStyleClass().addAll(CellLook.of(table.shape().schema().field(column).type()));
        WeakInvalidationListener weak = new WeakInvalidationListener(mark);
        table.getFocusModel().focusedCellProperty().addListener(weak);
        table.focusedProperty().addListener(weak);
        table.flashingProperty().addListener(weak);
        table.marksProperty().addListener(weak);
    }

    @Override
    protected void updateItem(@Nullable Object value, boolean empty) {
        super.updateItem(value, empty);
        getStyleClass().removeAll("null-cell", "unreadable-cell");
        // An empty row and a null value both come as null; only the second has a row.
        if (empty || getTableRow() == null || getTableRow().getItem() == null) {
            setText(null);
            setGraphic(null);
            setTooltip(null);
            mark();
            return;
        }
        String shown = table.text(value).replace('\n', '␤');
        HanFont.dress(this, shown);
        searched = table.searched();
        show(shown, TextSearch.within(shown, searched));
        String more = more(value, shown);
        setTooltip(more == null ? null : new Tooltip(more));
        if (value == null || value instanceof NoValue.Unread) {
            getStyleClass().add("null-cell");
        } else if (value instanceof NoValue.Unreadable) {
            getStyleClass().add("unreadable-cell");
        }
        mark();
    }

    private void show(String shown, List<TextSearch.Range> found) {
        if (found.isEmpty()) {
            setGraphic(null);
            setText(shown);
            setContentDisplay(ContentDisplay.LEFT);
            return;
        }
        HBox pieces = new HBox();
        pieces.getStyleClass().add("found-pieces");
        int at = 0;
        for (TextSearch.Range range : found) {
            pieces.getChildren().add(piece(shown.substring(at, range.start()), false));
            pieces.getChildren().add(piece(shown.substring(range.start(), range.end()), true));
            at = range.end();
        }
        pieces.getChildren().add(piece(shown.substring(at), false));
        setText(shown);
        setGraphic(pieces);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    private static Label piece(String text, boolean found) {
        Label label = new Label(text);
        label.setMinWidth(found ? USE_PREF_SIZE : 0);
        label.getStyleClass().add(found ? "found" : "beside-found");
        return label;
    }

    /** What stands behind a cell: why there is no value, or all of a long one; null for nothing more. */
    private @Nullable String more(@Nullable Object value, String shown) {
        if (value instanceof NoValue.Unread) {
            return table.texts().get("designer.data.unread-why");
        } else if (value instanceof NoValue.Unreadable unreadable) {
            return table.texts()
                    .get("designer.data.unreadable-why", table.texts().message(unreadable.problem()));
        }
        return shown.length() > LONG ? table.text(value) : null;
    }

    private void marksChanged() {
        if (searched.equals(table.searched())) {
            mark();
        } else {
            updateItem(getItem(), isEmpty());
        }
    }

    private void mark() {
        Row row = isEmpty() || getTableRow() == null ? null : getTableRow().getItem();
        pseudoClassStateChanged(CURRENT, row != null && table.isCurrent(getIndex(), getTableColumn()));
        pseudoClassStateChanged(FOUND, row != null && table.isFound(getIndex(), getTableColumn()));
        pseudoClassStateChanged(CHANGED, row != null && table.isFlashing(row, column));
    }
}
