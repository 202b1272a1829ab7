package dev.tailrace.designer.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.pen.HanFont;
import dev.tailrace.operator.FormField;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** One of a few: side by side up to three, else in a list. */
final class ChoiceControl {
    private static final int MOST_SIDE_BY_SIDE = 3;
    private static final int MOST_LETTERS_SIDE_BY_SIDE = 34;
    private static final int MOST_LETTERS_IN_A_LIST = 16;

    private ChoiceControl() {}

    /** @param roomy whether the control has a place of its own, not a cell of a list */
    static SettingControl of(FormField field, Texts texts, boolean roomy, SettingControl.Edit edit) {
        int letters = field.choices().stream()
                .mapToInt(choice -> HanFont.letters(label(field, choice, texts)))
                .sum();
        return field.choices().size() <= MOST_SIDE_BY_SIDE
                        && letters <= (roomy ? MOST_LETTERS_SIDE_BY_SIDE : MOST_LETTERS_IN_A_LIST)
                ? new Segments(field, texts, edit)
                : new List(field, texts, edit);
    }

    /** The words of a choice; its spelling in files where the bundle has none. */
    static String label(FormField field, String choice, Texts texts) {
        String words = texts.find(field.key() + "." + choice);
        return words == null ? choice.replace('-', ' ') : words;
    }

    private static @Nullable String byDefault(FormField field) {
        JsonNode value = field.defaultValue();
        return value == null || value.isNull() ? null : value.asText();
    }

    private static @Nullable JsonNode unlessDefault(FormField field, @Nullable String choice) {
        return choice == null || choice.equals(byDefault(field)) ? null : TextNode.valueOf(choice);
    }

    private static final class Segments implements SettingControl {
        private final HBox view = new HBox();
        private final Map<String, ToggleButton> buttons = new LinkedHashMap<>();
        private final ToggleGroup group = new ToggleGroup();
        private final FormField field;

        Segments(FormField field, Texts texts, Edit edit) {
            this.field = field;
            view.getStyleClass().add("inspector-segments");
            for (String choice : field.choices()) {
                ToggleButton button = new ToggleButton(label(field, choice, texts));
                button.setMnemonicParsing(false);
                button.setToggleGroup(group);
                button.setMaxWidth(Double.MAX_VALUE);
                HBox.setHgrow(button, Priority.ALWAYS);
                button.setOnAction(pressed -> {
                    // A second press must not leave all of them off.
                    button.setSelected(true);
                    edit.to(unlessDefault(field, choice));
                });
                buttons.put(choice, button);
                view.getChildren().add(button);
            }
        }

        @Override
        public Node view() {
            return view;
        }

        @Override
        public void show(@Nullable JsonNode value) {
            String choice = value == null ? byDefault(field) : value.asText();
            group.selectToggle(choice == null ? null : buttons.get(choice));
        }

        @Override
        public void focus(String insidePlace) {
            buttons.values().stream().findFirst().ifPresent(Node::requestFocus);
        }
    }

    private static final class List implements SettingControl {
        private final ComboBox<String> combo = new ComboBox<>();
        private final FormField field;
        private boolean showing;

        List(FormField field, Texts texts, Edit edit) {
            this.field = field;
            combo.getItems().setAll(field.choices());
            combo.setMaxWidth(Double.MAX_VALUE);
            combo.setConverter(new StringConverter<>() {
                @Override
                public String toString(@Nullable String choice) {
                    return choice == null ? "" : label(field, choice, texts);
                }

                @Override
                public String fromString(String text) {
                    return text;
                }
            });
            TypeAhead.on(combo, choice -> label(field, choice, texts));
            combo.valueProperty().addListener((property, before, choice) -> {
                combo.setTooltip(choice == null ? null : new Tooltip(label(field, choice, texts)));
                if (!showing) {
                    edit.to(unlessDefault(field, choice));
                }
            });
        }

        @Override
        public Node view() {
            return combo;
        }

        @Override
        public void show(@Nullable JsonNode value) {
            showing = true;
            combo.setValue(value == null ? byDefault(field) : value.asText());
            showing = false;
        }
    }
}
