package dev.tailrace.designer.rows;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.PaneActions;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyEvent;

/** What can be done with the rows of the view that has the focus, or had it last. The pane hears the keys. */
final class RowActions {
    /** Copying and opening: a field has these keys itself. */
    private static final Set<String> LEFT_TO_FIELDS =
            Set.of("rows-copy-cell", "rows-copy-tsv", "rows-copy-json", "rows-copy-sql", "rows-open");

    private final Supplier<RowsView> active;
    private final PaneActions all;

    /**
     * @param beside whether there are two views
     * @param together whether they scroll together
     */
    RowActions(Texts texts, Supplier<RowsView> active, BooleanProperty beside, BooleanProperty together) {
        this.active = active;
        all = new PaneActions(texts, LEFT_TO_FIELDS);
        add("rows-choose", RowsView::openChooser, "mdi2t-transit-connection-variant", "F4");
        add("rows-pin", view -> flip(view.pinnedProperty()), "mdi2p-pin-outline", "Shortcut+Alt+P");
        add("rows-hold", view -> flip(view.heldProperty()), "mdi2p-pause", "Shortcut+H");
        add("rows-condition", view -> flip(view.conditionShownProperty()), "mdi2f-filter-outline", "Shortcut+Shift+F");
        add("rows-search", view -> flip(view.searchShownProperty()), "mdi2m-magnify", "Shortcut+Alt+F");
        add("rows-next-hit", view -> view.nextHit(1), "mdi2c-chevron-down", "F3");
        add("rows-previous-hit", view -> view.nextHit(-1), "mdi2c-chevron-up", "Shift+F3");
        add("rows-open", view -> view.taken().openCell(), "mdi2a-arrow-expand", "F2");
        add("rows-origin", RowsView::findOrigin, "mdi2f-family-tree", "Alt+O");
        add("rows-copy-cell", view -> view.taken().copyCell(), "mdi2c-content-copy", "Shortcut+Shift+C");
        add("rows-copy-tsv", view -> view.taken().copyRows(RowFormat.TSV), "mdi2c-content-copy", "Shortcut+C");
        add("rows-copy-json", view -> view.taken().copyRows(RowFormat.JSON), "mdi2c-code-json", "Shortcut+Alt+J");
        add(
                "rows-copy-sql",
                view -> view.taken().copyRows(RowFormat.SQL_VALUES),
                "mdi2d-database-outline",
                "Shortcut+Alt+S");
        add("rows-export", RowActions::export, "mdi2f-file-export-outline", "Shortcut+E");
        add("rows-fold", RowActions::fold, "mdi2t-table-merge-cells", "Shortcut+Shift+M");
        all.toggle("rows-beside", "mdi2v-view-split-vertical", "Shortcut+Shift+B", beside);
        all.toggle("rows-scroll-together", "Shortcut+Alt+B", together, beside);
    }

    private void add(String id, Consumer<RowsView> what, String icon, String key) {
        all.add(id, icon, key, () -> what.accept(active.get()));
    }

    private static void flip(BooleanProperty property) {
        property.set(!property.get());
    }

    private static void export(RowsView view) {
        RowOrigin origin = view.origin();
        if (origin != null) {
            view.taken().export(origin.title(view.workbench().editor().pipeline()));
        }
    }

    private static void fold(RowsView view) {
        if (view.foldableProperty().get()) {
            flip(view.foldedProperty());
        }
    }

    /** The same, for the window's palette: first the pane is shown. */
    List<Action> revealing(Runnable reveal) {
        return all.revealing(reveal);
    }

    MenuItem item(String id) {
        return all.item(id);
    }

    /** Gives a button the words and the key of an action. */
    void explain(ButtonBase button, String id) {
        all.explain(button, id);
    }

    /** Does what the key says; copying is left to fields that are written in. */
    void handle(KeyEvent key) {
        all.handle(key);
    }
}
