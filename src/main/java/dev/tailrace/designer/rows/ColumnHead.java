package dev.tailrace.designer.rows;

import dev.tailrace.data.Field;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** The head of a table's column: the name of the stream's column over its type, numbers on the right. */
public final class ColumnHead extends VBox {
    public ColumnHead(Field field) {
        Label name = new Label(field.name());
        name.getStyleClass().add("column-name");
        Label type = new Label(field.type().toString());
        type.getStyleClass().add("column-type");
        getChildren().addAll(name, type);
        setAlignment(field.type().kind().isNumeric() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
    }
}
