package dev.tailrace.designer.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.operator.FormField;
import dev.tailrace.operator.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A list of entries with settings of their own: a line each while they fit side by side, else a card each. Entries are
 * told apart by their position, so that typing in one leaves the others alone.
 */
final class ListControl implements SettingControl {
    /** Cells that fit on one line of the inspector. */
    private static final int CELLS_PER_LINE = 3;

    /** Of the two buttons of a row. */
    private static final double ROW_BUTTONS = 46;

    /** Before the controls of a card; longer labels go over two lines. */
    private static final double LABEL_WIDTH = 84;

    private final VBox view = new VBox(6);
    private final VBox rows = new VBox();
    private final List<Entry> entries = new ArrayList<>();
    private final FormField field;
    private final FormScope scope;
    private final Edit edit;
    private ArrayNode shown = JsonNodeFactory.instance.arrayNode();

    ListControl(FormField field, FormScope scope, Edit edit) {
        this.field = field;
        this.scope = scope;
        this.edit = edit;
        view.getStyleClass().add("inspector-list");
        rows.getStyleClass().add("inspector-list-rows");
        Button add = new Button(scope.texts().get("designer.inspector.add-row"), new FontIcon("mdi2p-plus"));
        add.getStyleClass().addAll("inspector-add", "flat");
        add.setOnAction(pressed -> {
            ArrayNode longer = shown.deepCopy();
            longer.add(JsonNodeFactory.instance.objectNode());
            step(longer);
            entries.get(entries.size() - 1).focusFirst();
        });
        if (onLines()) {
            Node header = header();
            header.visibleProperty().bind(rows.visibleProperty());
            header.managedProperty().bind(rows.visibleProperty());
            view.getChildren().add(header);
        }
        view.getChildren().addAll(rows, add);
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void show(@Nullable JsonNode value) {
        shown = value instanceof ArrayNode array ? array : JsonNodeFactory.instance.arrayNode();
        while (entries.size() > shown.size()) {
            entries.remove(entries.size() - 1);
            rows.getChildren().remove(rows.getChildren().size() - 1);
        }
        while (entries.size() < shown.size()) {
            Entry entry = new Entry(entries.size());
            entries.add(entry);
            rows.getChildren().add(entry.view);
        }
        for (int i = 0; i < entries.size(); i++) {
            entries.get(i).show(shown.get(i));
        }
        rows.setVisible(!entries.isEmpty());
        rows.setManaged(!entries.isEmpty());
    }

    @Override
    public void showProblems(List<Placed> problems) {
        for (Entry entry : entries) {
            entry.showProblems(Placed.under(problems, "[" + entry.index + "]"));
        }
    }

    @Override
    public void refresh() {
        entries.forEach(Entry::refresh);
    }

    @Override
    public void focus(String insidePlace) {
        for (Entry entry : entries) {
            String place = "[" + entry.index + "]";
            if (Placed.isUnder(insidePlace, place)) {
                entry.focus(Placed.rest(insidePlace, place));
                return;
            }
        }
        if (!entries.isEmpty()) {
            entries.get(0).focusFirst();
        }
    }

    /** Words to choose from need a line to themselves. */
    private boolean onLines() {
        return field.children().size() <= CELLS_PER_LINE
                && field.children().stream().noneMatch(child -> child.kind() == Setting.Kind.CHOICE);
    }

    private Node header() {
        GridPane header = grid();
        header.getStyleClass().add("inspector-list-header");
        for (int i = 0; i < field.children().size(); i++) {
            Label label = new Label(SettingControls.label(field.children().get(i), scope.texts()));
            label.setTooltip(new Tooltip(label.getText()));
            header.add(label, i, 0);
        }
        return header;
    }

    /** A wide column for the first cell, equal ones for the others, and one for the buttons. */
    private GridPane grid() {
        GridPane grid = new GridPane();
        grid.setHgap(4);
        int cells = Math.min(CELLS_PER_LINE, field.children().size());
        for (int i = 0; i < cells; i++) {
            ColumnConstraints width = new ColumnConstraints();
            width.setHgrow(Priority.ALWAYS);
            width.setMinWidth(40);
            width.setPrefWidth(wish(field.children().get(i), i));
            grid.getColumnConstraints().add(width);
        }
        ColumnConstraints buttons = new ColumnConstraints(ROW_BUTTONS);
        grid.getColumnConstraints().add(buttons);
        return grid;
    }

    /** Expressions are the longest, then names, which come first; a type has to show its name beside the arrow. */
    private static double wish(FormField child, int position) {
        return switch (child.kind()) {
            case EXPRESSION -> 130;
            case TYPE -> 88;
            default -> position == 0 ? 84 : 64;
        };
    }

    private void step(ArrayNode changed) {
        scope.endStep();
        edit.to(changed.isEmpty() ? null : changed);
        scope.endStep();
    }

    private void move(int index, int by) {
        int to = index + by;
        if (to >= 0 && to < shown.size()) {
            ArrayNode moved = shown.deepCopy();
            JsonNode entry = moved.remove(index);
            moved.insert(to, entry);
            step(moved);
            entries.get(to).focusFirst();
        }
    }

    /** One entry of the list. */
    private final class Entry {
        final int index;
        final VBox view = new VBox(6);
        private final Map<String, SettingControl> controls = new LinkedHashMap<>();
        private final Map<String, Messages> messages = new LinkedHashMap<>();
        private final Map<String, Node> pairs = new LinkedHashMap<>();
        private final Messages own = new Messages(scope);

        Entry(int index) {
            this.index = index;
            view.getStyleClass().add("inspector-list-row");
            boolean line = onLines();
            if (!line) {
                view.getStyleClass().add("inspector-list-card");
            }
            view.getChildren().add(line ? line() : card());
            messages.values().forEach(cell -> view.getChildren().add(cell.view()));
            view.getChildren().add(own.view());
        }

        private Node line() {
            GridPane grid = grid();
            int column = 0;
            for (FormField child : field.children()) {
                grid.add(control(child), column++, 0);
            }
            grid.add(buttons(), column, 0);
            return grid;
        }

        private Node card() {
            VBox card = new VBox(8);
            HBox first = new HBox(4);
            Label number = new Label(Integer.toString(index + 1));
            number.getStyleClass().add("inspector-count");
            HBox spring = new HBox();
            HBox.setHgrow(spring, Priority.ALWAYS);
            first.getChildren().addAll(number, spring, buttons());
            card.getChildren().add(first);
            for (FormField child : field.children()) {
                Label label = new Label(SettingControls.label(child, scope.texts()));
                label.getStyleClass().add("inspector-cell-label");
                label.setMinWidth(LABEL_WIDTH);
                label.setPrefWidth(LABEL_WIDTH);
                label.setWrapText(true);
                Node control = control(child);
                HBox.setHgrow(control, Priority.ALWAYS);
                HBox pair = new HBox(8, label, control);
                pair.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
                pairs.put(child.name(), pair);
                card.getChildren().add(pair);
            }
            return card;
        }

        private Node control(FormField child) {
            FormScope inside = scope.inside(() -> shown.get(index));
            SettingControl control = SettingControls.of(child, inside, false, value -> change(child.name(), value));
            controls.put(child.name(), control);
            messages.put(child.name(), new Messages(scope, SettingControls.label(child, scope.texts())));
            if (control.view() instanceof TextInputControl input
                    && input.getPromptText().isEmpty()) {
                input.setPromptText(SettingControls.label(child, scope.texts()));
            }
            FieldNames.name(control.view(), SettingControls.label(child, scope.texts()) + " " + (index + 1));
            String hint = SettingControls.hint(child, scope.texts());
            if (hint != null) {
                control.view().setAccessibleHelp(hint);
                Tooltip tip = new Tooltip(hint);
                // A narrow field may hold more than it shows.
                tip.setOnShowing(showing -> tip.setText(withValue(control.view(), hint)));
                Tooltip.install(control.view(), tip);
            }
            return control.view();
        }

        private static String withValue(Node view, String hint) {
            String value = view instanceof TextInputControl input
                    ? input.getText()
                    : view instanceof ComboBox<?> combo && combo.isEditable()
                            ? combo.getEditor().getText()
                            : null;
            return value == null || value.isBlank() ? hint : value + "\n" + hint;
        }

        private Node buttons() {
            Button up = button("mdi2c-chevron-up", "designer.inspector.move-up");
            up.setOnAction(pressed -> move(index, -1));
            up.setDisable(index == 0);
            Button remove = button("mdi2c-close", "designer.inspector.remove-row");
            remove.setOnAction(pressed -> {
                ArrayNode shorter = shown.deepCopy();
                shorter.remove(index);
                step(shorter);
            });
            HBox buttons = new HBox(up, remove);
            buttons.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
            return buttons;
        }

        private Button button(String icon, String key) {
            Button button = new Button(null, new FontIcon(icon));
            button.getStyleClass().addAll("inspector-row-button", "flat");
            String words = scope.texts().get(key, index + 1);
            button.setAccessibleText(words);
            button.setTooltip(new Tooltip(words));
            return button;
        }

        private void change(String setting, @Nullable JsonNode value) {
            ArrayNode changed = shown.deepCopy();
            ObjectNode entry =
                    changed.get(index) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
            if (value == null) {
                entry.remove(setting);
            } else {
                entry.set(setting, value);
            }
            changed.set(index, entry);
            edit.to(changed);
        }

        void show(JsonNode entry) {
            controls.forEach((name, control) -> control.show(SettingControls.present(entry.get(name))));
            Form.showWhereMeant(field.children(), entry, pairs);
        }

        void showProblems(List<Placed> problems) {
            own.show(problems.stream().filter(Placed::isOwn).toList());
            controls.forEach((name, control) -> {
                List<Placed> inside = Placed.under(problems, name);
                control.showProblems(inside);
                Messages.mark(control.view(), inside);
                Messages said = messages.get(name);
                if (said != null) {
                    said.show(inside.stream().filter(Placed::isOwn).toList());
                }
            });
        }

        void refresh() {
            controls.values().forEach(SettingControl::refresh);
        }

        void focus(String place) {
            controls.forEach((name, control) -> {
                if (Placed.isUnder(place, name)) {
                    control.focus(Placed.rest(place, name));
                }
            });
        }

        void focusFirst() {
            controls.values().stream().findFirst().ifPresent(control -> control.focus(""));
        }
    }
}
