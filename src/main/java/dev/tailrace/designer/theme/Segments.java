package dev.tailrace.designer.theme;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** A row of buttons of which one is on. Used on the JavaFX thread. */
public final class Segments extends HBox {

    /**
     * @param id of the button, for tests
     * @param words on it
     */
    public record Choice(String id, String words) {}

    /**
     * @param first index of the choice that is on in the beginning
     * @param chosen hears the index of the choice that is pressed
     */
    public Segments(List<Choice> choices, int first, IntConsumer chosen) {
        getStyleClass().add("inspector-segments");
        PaneSheet.dress(this);
        ToggleGroup group = new ToggleGroup();
        List<ToggleButton> buttons = new ArrayList<>();
        for (Choice choice : choices) {
            int index = buttons.size();
            ToggleButton button = new ToggleButton(choice.words());
            button.setMnemonicParsing(false);
            button.setId(choice.id());
            button.setToggleGroup(group);
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
            button.setOnAction(event -> {
                // A second press must not leave all of them off.
                button.setSelected(true);
                chosen.accept(index);
            });
            buttons.add(button);
        }
        buttons.get(first).setSelected(true);
        getChildren().addAll(buttons);
    }
}
