package dev.tailrace.designer.rows;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import dev.tailrace.data.Texts;
import dev.tailrace.data.TypeKind;
import dev.tailrace.designer.theme.PaneSheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;

/**
 * All of one value: a long text, the parts of a nested value as a tree, bytes as hexadecimal digits; of a row that could
 * not be read, what was wrong, where it stood, and its bytes. Esc closes it.
 */
final class CellPopup {
    private static final double WIDTH = 460;
    private static final double HEX_WIDTH = 572;
    private static final double TREE_ROW = 24;
    private static final double LINE = 18;
    private static final int MOST_LINES = 12;
    private static final int LETTERS_A_LINE = 58;

    /** How formats call the text that could not be read. */
    private static final String RAW = "raw";

    private final Texts texts;
    private final Popup popup = new Popup();
    private final VBox box = new VBox(8);

    CellPopup(Texts texts) {
        this.texts = texts;
        popup.setAutoHide(true);
        box.getStyleClass().add("cell-popup");
        popup.getContent().add(box);
    }

    /** Shows a value beside its cell. */
    void show(Node owner, Bounds beside, TableShape shape, Row row, Field column) {
        List<Node> parts = shape.errors() ? ofFailedRow(shape, row) : ofValue(shape, column, value(shape, row, column));
        box.getChildren().setAll(parts);
        boolean hex = parts.stream().anyMatch(part -> part.getStyleClass().contains("hex-text"));
        box.setPrefWidth(hex ? HEX_WIDTH : WIDTH);
        box.getStylesheets().setAll(owner.getScene().getStylesheets());
        PaneSheet.dress(box);
        popup.show(owner, beside.getMinX(), beside.getMaxY() + 2);
        parts.get(parts.size() - 1).requestFocus();
    }

    private static @Nullable Object value(TableShape shape, Row row, Field column) {
        return row.get(shape.schema().indexOf(column.name()));
    }

    private List<Node> ofValue(TableShape shape, Field column, @Nullable Object value) {
        List<Node> parts = new ArrayList<>();
        parts.add(title(column.name(), column.type().toString()));
        if (value instanceof NoValue.Unreadable unreadable) {
            parts.add(words(texts.get("designer.data.unreadable-why", texts.message(unreadable.problem())), "wrong"));
            parts.add(text(unreadable.raw(), "value-text"));
        } else if (value instanceof NoValue.Unread) {
            parts.add(words(texts.get("designer.data.unread-why"), "quiet"));
        } else if (value instanceof byte[] bytes) {
            parts.add(text(HexText.of(bytes), "hex-text"));
        } else if (value != null && column.type().isNested()) {
            parts.add(tree(NestedValue.of(column.name(), column.type(), value, shape.zone())));
        } else {
            parts.add(text(shape.text(value, texts), "value-text"));
        }
        return parts;
    }

    /** The message is the last column of error rows, whoever gives them. */
    private List<Node> ofFailedRow(TableShape shape, Row row) {
        List<Field> fields = shape.schema().fields();
        int message = fields.size() - 1;
        List<Node> parts = new ArrayList<>();
        parts.add(title(texts.get("designer.rows.failed-row"), ""));
        parts.add(words(shape.text(row.get(message), texts), "wrong"));
        Object raw = null;
        for (int i = 0; i < message; i++) {
            Field field = fields.get(i);
            if (field.name().equals(RAW) && isText(field.type())) {
                raw = row.get(i);
            } else {
                parts.add(pair(field.name(), shape.text(row.get(i), texts)));
            }
        }
        if (raw instanceof byte[] bytes) {
            parts.add(text(HexText.of(bytes), "hex-text"));
        } else if (raw instanceof String found) {
            parts.add(text(HexText.of(found), "hex-text"));
        }
        return parts;
    }

    private static boolean isText(DataType type) {
        return type.is(TypeKind.STRING) || type.is(TypeKind.BYTES);
    }

    private static Node title(String name, String type) {
        Label left = new Label(name);
        left.getStyleClass().add("popup-title");
        Label right = new Label(type);
        right.getStyleClass().add("column-type");
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return new HBox(8, left, spring, right);
    }

    private static Node words(String words, String style) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll("popup-words", style);
        return label;
    }

    private static Node pair(String name, String value) {
        Label left = new Label(name);
        left.getStyleClass().add("pair-name");
        Label right = new Label(value);
        right.getStyleClass().add("pair-value");
        right.setWrapText(true);
        return new HBox(8, left, right);
    }

    /** Letters that can be selected and copied. */
    private Node text(String text, String style) {
        TextArea area = new TextArea(text);
        area.setEditable(false);
        area.setWrapText(!style.equals("hex-text"));
        area.getStyleClass().addAll("cell-text", style);
        area.setAccessibleText(texts.get("designer.rows.whole-value"));
        long lines = text.lines()
                .mapToLong(line -> style.equals("hex-text") ? 1 : 1 + line.length() / LETTERS_A_LINE)
                .sum();
        area.setPrefHeight(LINE * Math.max(1, Math.min(MOST_LINES, lines)) + 14);
        area.setMinHeight(Region.USE_PREF_SIZE);
        return area;
    }

    private Node tree(NestedValue value) {
        TreeView<NestedValue> tree = new TreeView<>(item(value));
        tree.setId("nested-value");
        tree.setShowRoot(false);
        tree.setFixedCellSize(TREE_ROW);
        tree.setCellFactory(view -> new PartCell());
        tree.setAccessibleText(texts.get("designer.rows.whole-value"));
        tree.getStyleClass().add("nested-tree");
        tree.setPrefHeight(TREE_ROW * Math.max(2, Math.min(MOST_LINES, tree.getExpandedItemCount())) + 4);
        tree.getSelectionModel().selectFirst();
        return tree;
    }

    /** What has few parts is open. */
    private static TreeItem<NestedValue> item(NestedValue value) {
        TreeItem<NestedValue> item = new TreeItem<>(value);
        value.parts().forEach(part -> item.getChildren().add(item(part)));
        item.setExpanded(value.parts().size() <= MOST_LINES);
        return item;
    }

    /** The name of a part, its value if it has no parts of its own, its type. */
    private static final class PartCell extends TreeCell<@Nullable NestedValue> {
        private final Label name = new Label();
        private final Label text = new Label();
        private final Label type = new Label();
        private final HBox line;

        PartCell() {
            Region spring = new Region();
            HBox.setHgrow(spring, Priority.ALWAYS);
            name.getStyleClass().add("pair-name");
            name.setMinWidth(Region.USE_PREF_SIZE);
            text.getStyleClass().add("pair-value");
            type.getStyleClass().add("column-type");
            type.setMinWidth(Region.USE_PREF_SIZE);
            line = new HBox(8, name, text, spring, type);
            line.getStyleClass().add("nested-part");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable NestedValue value, boolean empty) {
            super.updateItem(value, empty);
            if (value == null || empty) {
                setGraphic(null);
                return;
            }
            boolean open = !value.parts().isEmpty()
                    && Objects.requireNonNull(getTreeItem()).isExpanded();
            name.setText(value.name());
            text.setText(open ? "" : value.text());
            text.getStyleClass().removeAll("quiet");
            if (value.isNull()) {
                text.getStyleClass().add("quiet");
            }
            type.setText(
                    value.type().isNested()
                            ? value.type().kind().name()
                            : value.type().toString());
            setGraphic(line);
        }
    }
}
