package dev.tailrace.designer.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.FormField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The name of an input column, chosen from those that there are, with their types. */
final class ColumnControl implements SettingControl {
    private static final Map<String, String> OTHER_SIDE = Map.of("left", "right", "right", "left");

    private static final double PREFERRED_WIDTH = 120;
    private static final double BETWEEN = 8;

    private final ComboBox<String> combo = new ComboBox<>();
    private final FormField field;
    private final FormScope scope;
    private boolean showing;

    ColumnControl(FormField field, FormScope scope, Edit edit) {
        this.field = field;
        this.scope = scope;
        combo.setMaxWidth(Double.MAX_VALUE);
        // Whatever is chosen: two beside each other share their room evenly.
        combo.setPrefWidth(PREFERRED_WIDTH);
        combo.setVisibleRowCount(12);
        combo.setCellFactory(list -> new ColumnCell());
        combo.setButtonCell(new ColumnCell());
        combo.setPromptText(scope.texts().get("designer.inspector.choose-column"));
        TypeAhead.on(combo, column -> column);
        combo.valueProperty().addListener((property, before, column) -> {
            if (!showing) {
                edit.to(column == null || column.isEmpty() ? null : TextNode.valueOf(column));
            }
        });
        refresh();
    }

    @Override
    public Node view() {
        return combo;
    }

    @Override
    public void show(@Nullable JsonNode value) {
        String wanted = value == null ? null : value.asText();
        if (!Objects.equals(wanted, combo.getValue())) {
            showing = true;
            combo.setValue(wanted);
            showing = false;
        }
    }

    @Override
    public void refresh() {
        List<String> names =
                new ArrayList<>(proposed().stream().map(Field::name).toList());
        if (!field.required()) {
            names.add(0, "");
        }
        if (!names.equals(combo.getItems())) {
            showing = true;
            String kept = combo.getValue();
            combo.getItems().setAll(names);
            combo.setValue(kept);
            showing = false;
        }
    }

    /** The likely ones first. A column of one side of a join is compared with what is chosen of the other. */
    private List<Field> proposed() {
        Schema columns = scope.columns(field.port());
        String other = OTHER_SIDE.get(field.port());
        if (other == null || !field.name().equals(field.port())) {
            return ColumnOrder.fitting(columns, field.types());
        }
        Schema others = scope.columns(other);
        Field partner = others.field(scope.sibling(other).asText());
        return ColumnOrder.keys(columns, others, partner);
    }

    /** Name at the left, type at the right. */
    private final class ColumnCell extends ListCell<@Nullable String> {
        private final Label name = new Label();
        private final Label type = new Label();
        private final HBox box = new HBox(BETWEEN, name, spring(), type);

        ColumnCell() {
            type.getStyleClass().add("inspector-type");
            type.managedProperty().bind(type.visibleProperty());
            widthProperty().addListener(change -> fit());
        }

        /** Where both have no room, the name is what counts. */
        private void fit() {
            double room = getWidth() - snappedLeftInset() - snappedRightInset();
            type.setVisible(room <= 0 || name.prefWidth(-1) + 2 * BETWEEN + type.prefWidth(-1) <= room);
        }

        private static Region spring() {
            Region spring = new Region();
            HBox.setHgrow(spring, Priority.ALWAYS);
            return spring;
        }

        @Override
        protected void updateItem(@Nullable String column, boolean empty) {
            super.updateItem(column, empty);
            if (empty || column == null) {
                setGraphic(null);
                setText(column == null && !empty ? combo.getPromptText() : null);
                return;
            }
            Field known = scope.columns(field.port()).field(column);
            name.setText(column.isEmpty() ? scope.texts().get("designer.inspector.no-column") : column);
            type.setText(known == null ? "" : known.type().toString());
            setGraphic(box);
            setText(null);
            fit();
        }
    }
}
