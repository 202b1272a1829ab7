package dev.tailrace.designer.tests;

import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.data.json.CellJson;
import dev.tailrace.designer.rows.CellLook;
import dev.tailrace.designer.rows.ColumnHead;
import dev.tailrace.proof.ComparedRow;
import dev.tailrace.proof.ComparedRow.Verdict;
import dev.tailrace.proof.Outcome.ComparedPort;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Expected rows beside those that came: a cell that differs has both values, an arrow between. */
final class DifferenceRows extends TableView<ComparedRow> {
    private static final double ROW_HEIGHT = 26;
    private static final double LETTER = 7.3;
    private static final double PADDING = 28;
    private static final double LEAST_WIDTH = 72;
    private static final double GREATEST_WIDTH = 300;
    private static final String TO = " \u2192 ";

    private final Texts texts;

    DifferenceRows(Texts texts) {
        this.texts = texts;
        getStyleClass().addAll("row-table", "difference-rows");
        setAccessibleText(texts.get("designer.tests.difference"));
        setFixedCellSize(ROW_HEIGHT);
        setPlaceholder(new Label(texts.get("designer.tests.no-row")));
    }

    void show(ComparedPort port, CellJson cells) {
        List<TableColumn<ComparedRow, ?>> columns = new ArrayList<>();
        columns.add(verdictColumn());
        Schema schema = port.schema();
        BitSet shown = new BitSet();
        for (ComparedRow row : port.rows()) {
            shown.or(row.said());
            if (row.expected() == null) {
                shown.set(0, schema.size());
            }
        }
        shown.stream().forEach(i -> columns.add(column(schema.field(i), i, port, cells)));
        getColumns().setAll(columns);
        getItems().setAll(port.rows());
    }

    static String icon(Verdict verdict) {
        return switch (verdict) {
            case SAME -> "mdi2c-check";
            case DIFFERENT -> "mdi2n-not-equal-variant";
            case MISSING -> "mdi2m-minus";
            case UNEXPECTED -> "mdi2p-plus";
        };
    }

    static String word(Verdict verdict, Texts texts) {
        return texts.get("designer.tests." + verdict.name().toLowerCase(Locale.ROOT));
    }

    private TableColumn<ComparedRow, ComparedRow> verdictColumn() {
        TableColumn<ComparedRow, ComparedRow> column = new TableColumn<>();
        column.setPrefWidth(118);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(made -> new TableCell<>() {
            private final FontIcon icon = new FontIcon();

            @Override
            protected void updateItem(@Nullable ComparedRow row, boolean empty) {
                super.updateItem(row, empty);
                getStyleClass().removeAll("same", "wrong");
                if (row == null || empty) {
                    setText(null);
                    setGraphic(null);
                    return;
                }
                getStyleClass().add(row.verdict() == Verdict.SAME ? "same" : "wrong");
                icon.setIconLiteral(icon(row.verdict()));
                setGraphic(icon);
                setText(word(row.verdict(), texts));
            }
        });
        return column;
    }

    private TableColumn<ComparedRow, ComparedRow> column(Field field, int index, ComparedPort port, CellJson cells) {
        TableColumn<ComparedRow, ComparedRow> column = new TableColumn<>();
        column.setGraphic(new ColumnHead(field));
        column.setSortable(false);
        column.setReorderable(false);
        int letters = port.rows().stream()
                .limit(50)
                .mapToInt(row -> text(row, index, field, cells).length())
                .max()
                .orElse(0);
        letters = Math.max(
                letters, Math.max(field.name().length(), field.type().toString().length()));
        column.setPrefWidth(Math.max(LEAST_WIDTH, Math.min(GREATEST_WIDTH, letters * LETTER + PADDING)));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(made -> new ComparedCell(field, index, cells));
        return column;
    }

    /** Both values where they differ, otherwise the one; nothing where the test says nothing of the column. */
    private static String text(ComparedRow row, int column, Field field, CellJson cells) {
        Row expected = row.expected();
        Row actual = row.actual();
        if (expected == null) {
            return actual == null ? "" : cells.text(actual.get(column), field.type());
        } else if (!row.said().get(column)) {
            return "";
        }
        String wanted = cells.text(expected.get(column), field.type());
        if (actual == null || !row.differing().get(column)) {
            return wanted;
        } else if (actual.kind() != RowKind.INSERT) {
            return wanted + TO + actual.kind().shortText();
        }
        return wanted + TO + cells.text(actual.get(column), field.type());
    }

    /** A value, or two. */
    private static final class ComparedCell extends TableCell<ComparedRow, @Nullable ComparedRow> {
        private final Field field;
        private final int column;
        private final CellJson cells;

        ComparedCell(Field field, int column, CellJson cells) {
            this.field = field;
            this.column = column;
            this.cells = cells;
            getStyleClass().addAll(CellLook.of(field.type()));
        }

        @Override
        protected void updateItem(@Nullable ComparedRow row, boolean empty) {
            super.updateItem(row, empty);
            getStyleClass().removeAll("differs", "same", "alone");
            setTooltip(null);
            if (row == null || empty) {
                setText(null);
                return;
            }
            String text = text(row, column, field, cells);
            setText(text.replace('\n', '\u2424'));
            switch (row.verdict()) {
                case SAME -> getStyleClass().add("same");
                case DIFFERENT -> {
                    boolean differs = row.differing().get(column);
                    getStyleClass().add(differs ? "differs" : "same");
                    if (differs) {
                        setTooltip(new Tooltip(text));
                    }
                }
                default -> getStyleClass().add("alone");
            }
        }
    }
}
