package dev.tailrace.designer.rows;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/** Keeps two tables at the same row, if wanted. On the JavaFX thread. */
final class SharedScrolling {
    private final ReadOnlyBooleanProperty wanted;
    private boolean following;

    private SharedScrolling(ReadOnlyBooleanProperty wanted) {
        this.wanted = wanted;
    }

    /** From now on each follows the other, while it is wanted. */
    static void link(TableView<?> one, TableView<?> other, ReadOnlyBooleanProperty wanted) {
        SharedScrolling scrolling = new SharedScrolling(wanted);
        scrolling.lead(one, other);
        scrolling.lead(other, one);
    }

    /** The scroll bar comes with the skin. */
    private void lead(TableView<?> from, TableView<?> to) {
        ChangeListener<Number> moved = (property, before, now) -> follow(from, to);
        if (from.getSkin() != null) {
            listen(from, moved);
        }
        from.skinProperty().addListener((property, before, skin) -> listen(from, moved));
    }

    private static void listen(TableView<?> table, ChangeListener<Number> moved) {
        for (Node node : table.lookupAll(".scroll-bar")) {
            if (node instanceof ScrollBar bar && bar.getOrientation() == Orientation.VERTICAL) {
                bar.valueProperty().addListener(moved);
            }
        }
    }

    private void follow(TableView<?> from, TableView<?> to) {
        VirtualFlow<?> leading = flow(from);
        if (!wanted.get() || following || leading == null || leading.getFirstVisibleCell() == null) {
            return;
        }
        following = true;
        int row = leading.getFirstVisibleCell().getIndex();
        to.scrollTo(Math.min(row, Math.max(0, to.getItems().size() - 1)));
        to.layout();
        following = false;
    }

    private static @Nullable VirtualFlow<?> flow(TableView<?> table) {
        return table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow ? flow : null;
    }
}
