package dev.tailrace.designer.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.data.Field;
import dev.tailrace.operator.FormField;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Names of input columns, in an order: a chip for each, and a menu with those that are left. */
final class ColumnsControl implements SettingControl {
    private final FlowPane view = new FlowPane(4, 4);
    private final MenuButton add = new MenuButton();
    private final FormField field;
    private final FormScope scope;
    private final Edit edit;
    private List<String> columns = List.of();

    ColumnsControl(FormField field, FormScope scope, Edit edit) {
        this.field = field;
        this.scope = scope;
        this.edit = edit;
        view.getStyleClass().add("inspector-chips");
        add.setGraphic(new FontIcon("mdi2p-plus"));
        add.setText(scope.texts().get("designer.inspector.add-column"));
        add.getStyleClass().addAll("inspector-add", "flat");
        add.setOnShowing(opening -> offer());
        // A menu without items would not open, and so never be filled.
        add.getItems().add(new MenuItem());
        lay();
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void show(@Nullable JsonNode value) {
        List<String> shown = new ArrayList<>();
        if (value != null) {
            value.forEach(column -> shown.add(column.asText()));
        }
        if (!shown.equals(columns)) {
            columns = shown;
            lay();
        }
    }

    @Override
    public void refresh() {
        lay();
    }

    @Override
    public void focus(String insidePlace) {
        add.requestFocus();
    }

    private void lay() {
        List<Node> chips = new ArrayList<>();
        for (String column : columns) {
            chips.add(chip(column));
        }
        chips.add(add);
        view.getChildren().setAll(chips);
    }

    private Node chip(String column) {
        Label name = new Label(column);
        Button remove = new Button(null, new FontIcon("mdi2c-close"));
        remove.getStyleClass().addAll("inspector-chip-remove", "flat");
        remove.setAccessibleText(scope.texts().get("designer.inspector.remove", column));
        remove.setTooltip(new Tooltip(remove.getAccessibleText()));
        remove.setOnAction(pressed -> {
            List<String> fewer = new ArrayList<>(columns);
            fewer.remove(column);
            change(fewer);
        });
        HBox chip = new HBox(2, name, remove);
        chip.getStyleClass().add("inspector-chip");
        boolean unknown = scope.columns(field.port()).size() > 0
                && !scope.columns(field.port()).contains(column);
        if (unknown) {
            chip.getStyleClass().add("wrong");
        }
        return chip;
    }

    private void offer() {
        add.getItems().clear();
        for (Field column : ColumnOrder.fitting(scope.columns(field.port()), field.types())) {
            if (!columns.contains(column.name())) {
                Label type = new Label(column.type().toString());
                type.getStyleClass().add("inspector-type");
                MenuItem item = new MenuItem(column.name(), type);
                item.setMnemonicParsing(false);
                item.setOnAction(chosen -> {
                    List<String> more = new ArrayList<>(columns);
                    more.add(column.name());
                    change(more);
                });
                add.getItems().add(item);
            }
        }
        if (add.getItems().isEmpty()) {
            MenuItem none = new MenuItem(scope.texts().get("designer.inspector.no-columns-left"));
            none.setDisable(true);
            add.getItems().add(none);
        }
    }

    private void change(List<String> changed) {
        scope.endStep();
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        changed.forEach(array::add);
        edit.to(array.isEmpty() ? null : array);
        scope.endStep();
    }
}
