package dev.tailrace.designer.rows;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.rows.TextSearch.Hit;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A field for a text to look for, how often it is there, and which of the places is shown. */
final class SearchRow extends HBox {
    /** What the row asks of the table. */
    interface Listener {
        /** Another text is looked for. */
        void searched();

        /** A place is to be shown. */
        void reveal(Hit hit);
    }

    private final Texts texts;
    private final Listener listener;
    private final TextField query = new TextField();
    private final Label count = new Label();
    private List<Hit> hits = List.of();
    private int at = -1;

    SearchRow(Texts texts, Listener listener) {
        super(8);
        this.texts = texts;
        this.listener = listener;
        getStyleClass().add("data-line");
        query.setId("rows-search");
        query.getStyleClass().add("data-field");
        query.setPromptText(texts.get("designer.rows.search-prompt"));
        query.setAccessibleText(texts.get("designer.rows.search"));
        HBox.setHgrow(query, Priority.ALWAYS);
        query.textProperty().addListener((property, before, text) -> {
            at = -1;
            listener.searched();
        });
        query.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER) {
                step(key.isShiftDown() ? -1 : 1);
                key.consume();
            }
        });
        count.getStyleClass().add("data-count");
        count.setId("rows-hits");
        query.setTooltip(new Tooltip(query.getPromptText()));
        count.setMinWidth(USE_PREF_SIZE);
        getChildren()
                .addAll(
                        new FontIcon("mdi2m-magnify"),
                        query,
                        count,
                        button("mdi2c-chevron-up", "previous-hit", -1),
                        button("mdi2c-chevron-down", "next-hit", 1));
    }

    private Button button(String icon, String key, int by) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("pane-button", "flat");
        button.setAccessibleText(texts.get("designer.action.rows-" + key));
        button.setTooltip(new Tooltip(texts.get("designer.action.rows-" + key)));
        button.setOnAction(pressed -> step(by));
        return button;
    }

    /** What is looked for, empty for nothing. */
    String text() {
        return isVisible() ? query.getText() : "";
    }

    /** The places have changed with the rows; the one that is shown stays by its number. */
    void show(List<Hit> newHits) {
        hits = newHits;
        at = Math.min(at, hits.size() - 1);
        say();
    }

    /** The place that is shown, or null. */
    @Nullable
    Hit current() {
        return at < 0 ? null : hits.get(at);
    }

    /** Goes on to the next place, or back, and around at the ends. */
    void step(int by) {
        if (!hits.isEmpty()) {
            at = at < 0 ? (by > 0 ? 0 : hits.size() - 1) : Math.floorMod(at + by, hits.size());
            say();
            listener.reveal(hits.get(at));
        }
    }

    @Override
    public void requestFocus() {
        query.requestFocus();
        query.selectAll();
    }

    private void say() {
        if (query.getText().isEmpty()) {
            count.setText("");
        } else if (at >= 0) {
            count.setText(texts.get("designer.rows.hit", at + 1, hits.size()));
        } else {
            count.setText(texts.get("designer.rows.hits", hits.size()));
        }
    }
}
