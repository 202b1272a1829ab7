package dev.tailrace.designer.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.proof.RowJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a table that is typed into. Cells keep what was typed; what is no value of its column is marked, and a tooltip
 * says so. An empty cell says nothing of its column.
 */
public final class TypedTable extends TableView<Integer> {
    /** Of a row, so that a pane can be as high as its rows. */
    public static final double ROW_HEIGHT = 26;

    /** Of the names of the columns over their types. */
    public static final double HEAD_HEIGHT = 40;

    private static final double LETTER = 7.3;
    private static final double PADDING = 28;
    private static final double LEAST_WIDTH = 72;
    private static final double GREATEST_WIDTH = 260;
    private static final int ROWS_MEASURED = 50;

    /** Hears of what was typed into a cell. */
    public interface Typed {
        /** @param value null if the cell was emptied */
        void cell(int row, String column, @Nullable JsonNode value);
    }

    /** Says what is wrong with a cell. */
    public interface Mistakes {
        /**
         * In words, or null if nothing is.
         *
         * @param value null if nothing is said of the column
         */
        @Nullable
        String of(@Nullable JsonNode value, Field field);
    }

    /** What keys do with whole rows, while no cell is typed into. */
    public interface RowKeys {
        void add();

        /** Takes the selected rows away. */
        void remove();

        void paste();
    }

    private final Typed typed;
    private final String emptyCell;
    private Schema schema = Schema.EMPTY;
    private Mistakes mistakes = (value, field) -> null;
    private List<ObjectNode> rows = List.of();
    private String measured = "";

    /** @param emptyCell what stands in a cell of which nothing is said */
    public TypedTable(String emptyCell, String accessible, Typed typed) {
        this.typed = typed;
        this.emptyCell = emptyCell;
        getStyleClass().addAll("row-table", "typed-table");
        setAccessibleText(accessible);
        setFixedCellSize(ROW_HEIGHT);
        setEditable(true);
        setPlaceholder(new Label());
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        getSelectionModel().setCellSelectionEnabled(true);
    }

    /**
     * Shows rows of a port; the columns are the stream's, or those of the rows where it is not known.
     *
     * @param of says which rows these are: widths of columns stay while it does
     */
    public void show(String of, @Nullable Schema known, boolean changes, List<ObjectNode> shown, Mistakes found) {
        Schema wanted = known == null ? columnsOf(shown) : known;
        if (changes && shown.stream().anyMatch(row -> row.has(RowJson.KIND)) && !wanted.contains(RowJson.KIND)) {
            List<Field> fields = new ArrayList<>(List.of(Field.of(RowJson.KIND, DataType.STRING)));
            fields.addAll(wanted.fields());
            wanted = new Schema(fields);
        }
        setEditable(known != null);
        boolean sameColumns = wanted.equals(schema);
        rows = shown;
        mistakes = found;
        if (!sameColumns) {
            schema = wanted;
            getColumns().setAll(schema.fields().stream().map(this::column).toList());
        }
        if (!sameColumns || !of.equals(measured)) {
            measured = shown.isEmpty() ? "" : of;
            for (int i = 0; i < schema.size(); i++) {
                getColumns().get(i).setPrefWidth(width(schema.field(i)));
            }
        }
        if (getItems().size() != shown.size()) {
            getItems().setAll(IntStream.range(0, shown.size()).boxed().toList());
        } else {
            refresh();
        }
    }

    /** Of the columns that are shown. */
    public Schema schema() {
        return schema;
    }

    /** Insert adds a row, Delete takes some away, and they are copied and pasted, from now on. */
    public void setRowKeys(RowKeys keys) {
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            Runnable does = getEditingCell() == null ? does(keys, key) : null;
            if (does != null) {
                does.run();
                key.consume();
            }
        });
    }

    private @Nullable Runnable does(RowKeys keys, KeyEvent key) {
        return switch (key.getCode()) {
            case INSERT -> keys::add;
            case DELETE -> keys::remove;
            case V -> key.isShortcutDown() ? keys::paste : null;
            case C -> key.isShortcutDown() ? this::copy : null;
            default -> null;
        };
    }

    private void copy() {
        Set<Integer> selected = selectedRows();
        if (!selected.isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(
                    PastedRows.text(selected.stream().sorted().map(rows::get).toList(), schema));
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    /** Positions of the rows in which a cell is selected. */
    public Set<Integer> selectedRows() {
        Set<Integer> selected = new LinkedHashSet<>();
        getSelectionModel().getSelectedCells().forEach(cell -> selected.add(cell.getRow()));
        selected.removeIf(row -> row < 0 || row >= rows.size());
        return selected;
    }

    /** Goes to the first cell of the last row, as after one was added. */
    public void goToLastRow() {
        int last = getItems().size() - 1;
        if (!getColumns().isEmpty() && last >= 0) {
            getSelectionModel().clearAndSelect(last, getColumns().get(0));
            scrollTo(last);
        }
        requestFocus();
    }

    private static Schema columnsOf(List<ObjectNode> rows) {
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> row.fieldNames().forEachRemaining(names::add));
        return new Schema(
                names.stream().map(name -> Field.of(name, DataType.STRING)).toList());
    }

    private TableColumn<Integer, JsonNode> column(Field field) {
        TableColumn<Integer, JsonNode> column = new TableColumn<>();
        column.setGraphic(new ColumnHead(field));
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(
                row.getValue() < rows.size() ? rows.get(row.getValue()).get(field.name()) : null));
        column.setCellFactory(made -> new ValueCell(field));
        return column;
    }

    private double width(Field field) {
        int letters = Math.max(
                Math.max(field.name().length(), field.type().toString().length()),
                rows.stream()
                        .limit(ROWS_MEASURED)
                        .mapToInt(row -> PastedRows.text(row.get(field.name())).length())
                        .max()
                        .orElse(0));
        return Math.max(LEAST_WIDTH, Math.min(GREATEST_WIDTH, letters * LETTER + PADDING));
    }

    /** One cell, and the field in its place while it is typed into. */
    private final class ValueCell extends TableCell<Integer, @Nullable JsonNode> {
        private final Field field;

        ValueCell(Field field) {
            this.field = field;
            getStyleClass().addAll(CellLook.of(field.type()));
        }

        @Override
        protected void updateItem(@Nullable JsonNode value, boolean empty) {
            super.updateItem(value, empty);
            getStyleClass().removeAll("null-cell", "unreadable-cell", "unsaid-cell");
            setTooltip(null);
            if (isEditing()) {
                return;
            }
            setGraphic(null);
            Integer row = getTableRow() == null ? null : getTableRow().getItem();
            if (empty && row == null) {
                setText(null);
                return;
            }
            String mistake = mistakes.of(value, field);
            setText(value == null ? emptyCell : PastedRows.text(value).replace('\n', '\u2424'));
            if (mistake != null) {
                getStyleClass().add("unreadable-cell");
                setTooltip(new Tooltip(mistake));
            } else if (value == null) {
                getStyleClass().add("unsaid-cell");
            } else if (value.isNull()) {
                getStyleClass().add("null-cell");
            }
        }

        @Override
        public void startEdit() {
            super.startEdit();
            if (!isEditing()) {
                return;
            }
            CellEditor editor =
                    new CellEditor(PastedRows.text(getItem()), this::isEditing, this::take, this::cancelEdit);
            setText(null);
            setGraphic(editor);
            editor.begin();
        }

        /** Hands what was typed on; the table is shown anew by whoever hears of it. */
        private void take(String text) {
            int row = getIndex();
            JsonNode value = PastedRows.cell(text, field);
            boolean isChanged = !Objects.equals(value, getItem());
            cancelEdit();
            TypedTable.this.requestFocus();
            if (isChanged) {
                typed.cell(row, field.name(), value);
            }
        }

        @Override
        public void cancelEdit() {
            super.cancelEdit();
            updateItem(getItem(), false);
        }
    }
}
