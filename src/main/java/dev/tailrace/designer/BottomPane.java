package dev.tailrace.designer;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The panes under the canvas, one at a time, with a row of tabs that stays when they are folded away. Where the tabs have
 * no room for their words, those that are not shown have their icons only.
 */
final class BottomPane extends VBox {
    /** Positions of the tabs. */
    static final int DATA = 0;

    static final int CHARTS = 1;

    static final int PROBLEMS = 2;
    static final int STATE = 3;
    static final int RUNS = 4;
    static final int TESTS = 5;

    private static final double GAP = 7;

    private final HBox tabs = new HBox();
    private final StackPane content = new StackPane();
    private final ToggleGroup group = new ToggleGroup();
    private final List<Region> panes = new ArrayList<>();
    private final List<Label> titles = new ArrayList<>();
    private final HBox header;
    private final Button fold = new Button(null, new FontIcon("mdi2d-dock-bottom"));
    private final IntegerProperty selected = new SimpleIntegerProperty(-1);
    private final BooleanProperty open = new SimpleBooleanProperty(true);

    BottomPane(String foldWords) {
        getStyleClass().add("bottom-pane");
        tabs.getStyleClass().add("tab-row");
        content.getStyleClass().add("tab-content");
        VBox.setVgrow(content, Priority.ALWAYS);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        fold.getStyleClass().add("quiet-button");
        fold.setAccessibleText(foldWords);
        fold.setTooltip(new Tooltip(foldWords));
        fold.setOnAction(event -> open.set(!open.get()));
        header = new HBox(tabs, gap, fold);
        header.getStyleClass().add("tab-header");
        getChildren().addAll(header, content);
        // Panes that are folded away must neither show through nor go on watching wires.
        content.setMinHeight(0);
        content.visibleProperty().bind(content.heightProperty().greaterThan(0));
        header.widthProperty().addListener(change -> fitTabs());
        selected.addListener((property, before, after) -> {
            show(after.intValue());
            fitTabs();
        });
        group.selectedToggleProperty().addListener((property, before, after) -> {
            if (after == null && before != null) {
                // A tab does not go out when it is pressed again.
                before.setSelected(true);
            }
        });
    }

    /** @return the label of the tab's badge: empty text hides it */
    Label add(String title, String icon, Region pane) {
        int index = panes.size();
        panes.add(pane);
        Label badge = new Label();
        badge.getStyleClass().add("badge");
        badge.visibleProperty().bind(badge.textProperty().isNotEmpty());
        badge.managedProperty().bind(badge.visibleProperty());
        badge.textProperty().addListener(change -> fitTabs());
        Label said = new Label(title);
        said.managedProperty().bind(said.visibleProperty());
        titles.add(said);
        HBox words = new HBox(GAP, new FontIcon(icon), said, badge);
        words.getStyleClass().add("tab-words");
        ToggleButton tab = new ToggleButton();
        tab.setGraphic(words);
        tab.setToggleGroup(group);
        tab.setId("tab-" + index);
        tab.getStyleClass().add("pane-tab");
        tab.setAccessibleRole(AccessibleRole.TAB_ITEM);
        tab.setAccessibleText(title);
        tab.setTooltip(new Tooltip(title));
        tab.setOnAction(event -> {
            selected.set(index);
            open.set(true);
        });
        tabs.getChildren().add(tab);
        return badge;
    }

    /** Position of the shown pane. */
    IntegerProperty selectedProperty() {
        return selected;
    }

    BooleanProperty openProperty() {
        return open;
    }

    int count() {
        return panes.size();
    }

    /** Shows a pane, also if the bottom is folded away. */
    void reveal(int index) {
        selected.set(index);
        open.set(true);
    }

    private void show(int index) {
        if (index >= 0 && index < panes.size()) {
            content.getChildren().setAll((Node) panes.get(index));
            ((ToggleButton) tabs.getChildren().get(index)).setSelected(true);
        }
    }

    private void fitTabs() {
        double wanted =
                header.snappedLeftInset() + tabs.prefWidth(-1) + fold.prefWidth(-1) + header.snappedRightInset();
        for (Label title : titles) {
            wanted += title.isVisible() ? 0 : GAP + title.prefWidth(-1);
        }
        boolean cramped = header.getWidth() > 0 && wanted > header.getWidth();
        for (int i = 0; i < titles.size(); i++) {
            titles.get(i).setVisible(!cramped || i == selected.get());
        }
    }
}
