package dev.tailrace.designer.rows;

import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.rows.RowsWanted.ShownRows;
import dev.tailrace.designer.rows.TextSearch.Hit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.animation.PauseTransition;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Rows under their columns' names and types. The arrow keys walk from cell to cell; whole rows are selected. What is in
 * the table and in what order is for others to say: it only shows.
 */
final class RowTable extends TableView<Row> {
    private static final double ROW_HEIGHT = 26;
    private static final Duration FLASH = Duration.millis(500);

    /** Hears what the person does with the table. */
    interface Listener {
        /** Columns have been moved, resized, or pressed to sort by. */
        void arranged();

        /** All of the value at which the arrow keys are is to be shown. */
        void opened();
    }

    /** Says which of the rows that are shown now are those that were selected; sets are by identity. */
    interface Recall {
        Set<Row> of(Set<Row> selected, List<Row> shown);
    }

    private final Texts texts;
    private final Listener listener;
    /** Counts what the cells mark: {@link #refresh()} would build them all anew. */
    private final IntegerProperty marks = new SimpleIntegerProperty();

    private final BooleanProperty flashing = new SimpleBooleanProperty();
    private final PauseTransition flash = new PauseTransition(FLASH);
    private TableShape shape = TableShape.EMPTY;
    private ColumnLayout layout = ColumnLayout.NONE;
    private Map<Row, BitSet> changed = Map.of();
    private String searched = "";
    private @Nullable Hit found;
    private boolean measured;
    private Recall recall = (selected, shown) -> selected;
    private boolean building = true;

    RowTable(Texts texts, Listener listener) {
        this.texts = texts;
        this.listener = listener;
        getStyleClass().add("row-table");
        setAccessibleText(texts.get("designer.data.table"));
        setFixedCellSize(ROW_HEIGHT);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setPlaceholder(new Label());
        flash.setOnFinished(over -> flashing.set(false));
        // Rows come in the wanted order; a press on a header only says what is wanted.
        setSortPolicy(table -> {
            if (!building) {
                listener.arranged();
            }
            return true;
        });
        getColumns().addListener((ListChangeListener<TableColumn<Row, ?>>) moved -> {
            if (!building) {
                layout = layout.withOrder(names());
                listener.arranged();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::walk);
        setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2) {
                listener.opened();
            }
        });
        building = false;
    }

    TableShape shape() {
        return shape;
    }

    Texts texts() {
        return texts;
    }

    /** How the columns stand now. */
    ColumnLayout columnLayout() {
        return layout;
    }

    /** Shows other columns, and no rows. */
    void shape(TableShape newShape, ColumnLayout newLayout) {
        shape = newShape;
        layout = newLayout;
        measured = false;
        building = true;
        getItems().clear();
        getSortOrder().clear();
        List<TableColumn<Row, ?>> columns = new ArrayList<>();
        if (shape.kinds()) {
            columns.add(RowColumns.kind(texts));
        }
        for (String name : layout.arrange(shape.schema().names())) {
            columns.add(RowColumns.value(this, shape.schema().indexOf(name)));
        }
        getColumns().setAll(columns);
        building = false;
    }

    /** @param newRecall used where rows that are shown again are other objects */
    void setRecall(Recall newRecall) {
        recall = newRecall;
    }

    /** Puts a column without a name before all others, or takes the one that is there away. */
    void lead(@Nullable TableColumn<Row, ?> column) {
        building = true;
        getColumns().removeIf(other -> other.getId() == null);
        if (column != null) {
            getColumns().add(0, column);
        }
        building = false;
    }

    void hide(String name, boolean hidden) {
        layout = layout.withHidden(name, hidden);
        getColumns().stream()
                .filter(column -> name.equals(column.getId()))
                .forEach(column -> column.setVisible(!hidden));
        listener.arranged();
    }

    /** Whether headers sort; rows that flow by have no other order than that of their coming. */
    void offerSorting(boolean offered) {
        getColumns().forEach(column -> column.setSortable(offered));
        if (!offered && !getSortOrder().isEmpty()) {
            getSortOrder().clear();
        }
    }

    /** What the headers say. */
    List<RowOrder.By> order() {
        return getSortOrder().stream()
                .map(column -> new RowOrder.By(
                        column.getId() == null ? RowOrder.KIND : shape.schema().indexOf(column.getId()),
                        column.getSortType() == TableColumn.SortType.ASCENDING))
                .toList();
    }

    /** Positions in the schema of the columns that are shown, from left to right. */
    int[] shownColumns() {
        return getVisibleLeafColumns().stream()
                .filter(column -> column.getId() != null)
                .mapToInt(column -> shape.schema().indexOf(column.getId()))
                .toArray();
    }

    /** Shows other rows; what is selected stays selected as long as it is there. */
    void rows(ShownRows shown, String newSearched, boolean mayFlash) {
        changed = shown.changed();
        searched = newSearched;
        flashing.set(false);
        if (mayFlash && !changed.isEmpty()) {
            flashing.set(true);
            flash.playFromStart();
        }
        Set<Row> selected = Collections.newSetFromMap(new IdentityHashMap<>());
        selected.addAll(getSelectionModel().getSelectedItems());
        TablePosition<?, ?> at = getFocusModel().getFocusedCell();
        getItems().setAll(shown.rows());
        if (!measured && !shown.rows().isEmpty()) {
            measured = true;
            building = true;
            RowColumns.measure(this, shown.rows());
            building = false;
        }
        if (!selected.isEmpty()) {
            select(recall.of(selected, shown.rows()));
        }
        if (at.getRow() >= 0 && at.getRow() < getItems().size()) {
            focus(at.getRow(), at.getColumn());
        }
        marks.set(marks.get() + 1);
    }

    private void select(Set<Row> rows) {
        int[] places = IntStream.range(0, getItems().size())
                .filter(i -> rows.contains(getItems().get(i)))
                .toArray();
        if (places.length > 0) {
            getSelectionModel().selectIndices(places[0], places);
        }
    }

    /** Marks a cell in which the searched text was found and brings it into sight; null for none. */
    void reveal(@Nullable Hit hit) {
        found = hit;
        if (hit != null) {
            List<TableColumn<Row, ?>> columns = valueColumns();
            scrollTo(Math.max(0, hit.row() - 2));
            scrollToColumn(columns.get(hit.column()));
            getSelectionModel().clearAndSelect(hit.row());
            focus(hit.row(), getVisibleLeafIndex(columns.get(hit.column())));
        }
        marks.set(marks.get() + 1);
    }

    /** The rows that are selected, or all. */
    CopiedRows copied(boolean all) {
        List<Row> rows = getSelectionModel().getSelectedItems();
        return new CopiedRows(
                shape.schema(), shownColumns(), shape.kinds(), all || rows.isEmpty() ? getItems() : rows, shape.zone());
    }

    /** The row of the cell at which the arrow keys are, or null. */
    @Nullable
    Row currentRow() {
        int row = getFocusModel().getFocusedIndex();
        return row < 0 || row >= getItems().size() ? null : getItems().get(row);
    }

    /** The column at which the arrow keys are, the first if they have not been used; null where there is none. */
    @Nullable
    Field currentColumn() {
        TableColumn<?, ?> column = getFocusModel().getFocusedCell().getTableColumn();
        List<TableColumn<Row, ?>> all = valueColumns();
        if (all.isEmpty()) {
            return null;
        }
        String name = column == null || column.getId() == null ? all.get(0).getId() : column.getId();
        return shape.schema().field(name);
    }

    String text(@Nullable Object value) {
        return shape.text(value, texts);
    }

    String searched() {
        return searched;
    }

    /** Changes with the text that is searched, with the place that is shown, and with each update. */
    ReadOnlyIntegerProperty marksProperty() {
        return marks;
    }

    ReadOnlyBooleanProperty flashingProperty() {
        return flashing;
    }

    boolean isFlashing(Row row, int column) {
        BitSet cells = flashing.get() ? changed.get(row) : null;
        return cells != null && cells.get(column);
    }

    boolean isFound(int row, TableColumn<?, ?> column) {
        Hit hit = found;
        if (hit == null || hit.row() != row || searched.isEmpty()) {
            return false;
        }
        List<TableColumn<Row, ?>> columns = valueColumns();
        return hit.column() < columns.size() && columns.get(hit.column()) == column;
    }

    boolean isCurrent(int row, TableColumn<?, ?> column) {
        TablePosition<?, ?> at = getFocusModel().getFocusedCell();
        return isFocused() && at.getRow() == row && at.getTableColumn() == column;
    }

    /** The table itself would take these keys for editing and scrolling. */
    private void walk(KeyEvent key) {
        if (key.getCode() == KeyCode.F2 || key.getCode() == KeyCode.ENTER) {
            listener.opened();
            key.consume();
            return;
        }
        int by = key.getCode() == KeyCode.LEFT ? -1 : key.getCode() == KeyCode.RIGHT ? 1 : 0;
        if (by == 0 || key.isShortcutDown() || key.isAltDown()) {
            return;
        }
        TablePosition<?, ?> at = getFocusModel().getFocusedCell();
        int column = Math.max(0, Math.min(getVisibleLeafColumns().size() - 1, at.getColumn() + by));
        focus(Math.max(0, at.getRow()), column);
        scrollToColumnIndex(column);
        key.consume();
    }

    private void focus(int row, int column) {
        boolean known = column >= 0 && column < getVisibleLeafColumns().size();
        getFocusModel().focus(row, known ? getVisibleLeafColumn(column) : null);
    }

    private List<TableColumn<Row, ?>> valueColumns() {
        return getVisibleLeafColumns().stream()
                .filter(column -> column.getId() != null)
                .toList();
    }

    private List<String> names() {
        return getColumns().stream()
                .map(TableColumn::getId)
                .filter(name -> name != null)
                .toList();
    }

    /** A person has drawn the edge of a column. */
    void resized(String name, double width) {
        if (!building && measured && isHover()) {
            layout = layout.withWidth(name, width);
            listener.arranged();
        }
    }
}
