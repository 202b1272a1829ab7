package dev.tailrace.designer.watch;

import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.pen.HanFont;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Rows under their columns' names and types; numbers at the right, nulls grey. Rows can be copied as TSV. */
final class RowTable extends TableView<Row> {
    private static final double ROW_HEIGHT = 26;
    private static final double LETTER = 7.3;
    private static final double LEAST_WIDTH = 72;
    private static final double GREATEST_WIDTH = 320;
    private static final double PADDING = 28;
    private static final int ROWS_MEASURED = 50;

    private final Texts texts;
    private Schema schema = Schema.EMPTY;
    private @Nullable String eventTime;
    private boolean changes;
    private ZoneId zone = ZoneId.of("UTC");
    private boolean measured;

    RowTable(Texts texts) {
        this.texts = texts;
        getStyleClass().add("row-table");
        setAccessibleText(texts.get("designer.data.table"));
        setFixedCellSize(ROW_HEIGHT);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setPlaceholder(new Label());
        setOnKeyPressed(key -> {
            if (key.isShortcutDown() && key.getCode() == KeyCode.C) {
                copy();
                key.consume();
            }
        });
    }

    /**
     * @param shownEventTime the event-time column, or null
     */
    void columns(Schema shown, @Nullable String shownEventTime, boolean shownChanges, ZoneId shownZone) {
        if (shown.equals(schema)
                && java.util.Objects.equals(eventTime, shownEventTime)
                && changes == shownChanges
                && zone.equals(shownZone)) {
            return;
        }
        schema = shown;
        eventTime = shownEventTime;
        changes = shownChanges;
        zone = shownZone;
        measured = false;
        getItems().clear();
        List<TableColumn<Row, ?>> columns = new ArrayList<>();
        if (changes) {
            columns.add(kindColumn());
        }
        for (int i = 0; i < schema.size(); i++) {
            columns.add(column(schema.field(i), i));
        }
        getColumns().setAll(columns);
    }

    /** Shows other rows; what is selected stays selected as long as it is there. */
    void rows(List<Row> rows) {
        List<Row> selected = List.copyOf(getSelectionModel().getSelectedItems());
        getItems().setAll(rows);
        if (!measured && !rows.isEmpty()) {
            measure(rows);
        }
        for (Row row : selected) {
            getSelectionModel().select(row);
        }
    }

    /** Puts the selected rows, or all if none is, on the clipboard: a header line, then a line each, tabs between. */
    void copy() {
        List<Row> rows = getSelectionModel().getSelectedItems();
        ClipboardContent content = new ClipboardContent();
        content.putString(tsv(rows.isEmpty() ? getItems() : rows));
        Clipboard.getSystemClipboard().setContent(content);
    }

    String tsv(List<Row> rows) {
        StringBuilder text = new StringBuilder(String.join("\t", schema.names())).append('\n');
        for (Row row : rows) {
            text.append(row.values().stream()
                            .map(value -> value == null || value instanceof NoValue.Unread ? "" : textOf(value))
                            .map(value -> value.replace('\t', ' ').replace('\n', ' '))
                            .collect(Collectors.joining("\t")))
                    .append('\n');
        }
        return text.toString();
    }

    /** Whether any cell of the row has the text in it, in either case. */
    boolean matches(Row row, String filter) {
        String wanted = filter.toLowerCase(Locale.ROOT);
        return row.values().stream()
                .anyMatch(value -> textOf(value).toLowerCase(Locale.ROOT).contains(wanted));
    }

    private void measure(List<Row> rows) {
        measured = true;
        int first = changes ? 1 : 0;
        for (int i = 0; i < schema.size(); i++) {
            int column = i;
            Field field = schema.field(i);
            int letters = Math.max(field.name().length(), header(field).length());
            int widest = rows.stream()
                    .limit(ROWS_MEASURED)
                    .mapToInt(row -> textOf(row.get(column)).length())
                    .max()
                    .orElse(0);
            double width = Math.max(letters * 0.92, widest) * LETTER + PADDING;
            getColumns().get(first + i).setPrefWidth(Math.max(LEAST_WIDTH, Math.min(GREATEST_WIDTH, width)));
        }
    }

    private String textOf(@Nullable Object value) {
        return value instanceof NoValue.Unread ? texts.get("designer.data.unread") : CellText.of(value, zone);
    }

    /** What stands behind a cell: why there is no value, or all of a long one; null for nothing more. */
    private @Nullable String more(@Nullable Object value, String shown) {
        if (value instanceof NoValue.Unread) {
            return texts.get("designer.data.unread-why");
        } else if (value instanceof NoValue.Unreadable unreadable) {
            return texts.get("designer.data.unreadable-why", texts.message(unreadable.problem()));
        }
        return shown.length() > ValueCell.LONG ? shown : null;
    }

    private String header(Field field) {
        return field.name().equals(eventTime)
                ? texts.get("designer.data.event-time-type", field.type())
                : field.type().toString();
    }

    private TableColumn<Row, RowKind> kindColumn() {
        TableColumn<Row, RowKind> column = new TableColumn<>();
        Label name = new Label(texts.get("designer.data.kind"));
        name.getStyleClass().add("column-name");
        column.setGraphic(name);
        column.setPrefWidth(64);
        column.setSortable(false);
        column.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(row.getValue().kind()));
        column.setCellFactory(made -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable RowKind kind, boolean empty) {
                super.updateItem(kind, empty);
                setText(kind == null || empty ? null : kind.shortText());
                getStyleClass().removeAll("added", "taken-back");
                if (kind != null && !empty) {
                    getStyleClass().add(kind.weight() > 0 ? "added" : "taken-back");
                }
            }
        });
        return column;
    }

    private TableColumn<Row, Object> column(Field field, int index) {
        TableColumn<Row, Object> column = new TableColumn<>();
        boolean number = field.type().kind().isNumeric();
        column.setGraphic(headerOf(field, number));
        column.setSortable(false);
        column.setPrefWidth(Math.max(LEAST_WIDTH, header(field).length() * LETTER + PADDING));
        column.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(row.getValue().get(index)));
        boolean text = field.type().kind() == dev.tailrace.data.TypeKind.STRING;
        column.setCellFactory(made -> new ValueCell(number, text));
        return column;
    }

    private VBox headerOf(Field field, boolean number) {
        Label name = new Label(field.name());
        name.getStyleClass().add("column-name");
        HBox first = new HBox(4, name);
        if (field.name().equals(eventTime)) {
            first.getChildren().add(new FontIcon("mdi2c-clock-outline"));
        }
        Label type = new Label(header(field));
        type.getStyleClass().add("column-type");
        VBox box = new VBox(first, type);
        first.setAlignment(number ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        box.setAlignment(number ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        return box;
    }

    /** A value, or what stands there in its place; a tooltip has more. */
    private final class ValueCell extends TableCell<Row, Object> {
        private static final int LONG = 40;

        ValueCell(boolean number, boolean text) {
            getStyleClass().add(text ? "text-cell" : "value-cell");
            if (number) {
                getStyleClass().add("number-cell");
            }
        }

        @Override
        protected void updateItem(@Nullable Object value, boolean empty) {
            super.updateItem(value, empty);
            getStyleClass().removeAll("null-cell", "unreadable-cell");
            // An empty row and a null value both come as null; only the second has a row.
            boolean isRow = !empty && getTableRow() != null && getTableRow().getItem() != null;
            if (!isRow) {
                setText(null);
                setTooltip(null);
                return;
            }
            String shown = textOf(value);
            setText(shown.replace('\n', '␤'));
            HanFont.dress(this, shown);
            String more = more(value, shown);
            setTooltip(more == null ? null : new Tooltip(more));
            if (value == null || value instanceof NoValue.Unread) {
                getStyleClass().add("null-cell");
            } else if (value instanceof NoValue.Unreadable) {
                getStyleClass().add("unreadable-cell");
            }
        }
    }
}
