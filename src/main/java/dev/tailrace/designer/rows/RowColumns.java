package dev.tailrace.designer.rows;

import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.pen.HanFont;
import dev.tailrace.designer.rows.RowGrid.Change;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The columns of a {@link RowTable}: a name over a type, as wide as what stands in the first rows. */
final class RowColumns {
    private static final double LETTER = 7.3;
    private static final double LEAST_WIDTH = 72;
    private static final double GREATEST_WIDTH = 320;
    private static final double KIND_WIDTH = 112;
    private static final double PADDING = 28;
    private static final int ROWS_MEASURED = 50;

    private RowColumns() {}

    /** What rows do to a table; its id is null, while that of other columns is their name. */
    static TableColumn<Row, RowKind> kind(Texts texts) {
        TableColumn<Row, RowKind> column = new TableColumn<>();
        Label name = new Label(texts.get("designer.data.kind"));
        name.getStyleClass().add("column-name");
        column.setGraphic(name);
        column.setPrefWidth(KIND_WIDTH);
        column.setReorderable(false);
        column.setSortable(false);
        column.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(row.getValue().kind()));
        column.setCellFactory(made -> new KindCell(texts));
        return column;
    }

    /** What has become of rows; its id is null too. */
    static TableColumn<Row, Change> change(Texts texts, Function<Row, @Nullable Change> changeOf) {
        TableColumn<Row, Change> column = new TableColumn<>();
        Label name = new Label(texts.get("designer.rows.change"));
        name.getStyleClass().add("column-name");
        column.setGraphic(name);
        column.setPrefWidth(KIND_WIDTH);
        column.setReorderable(false);
        column.setSortable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(changeOf.apply(row.getValue())));
        column.setCellFactory(made -> new ChangeCell(texts));
        return column;
    }

    /** @param index position in the schema */
    static TableColumn<Row, Object> value(RowTable table, int index) {
        Field field = table.shape().schema().field(index);
        TableColumn<Row, Object> column = new TableColumn<>();
        column.setId(field.name());
        column.setGraphic(header(table, field));
        column.setSortable(false);
        column.setVisible(!table.columnLayout().hidden().contains(field.name()));
        Double width = table.columnLayout().widths().get(field.name());
        column.setPrefWidth(width != null ? width : width(letters(table, field)));
        column.widthProperty().addListener((property, before, now) -> table.resized(field.name(), now.doubleValue()));
        column.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(row.getValue().get(index)));
        column.setCellFactory(made -> new ValueCell(table, index));
        return column;
    }

    /** Gives the columns that nobody has given one the width of what stands in them. */
    static void measure(RowTable table, List<Row> rows) {
        for (TableColumn<Row, ?> column : table.getColumns()) {
            String name = column.getId();
            if (name != null && !table.columnLayout().widths().containsKey(name)) {
                int index = table.shape().schema().indexOf(name);
                int widest = rows.stream()
                        .limit(ROWS_MEASURED)
                        .mapToInt(row -> table.text(row.get(index)).length())
                        .max()
                        .orElse(0);
                column.setPrefWidth(
                        width(Math.max(letters(table, table.shape().schema().field(index)), widest)));
            }
        }
    }

    /** Letters of the header, which are a little smaller. */
    private static double letters(RowTable table, Field field) {
        return 0.92
                * Math.max(
                        field.name().length(),
                        table.shape().typeText(field, table.texts()).length());
    }

    private static double width(double letters) {
        return Math.max(LEAST_WIDTH, Math.min(GREATEST_WIDTH, letters * LETTER + PADDING));
    }

    private static VBox header(RowTable table, Field field) {
        Label name = new Label(field.name());
        name.getStyleClass().add("column-name");
        HBox first = new HBox(4, name);
        if (field.name().equals(table.shape().eventTime())) {
            first.getChildren().add(new FontIcon("mdi2c-clock-outline"));
        }
        Label type = new Label(table.shape().typeText(field, table.texts()));
        type.getStyleClass().add("column-type");
        HanFont.dress(type, type.getText());
        VBox box = new VBox(first, type);
        Pos side = field.type().kind().isNumeric() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT;
        first.setAlignment(side);
        box.setAlignment(side);
        return box;
    }
}
