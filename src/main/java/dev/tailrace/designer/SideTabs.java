package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.finding.OutlinePane;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The pane at the left: the operators to choose from, and the outline of what is drawn. */
final class SideTabs extends VBox {
    private final Region operators;
    private final OutlinePane outline;
    private final ToggleButton operatorsTab;
    private final ToggleButton outlineTab;

    SideTabs(Texts texts, Region operators, OutlinePane outline) {
        this.operators = operators;
        this.outline = outline;
        getStyleClass().add("side-tabs");
        ToggleGroup group = new ToggleGroup();
        operatorsTab = tab(texts.get("designer.palette.title"), "side-operators", group);
        outlineTab = tab(texts.get("designer.outline.title"), "side-outline", group);
        HBox head = new HBox(4, operatorsTab, outlineTab);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("side-head");
        StackPane body = new StackPane(operators, outline);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(head, body);
        operatorsTab.setOnAction(pressed -> show(false));
        outlineTab.setOnAction(pressed -> show(true));
        show(false);
    }

    private static ToggleButton tab(String words, String id, ToggleGroup group) {
        ToggleButton tab = new ToggleButton(words);
        tab.setId(id);
        tab.setToggleGroup(group);
        tab.getStyleClass().addAll("quiet-button", "side-tab");
        return tab;
    }

    void showOperators() {
        show(false);
    }

    /** Shows the outline and takes the focus into it. */
    void showOutline() {
        show(true);
        outline.focusTree();
    }

    private void show(boolean wantsOutline) {
        outlineTab.setSelected(wantsOutline);
        operatorsTab.setSelected(!wantsOutline);
        outline.setVisible(wantsOutline);
        operators.setVisible(!wantsOutline);
    }
}
