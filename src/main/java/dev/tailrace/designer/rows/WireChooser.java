package dev.tailrace.designer.rows;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.rows.WireChoices.Choice;
import dev.tailrace.designer.theme.PaneSheet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A list of wires under a button, with a field to find one by its name. */
final class WireChooser {
    private static final double ROW = 30;
    private static final int MOST_ROWS = 8;
    private static final double WIDTH = 380;

    private final Texts texts;
    private final Popup popup = new Popup();
    private final TextField query = new TextField();
    private final ListView<Choice> list = new ListView<>();
    private final VBox box = new VBox(4, query, list);
    private List<Choice> all = List.of();

    WireChooser(Texts texts, Consumer<RowOrigin> chosen) {
        this.texts = texts;
        popup.setAutoHide(true);
        query.setId("wire-query");
        query.setPromptText(texts.get("designer.rows.find-wire"));
        query.getStyleClass().add("data-field");
        query.textProperty().addListener((property, before, text) -> fill());
        query.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            switch (key.getCode()) {
                case UP -> move(-1);
                case DOWN -> move(1);
                case ENTER -> choose(chosen);
                default -> {
                    return;
                }
            }
            key.consume();
        });
        list.setId("wire-list");
        list.setFocusTraversable(false);
        list.setFixedCellSize(ROW);
        list.setCellFactory(view -> new ChoiceCell());
        Label none = new Label(texts.get("designer.rows.no-such-wire"));
        none.getStyleClass().add("data-count");
        list.setPlaceholder(none);
        list.setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY) {
                choose(chosen);
            }
        });
        box.getStyleClass().add("wire-chooser");
        box.setPrefWidth(WIDTH);
        popup.getContent().add(box);
    }

    void show(Node under, List<Choice> choices, @Nullable RowOrigin present) {
        all = choices;
        query.clear();
        fill();
        choices.stream()
                .filter(choice -> choice.origin().equals(present))
                .findFirst()
                .ifPresent(choice -> list.getSelectionModel().select(choice));
        list.scrollTo(list.getSelectionModel().getSelectedIndex());
        box.getStylesheets().setAll(under.getScene().getStylesheets());
        PaneSheet.dress(box);
        Bounds place = under.localToScreen(under.getBoundsInLocal());
        popup.show(under, place.getMinX(), place.getMaxY() + 4);
        query.requestFocus();
    }

    private void fill() {
        list.getItems().setAll(WireChoices.matching(all, query.getText()));
        list.getSelectionModel().selectFirst();
        list.setPrefHeight(ROW * Math.max(2, Math.min(MOST_ROWS, list.getItems().size())) + 2);
        popup.sizeToScene();
    }

    private void move(int by) {
        int size = list.getItems().size();
        if (size > 0) {
            int index = Math.floorMod(list.getSelectionModel().getSelectedIndex() + by, size);
            list.getSelectionModel().select(index);
            list.scrollTo(Math.max(0, index - MOST_ROWS + 2));
        }
    }

    private void choose(Consumer<RowOrigin> chosen) {
        Choice choice = list.getSelectionModel().getSelectedItem();
        if (choice != null) {
            popup.hide();
            chosen.accept(choice.origin());
        }
    }

    /** A dot in the wire's colour, the ends of the wire, and what passes. */
    private final class ChoiceCell extends ListCell<@Nullable Choice> {
        private final Region dot = new Region();
        private final FontIcon icon = new FontIcon("mdi2t-table");
        private final Label title = new Label();
        private final Label detail = new Label();
        private final HBox line;

        ChoiceCell() {
            Region spring = new Region();
            HBox.setHgrow(spring, Priority.ALWAYS);
            detail.getStyleClass().add("wire-detail");
            detail.setMinWidth(Region.USE_PREF_SIZE);
            line = new HBox(8, dot, icon, title, spring, detail);
            line.getStyleClass().add("wire-choice");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Choice choice, boolean empty) {
            super.updateItem(choice, empty);
            if (choice == null || empty) {
                setGraphic(null);
                return;
            }
            boolean wire = choice.origin() instanceof RowOrigin.OfWire;
            String state =
                    choice.state() == null ? "idle" : choice.state().name().toLowerCase(Locale.ROOT);
            dot.getStyleClass().setAll("wire-dot", "wire-" + state);
            dot.setVisible(wire);
            dot.setManaged(wire);
            icon.setVisible(!wire);
            icon.setManaged(!wire);
            title.setText(choice.title());
            detail.setText(choice.detail());
            setAccessibleText(
                    choice.detail().isEmpty()
                            ? choice.title()
                            : texts.get("designer.rows.spoken-choice", choice.title(), choice.detail()));
            setGraphic(line);
        }
    }
}
