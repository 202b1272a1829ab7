package dev.tailrace.designer.rows;

import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.rows.RowsMemory.Remembered;
import dev.tailrace.designer.rows.RowsWanted.ShownRows;
import dev.tailrace.designer.watch.CellText;
import dev.tailrace.designer.watch.Shown;
import dev.tailrace.operator.Port;
import dev.tailrace.runtime.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.MouseButton;
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
            ReadOnlyBooleanProperty reducedMotion) {}

    private final Workbench workbench;
    private final Around around;
    private final RowsMemory memory;
    private final RowTable table;
    private final RowsBar bar;
    private final ConditionRow condition;
    private final SearchRow search;
    private final ExportRow export;
    private final EmptyNote empty;
    private final CellPopup popup;
    private final BooleanProperty held = new SimpleBooleanProperty();
    private final BooleanProperty folded = new SimpleBooleanProperty();
    private final BooleanProperty pinned = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper foldable = new ReadOnlyBooleanWrapper();
    private @Nullable RowOrigin pin;
    private @Nullable RowOrigin origin;
    private @Nullable Run run;
    private @Nullable OpenRows open;
    private @Nullable ConditionFilter filter;
    private List<Row> raw = List.of();
    private ShownRows shown = ShownRows.NONE;
    private @Nullable RowsWanted lastWanted;
    private long shownVersion = -1;
    private long heldAt;
    private boolean computing;
    private boolean suspended;

    RowsView(Workbench workbench, RowsMemory memory, Around around) {
        this.workbench = workbench;
        this.memory = memory;
        this.around = around;
        Texts texts = workbench.texts();
        getStyleClass().add("rows-view");
        table = new RowTable(texts, new RowTable.Listener() {
            @Override
            public void arranged() {
                remember(table().columnLayout());
                refresh();
            }

            @Override
            public void opened() {
                openCell();
            }
        });
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
        export = new ExportRow(texts, workbench.background());
        empty = new EmptyNote(workbench, around.goTo());
        popup = new CellPopup(texts);
        show(condition, false);
        show(search, false);
        StackPane body = new StackPane(table, empty);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(bar, condition, search, export, body);
        held.addListener((property, before, now) -> hold(now));
        folded.addListener((property, before, now) -> reshape());
        pinned.addListener((property, before, now) -> {
            pin = now ? origin : null;
            refresh();
        });
        table.setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2) {
                openCell();
            }
        });
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
        return origin;
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
        if (pin != null) {
            pin = chosen;
        } else if (chosen instanceof RowOrigin.OfWire of) {
            workbench.editor().selectWire(of.wire());
        } else {
            workbench.editor().selectNodes(List.of(chosen.node()));
        }
        refresh();
    }

    /** Opens the list of wires. */
    void openChooser() {
        bar.openChooser();
    }

    void showCondition(boolean wanted) {
        show(condition, wanted);
        bar.conditionShown(wanted);
        if (wanted) {
            condition.requestFocus();
        } else {
            condition.clear();
        }
    }

    void showSearch(boolean wanted) {
        show(search, wanted);
        bar.searchShown(wanted);
        if (wanted) {
            search.requestFocus();
        } else {
            table.reveal(null);
        }
        refresh();
    }

    boolean isConditionShown() {
        return condition.isVisible();
    }

    boolean isSearchShown() {
        return search.isVisible();
    }

    void nextHit(int by) {
        if (!search.isVisible()) {
            showSearch(true);
        }
        search.step(by);
    }

    void copyRows(RowFormat format) {
        copy(format.text(table.copied(false)));
    }

    /** The value at which the arrow keys are, as it stands in its cell but whole. */
    void copyCell() {
        Row row = table.currentRow();
        Field column = table.currentColumn();
        if (row != null && column != null) {
            Object value = row.get(table.shape().schema().indexOf(column.name()));
            copy(CellText.whole(value, table.shape().zone()));
        }
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** Asks for a file and writes all rows that are shown. */
    void export() {
        RowOrigin from = origin;
        CopiedRows rows = table.copied(true);
        if (from != null && rows.size() > 0) {
            String name = from.title(workbench.editor().pipeline()).replaceAll("[^\\p{L}\\p{N}]+", "-");
            around.chooseFile().apply(name + ".csv").ifPresent(file -> export.begin(new RowExport(rows, file)));
        }
    }

    /** Shows all of the value at which the arrow keys are. */
    void openCell() {
        Row row = table.currentRow();
        Field column = table.currentColumn();
        if (row != null && column != null) {
            popup.show(table, placeOfCell(), table.shape(), row, column);
        }
    }

    private Bounds placeOfCell() {
        for (Node node : table.lookupAll(".table-cell")) {
            if (node instanceof TableCell<?, ?> cell && table.isCurrent(cell.getIndex(), cell.getTableColumn())) {
                return cell.localToScreen(cell.getBoundsInLocal());
            }
        }
        return table.localToScreen(table.getBoundsInLocal());
    }

    void hideColumn(String name, boolean hidden) {
        table.hide(name, hidden);
    }

    /** Gives the columns their natural order and widths, and shows them all. */
    void resetColumns() {
        if (origin != null) {
            remember(ColumnLayout.NONE);
            reshape();
            refresh();
        }
    }

    private static void show(Node part, boolean shown) {
        part.setVisible(shown);
        part.setManaged(shown);
    }

    /** Looks whether anything is to be shown anew: four times a second, and after each change. */
    void refresh() {
        if (!Shown.is(this)) {
            suspend();
            return;
        }
        Run nowRun = workbench.runProperty().get();
        RowOrigin wanted = pin != null ? pin : RowOrigin.selected(workbench.editor(), nowRun);
        boolean stale = suspended && !held.get();
        if (!Objects.equals(wanted, origin) || nowRun != run || stale) {
            close();
            origin = wanted;
            run = nowRun;
        }
        if (open == null && origin != null && run != null) {
            open = OpenRows.open(run, origin);
            begin();
        }
        suspended = suspended && held.get();
        bar.show(origin);
        OpenRows rows = open;
        long version = rows == null ? 0 : rows.version();
        empty.setVisible(version == 0);
        table.setVisible(version > 0);
        if (rows == null || version == 0) {
            empty.say(origin, run);
            bar.count("", false);
            return;
        }
        table.offerSorting(held.get() || rows.run().state().isFinal());
        compute(rows, version);
        tell(rows);
    }

    /** The rows are others. */
    private void begin() {
        OpenRows rows = open;
        if (rows == null || origin == null) {
            foldable.set(false);
            return;
        }
        Remembered remembered = memory.of(origin);
        foldable.set(rows.changes());
        folded.set(rows.changes() && remembered.folded());
        reshape();
        condition.begin(rows.schema(), rows.run().pipeline().environment(), remembered.condition());
        show(condition, condition.isVisible() || !remembered.condition().isEmpty());
        bar.conditionShown(condition.isVisible());
    }

    /** Other columns, or other rows made of the same. */
    private void reshape() {
        OpenRows rows = open;
        if (rows == null || origin == null) {
            return;
        }
        shownVersion = -1;
        lastWanted = null;
        shown = ShownRows.NONE;
        boolean kinds = rows.changes() && !folded.get();
        boolean errors = rows.carries() == Port.Carries.ERRORS;
        table.shape(
                new TableShape(rows.schema(), rows.eventTime(), kinds, errors, rows.zone()),
                memory.of(origin).columns());
        remember(table.columnLayout());
    }

    /** Nobody sees the view: the wire is let go; rows that are held stay. */
    private void suspend() {
        if (open != null) {
            open.close();
        }
        suspended = true;
    }

    private void close() {
        if (open != null) {
            open.close();
            open = null;
        }
        suspended = false;
        origin = null;
        raw = List.of();
        filter = null;
        held.set(false);
    }

    private void compute(OpenRows rows, long version) {
        RowsWanted wanted = new RowsWanted(
                filter,
                search.text(),
                table.order(),
                rows.isSampled(),
                rows.changes() && folded.get(),
                rows.key(),
                table.shownColumns(),
                table::text);
        boolean more = !held.get() && version != shownVersion;
        if (computing || (!more && wanted.isSame(lastWanted))) {
            return;
        }
        computing = true;
        ShownRows before = shown;
        List<Row> kept = held.get() ? raw : null;
        workbench.background().execute(() -> {
            try {
                List<Row> latest = kept == null ? rows.latest() : kept;
                ShownRows made = wanted.of(latest, before);
                Platform.runLater(() -> take(rows, version, wanted, latest, made));
            } catch (RuntimeException bug) {
                Platform.runLater(() -> computing = false);
                throw bug;
            }
        });
    }

    private void take(OpenRows rows, long version, RowsWanted wanted, List<Row> latest, ShownRows made) {
        computing = false;
        if (rows != open) {
            return;
        }
        lastWanted = wanted;
        shownVersion = version;
        raw = latest;
        shown = made;
        search.show(made.hits());
        table.rows(made, wanted.search(), !around.reducedMotion().get());
        tell(rows);
    }

    /** Says how many rows there are, of how many, and what keeps others away. */
    private void tell(OpenRows rows) {
        Texts texts = workbench.texts();
        String said;
        if (filter != null) {
            said = texts.get("designer.data.matching", shown.rows().size(), shown.total());
        } else if (rows.changes() && folded.get()) {
            said = texts.get("designer.rows.folded", shown.total(), raw.size());
        } else {
            said = texts.get(rows.isSampled() ? "designer.data.latest" : "designer.data.rows", shown.total());
        }
        if (shown.failed() > 0) {
            said = texts.get("designer.rows.and", said, texts.get("designer.rows.not-computed", shown.failed()));
        }
        if (held.get()) {
            said = texts.get("designer.rows.held", Math.max(0, rows.passed() - heldAt));
        }
        bar.count(said, held.get());
    }

    private void hold(boolean now) {
        OpenRows rows = open;
        if (now && (rows == null || raw.isEmpty())) {
            held.set(false);
            return;
        }
        heldAt = rows == null ? 0 : rows.passed();
        refresh();
    }

    private void filtered(@Nullable ConditionFilter newFilter) {
        filter = newFilter;
        remember(table.columnLayout());
        refresh();
    }

    private void remember(ColumnLayout columns) {
        if (origin != null && open != null) {
            memory.keep(origin, new Remembered(columns, condition.text(), folded.get()));
        }
    }
}
