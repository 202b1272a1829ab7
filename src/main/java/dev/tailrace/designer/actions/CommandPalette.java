package dev.tailrace.designer.actions;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.pen.HanFont;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A card with everything that can be done, found by typing. Used on the JavaFX thread. */
public final class CommandPalette extends VBox {
    private static final int ROW = 34;
    private static final int ROWS = 12;
    private static final PseudoClass UNAVAILABLE = PseudoClass.getPseudoClass("unavailable");

    private final TextField query = new TextField();
    private final ListView<Action> list = new ListView<>();
    private final Label none = new Label();
    private final Supplier<List<Action>> offered;
    private final Texts texts;
    private final Runnable close;

    /**
     * @param offered what to choose from, asked at each opening; what cannot be done at the moment stands behind the rest
     * @param close takes the card away
     */
    public CommandPalette(Supplier<List<Action>> offered, Texts texts, Runnable close) {
        this.offered = offered;
        this.texts = texts;
        this.close = close;
        getStyleClass().addAll("float-card", "command-palette");
        setId("command-palette");
        query.setPromptText(texts.get("designer.window.command-prompt"));
        query.setAccessibleText(query.getPromptText());
        query.setId("command-query");
        query.textProperty().addListener((property, before, after) -> show(after));
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
        list.setCellFactory(view -> new ActionCell());
        list.setFixedCellSize(ROW);
        list.setFocusTraversable(false);
        list.setAccessibleRole(AccessibleRole.LIST_VIEW);
        list.getStyleClass().add("plain-list");
        list.setPlaceholder(new Region());
        none.getStyleClass().add("hint");
        none.managedProperty().bind(none.visibleProperty());
        FontIcon lens = new FontIcon("mdi2m-magnify");
        HBox field = new HBox(8, lens, query);
        field.getStyleClass().add("search-field");
        HBox.setHgrow(query, Priority.ALWAYS);
        getChildren().addAll(field, list, none);
        setMaxSize(560, Region.USE_PREF_SIZE);
    }

    /** Begins anew with these letters and takes the focus. */
    public void open(String beginning) {
        query.setText(beginning);
        query.end();
        show(beginning);
        query.requestFocus();
    }

    private void show(String wanted) {
        List<Action> fitting = offered.get().stream()
                .filter(action -> Matches.score(wanted, action.title().get()) > 0)
                .sorted(Comparator.comparing(
                                (Action action) -> !action.enabled().get())
                        .thenComparing(
                                action -> -Matches.score(wanted, action.title().get())))
                .toList();
        list.getItems().setAll(fitting);
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
        double height = Math.min(ROWS, fitting.size()) * ROW + 2.0;
        list.setMinHeight(height);
        list.setPrefHeight(height);
        list.setMaxHeight(height);
        list.setManaged(!fitting.isEmpty());
        list.setVisible(!fitting.isEmpty());
        none.setText(texts.get("designer.window.command-none", wanted));
        none.setVisible(fitting.isEmpty());
    }

    private void steer(KeyEvent event) {
        int step =
                switch (event.getCode()) {
                    case DOWN -> 1;
                    case UP -> -1;
                    case PAGE_DOWN -> ROWS;
                    case PAGE_UP -> -ROWS;
                    default -> 0;
                };
        if (step != 0) {
            int last = list.getItems().size() - 1;
            int chosen = Math.max(0, Math.min(last, list.getSelectionModel().getSelectedIndex() + step));
            list.getSelectionModel().select(chosen);
            list.scrollTo(Math.max(0, chosen - ROWS + 1));
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            event.consume();
            choose(list.getSelectionModel().getSelectedItem());
        } else if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            close.run();
        }
    }

    private void choose(@Nullable Action action) {
        if (action != null && action.enabled().get()) {
            close.run();
            action.run();
        }
    }

    private final class ActionCell extends ListCell<Action> {
        private final FontIcon icon = new FontIcon();
        private final Label title = new Label();
        private final Label key = new Label();
        private final HBox row;

        ActionCell() {
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            HBox slot = new HBox(icon);
            slot.getStyleClass().add("icon-slot");
            row = new HBox(8, slot, title, gap, key);
            row.getStyleClass().add("row");
            key.getStyleClass().add("key-cap");
            key.managedProperty().bind(key.visibleProperty());
            setPrefWidth(0);
            addEventHandler(MouseEvent.MOUSE_CLICKED, event -> choose(getItem()));
        }

        @Override
        protected void updateItem(@Nullable Action action, boolean empty) {
            super.updateItem(action, empty);
            if (empty || action == null) {
                setGraphic(null);
                setAccessibleText(null);
                pseudoClassStateChanged(UNAVAILABLE, false);
                return;
            }
            boolean available = action.enabled().get();
            pseudoClassStateChanged(UNAVAILABLE, !available);
            title.setText(action.title().get());
            HanFont.dress(title, title.getText());
            key.setText(action.keyText());
            key.setVisible(!action.keys().isEmpty());
            icon.setVisible(action.icon() != null);
            if (action.icon() != null) {
                icon.setIconLiteral(action.icon());
            }
            String said = action.title().get() + " " + action.keyText();
            setAccessibleText(available ? said : texts.get("designer.window.command-unavailable", said));
            setGraphic(row);
        }
    }
}
