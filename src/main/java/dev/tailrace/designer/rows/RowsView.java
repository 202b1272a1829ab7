package dev.tailrace.designer.rows;

import dev.tailrace.data.Row;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.canvas.Spotlight;
import dev.tailrace.designer.rows.RowsMemory.Remembered;
import dev.tailrace.designer.rows.RowsWanted.ShownRows;
import dev.tailrace.designer.watch.Shown;
import dev.tailrace.operator.Port;
import dev.tailrace.runtime.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one wire or sink: of the selection, or of one that was pinned. A wire is tapped only while people can see
 * the view. What is shown is computed in the background, one computation at a time. On the JavaFX thread.
 */
final class RowsView extends VBox {
    /** What a view asks of the pane around it. */
    record Around(
            RowActions actions,
            BiConsumer<String, @Nullable String> goTo,
            Function<String, Optional<Path>> chooseFile,
            Consumer<Spotlight> light,
            ReadOnlyBooleanProperty reducedMotion) {}

    private final Workbench workbench;
    private final Around around;
    private final RowsMemory memory;
    private final RowTable table;
    private final RowsBar bar;
    private final ConditionRow condition;
    private final SearchRow search;
    private final RowsTaken taken;
    private final EmptyNote empty;
    private final RowsFeed feed;
    private final OriginLook originLook;
    private final BooleanProperty held = new SimpleBooleanProperty();
    private final BooleanProperty folded = new SimpleBooleanProperty();
    private final BooleanProperty pinned = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper foldable = new ReadOnlyBooleanWrapper();
    private final BooleanProperty conditionShown = new SimpleBooleanProperty();
    private final BooleanProperty searchShown = new SimpleBooleanProperty();
    private final OriginChoice choice;
    private @Nullable ConditionFilter filter;

    /** While other rows are begun with, what is remembered of them is not yet what the controls say. */
    private boolean beginning;

    RowsView(Workbench workbench, RowsMemory memory, Around around) {
        this.workbench = workbench;
        this.memory = memory;
        this.around = around;
        this.choice = new OriginChoice(workbench.editor());
        Texts texts = workbench.texts();
        table = new RowTable(texts, new RowTable.Listener() {
            @Override
            public void arranged() {
                remember(table().columnLayout());
                refresh();
            }

            @Override
            public void opened() {
                taken().openCell();
            }
        });
        feed = new RowsFeed(workbench.background(), this::take);
        bar = new RowsBar(this, around.actions());
        condition = new ConditionRow(texts, workbench.background(), this::filtered);
        search = new SearchRow(texts, new SearchRow.Listener() {
            @Override
            public void searched() {
                refresh();
            }

            @Override
            public void reveal(TextSearch.Hit hit) {
                table.reveal(hit);
            }
        });
        ExportRow export = new ExportRow(texts, workbench.background());
        taken = new RowsTaken(table, export, around.chooseFile(), texts);
        empty = new EmptyNote(workbench, around.goTo());
        for (Node part : List.of(condition, search)) {
            part.managedProperty().bind(part.visibleProperty());
            part.setVisible(false);
        }
        originLook = new OriginLook(this, around);
        table.setContextMenu(new ContextMenu(
                around.actions().item("rows-origin"),
                around.actions().item("rows-open"),
                around.actions().item("rows-copy-tsv")));
        StackPane rows = new StackPane(table, empty);
        rows.setMinWidth(0);
        HBox.setHgrow(rows, Priority.ALWAYS);
        HBox body = new HBox(rows, originLook.side());
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(bar, condition, search, taken.exports(), body);
        held.addListener((property, before, now) -> hold(now));
        folded.addListener((property, before, now) -> {
            remember(table.columnLayout());
            reshape();
            refresh();
        });
        pinned.addListener((property, before, now) -> {
            choice.pin(now);
            pinned.set(choice.isPinned());
            refresh();
        });
        conditionShown.addListener((property, before, now) -> showCondition(now));
        searchShown.addListener((property, before, now) -> showSearch(now));
        empty.setVisible(false);
    }

    Workbench workbench() {
        return workbench;
    }

    RowTable table() {
        return table;
    }

    @Nullable
    RowOrigin origin() {
        return choice.shown();
    }

    /** Whether there is a field for a condition; without it all rows are shown. */
    BooleanProperty conditionShownProperty() {
        return conditionShown;
    }

    /** Whether there is a field for a text that is looked for. */
    BooleanProperty searchShownProperty() {
        return searchShown;
    }

    /** Whether the rows stay as they are while more come. */
    BooleanProperty heldProperty() {
        return held;
    }

    /** Whether changes are shown as the table that they make. */
    BooleanProperty foldedProperty() {
        return folded;
    }

    /** Whether the wire stays, whatever is selected. */
    BooleanProperty pinnedProperty() {
        return pinned;
    }

    /** Whether the rows are changes. */
    ReadOnlyBooleanProperty foldableProperty() {
        return foldable.getReadOnlyProperty();
    }

    /** Shows another wire: selected on the canvas too, unless this view is pinned. */
    void choose(RowOrigin chosen) {
        choice.choose(chosen);
        refresh();
    }

    /** Opens the list of wires. */
    void openChooser() {
        bar.openChooser();
    }

    private void showCondition(boolean wanted) {
        condition.setVisible(wanted);
        if (!wanted) {
            condition.clear();
        } else if (!beginning) {
            condition.requestFocus();
        }
    }

    private void showSearch(boolean wanted) {
        search.setVisible(wanted);
        if (wanted) {
            search.requestFocus();
        } else {
            table.reveal(null);
        }
        refresh();
    }

    void nextHit(int by) {
        searchShown.set(true);
        search.step(by);
    }

    /** Looks where the row comes from at which the arrow keys are; the wire stays while the answer is shown. */
    void findOrigin() {
        OpenRows rows = feed.rows();
        Row row = table.currentRow();
        RowOrigin of = choice.shown();
        if (rows != null && row != null && of != null) {
            originLook.find(rows, row, of);
        }
    }

    /** What can be taken out of the table. */
    RowsTaken taken() {
        return taken;
    }

    void hideColumn(String name, boolean hidden) {
        table.hide(name, hidden);
    }

    /** Gives the columns their natural order and widths, and shows them all. */
    void resetColumns() {
        if (choice.shown() != null) {
            remember(ColumnLayout.NONE);
            reshape();
            refresh();
        }
    }

    /** Looks whether anything is to be shown anew: four times a second, and after each change. */
    void refresh() {
        if (beginning) {
            return;
        }
        if (!Shown.is(this)) {
            feed.suspend();
            return;
        }
        Run run = workbench.runProperty().get();
        if (choice.isPinLost(run)) {
            pinned.set(false);
        }
        if (choice.follow(run) || feed.isStale()) {
            filter = null;
            feed.open(null);
            held.set(false);
        }
        RowOrigin origin = choice.shown();
        if (feed.rows() == null && origin != null && run != null) {
            begin(OpenRows.open(run, origin));
        }
        bar.show(origin);
        OpenRows rows = feed.rows();
        boolean any = rows != null && rows.version() > 0;
        empty.setVisible(!any);
        table.setVisible(any);
        if (rows == null || !any) {
            empty.say(origin, run);
            bar.count("", false);
            return;
        }
        table.offerSorting(held.get() || rows.run().state().isFinal());
        feed.bring(new RowsWanted(
                filter,
                search.text(),
                table.order(),
                rows.isSampled(),
                rows.changes() && folded.get(),
                rows.key(),
                table.shownColumns(),
                table::text));
        tell(rows);
    }

    private void begin(@Nullable OpenRows rows) {
        feed.open(rows);
        foldable.set(rows != null && rows.changes());
        RowOrigin origin = choice.shown();
        if (rows == null || origin == null) {
            return;
        }
        beginning = true;
        Remembered remembered = memory.of(origin);
        folded.set(rows.changes() && remembered.folded());
        reshape();
        condition.begin(rows.schema(), rows.run().pipeline().environment(), remembered.condition());
        if (!remembered.condition().isEmpty()) {
            conditionShown.set(true);
        }
        beginning = false;
    }

    /** Other columns, or other rows made of the same. */
    private void reshape() {
        OpenRows rows = feed.rows();
        RowOrigin origin = choice.shown();
        if (rows == null || origin == null) {
            return;
        }
        feed.restart();
        boolean kinds = rows.changes() && !folded.get();
        boolean errors = rows.carries() == Port.Carries.ERRORS;
        table.shape(
                new TableShape(rows.schema(), rows.eventTime(), 0, kinds, errors, rows.zone()),
                memory.of(origin).columns());
    }

    private void take(RowsWanted wanted, ShownRows shown) {
        OpenRows rows = feed.rows();
        if (rows != null) {
            search.show(shown.hits());
            table.rows(shown, wanted.search(), !around.reducedMotion().get());
            tell(rows);
        }
    }

    /** Says how many rows there are, of how many, and what keeps others away. */
    private void tell(OpenRows rows) {
        RowsCount counted = new RowsCount(
                rows.isSampled(), filter != null, rows.changes() && folded.get(), feed.shown(), feed.taken());
        String said = held.get() ? counted.held(feed.missed(), workbench.texts()) : counted.said(workbench.texts());
        bar.count(said, held.get());
    }

    private void hold(boolean wanted) {
        if (feed.hold(wanted) != wanted) {
            held.set(false);
        }
        refresh();
    }

    private void filtered(@Nullable ConditionFilter newFilter) {
        filter = newFilter;
        remember(table.columnLayout());
        refresh();
    }

    private void remember(ColumnLayout columns) {
        RowOrigin origin = choice.shown();
        if (!beginning && origin != null && feed.rows() != null) {
            memory.keep(origin, new Remembered(columns, condition.text(), folded.get()));
        }
    }
}
