package dev.tailrace.designer.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.rows.PastedRows;
import dev.tailrace.designer.rows.TypedTable;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Rows that somebody types, as a table or, for nested values, as text of one JSON object a line. It has a history of its
 * own: the rows are no part of the pipeline. Used on the JavaFX thread.
 */
final class TypedRowsPane extends VBox {
    private static final int LEAST_ROWS = 2;
    private static final int MOST_ROWS = 8;
    private static final double SCROLL_BAR = 14;

    private final Texts texts;
    private final Does does;
    private final TypedTable table;
    private final TextArea text = new TextArea();
    private final Button add;
    private final Button remove;
    private final Button paste;
    private final Button undo;
    private final Button redo;
    private final ToggleButton asText = new ToggleButton(null, new FontIcon("mdi2c-code-json"));
    private Shown shown = Shown.NOTHING;
    private TypedRows reading = Shown.NOTHING.reading();
    private TypedSheet sheet = new TypedSheet(List.of());
    private boolean showing;

    /** What becomes of what is typed. */
    interface Does {
        /** @param goesOn whether it is one step of undo with what was typed before, as letters are */
        void typed(String rows, boolean goesOn);

        void endStep();

        void undo();

        void redo();
    }

    /**
     * What there is to show.
     *
     * @param of says which rows these are: widths of columns stay while it does
     * @param zone of values with local time zone
     * @param rows one JSON object a line
     */
    record Shown(String of, Schema columns, ZoneId zone, String rows, boolean undoable, boolean redoable) {
        static final Shown NOTHING = new Shown("", Schema.EMPTY, ZoneOffset.UTC, "", false, false);

        TypedRows reading() {
            return new TypedRows(columns, zone);
        }
    }

    TypedRowsPane(Texts texts, Does does) {
        super(4);
        this.texts = texts;
        this.does = does;
        getStyleClass().add("typed-rows");
        table = new TypedTable("null", texts.get("designer.preview.typed-table"), this::typed);
        table.setId("preview-grid");
        Label none = new Label(texts.get("designer.preview.typed-none"));
        none.getStyleClass().add("inspector-hint");
        none.setWrapText(true);
        table.setPlaceholder(none);
        text.setId("preview-rows");
        text.setPromptText(texts.get("designer.preview.typed-prompt"));
        text.setAccessibleText(texts.get("designer.preview.typed-table"));
        text.setPrefRowCount(4);
        text.getStyleClass().addAll("preview-typed", "inspector-code");
        text.textProperty().addListener((property, before, now) -> {
            if (!showing) {
                does.typed(now, true);
            }
        });
        text.focusedProperty().addListener((property, before, focused) -> {
            if (!focused) {
                does.endStep();
            }
        });
        add = button("add-row", "mdi2p-plus", this::addRow);
        remove = button("remove-rows", "mdi2m-minus", this::removeRows);
        paste = button("paste", "mdi2c-content-paste", this::pasteRows);
        undo = button("undo-typed", "mdi2u-undo", does::undo);
        redo = button("redo-typed", "mdi2r-redo", does::redo);
        dress(asText, "as-text");
        asText.setOnAction(pressed -> refresh());
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        HBox bar = new HBox(2, add, remove, paste, undo, redo, spring, asText);
        bar.getStyleClass().add("typed-bar");
        text.managedProperty().bind(text.visibleProperty());
        table.managedProperty().bind(table.visibleProperty());
        getChildren().addAll(bar, table, text);
        addEventFilter(KeyEvent.KEY_PRESSED, this::steps);
        table.setRowKeys(new TypedTable.RowKeys() {
            @Override
            public void add() {
                addRow();
            }

            @Override
            public void remove() {
                removeRows();
            }

            @Override
            public void paste() {
                pasteRows();
            }
        });
    }

    private Button button(String key, String icon, Runnable handler) {
        Button button = new Button(null, new FontIcon(icon));
        dress(button, key);
        button.setOnAction(pressed -> handler.run());
        return button;
    }

    private void dress(ButtonBase button, String key) {
        String words = texts.get("designer.preview." + key);
        button.setId("preview-" + key);
        button.getStyleClass().addAll("pane-button", "flat");
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
    }

    /** Leaves a cell alone that is being typed into while nothing has changed. */
    void show(Shown wanted) {
        if (!wanted.equals(shown)) {
            if (!wanted.of().equals(shown.of())) {
                asText.setSelected(false);
            }
            shown = wanted;
            reading = wanted.reading();
            refresh();
        }
    }

    private void refresh() {
        TypedSheet read = TypedSheet.of(shown.rows());
        if (read == null) {
            // Stays when the text becomes readable: it must not turn into a table under the caret.
            asText.setSelected(true);
        }
        boolean isTable = read != null && !asText.isSelected();
        asText.setDisable(read == null);
        text.setVisible(!isTable);
        table.setVisible(isTable);
        for (Button each : List.of(add, remove, paste)) {
            each.setDisable(!isTable);
        }
        undo.setDisable(!shown.undoable());
        redo.setDisable(!shown.redoable());
        if (!isTable && !text.getText().equals(shown.rows())) {
            showing = true;
            text.setText(shown.rows());
            showing = false;
        }
        if (read != null && isTable) {
            sheet = read;
            remove.setDisable(read.rows().isEmpty());
            table.show(shown.of(), read.columns(shown.columns()), false, read.rows(), this::mistake);
            int rows = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, read.rows().size()));
            table.setPrefHeight(TypedTable.HEAD_HEIGHT + rows * TypedTable.ROW_HEIGHT + SCROLL_BAR);
            table.setMinHeight(Region.USE_PREF_SIZE);
        }
    }

    private @Nullable String mistake(@Nullable JsonNode value, Field field) {
        Problem problem = reading.problem(value, field.name());
        return problem == null ? null : texts.of(problem);
    }

    private void apply(TypedSheet changed) {
        String rows = changed.text();
        if (!rows.equals(sheet.text())) {
            does.typed(rows, false);
        }
    }

    private void typed(int row, String column, @Nullable JsonNode value) {
        apply(sheet.with(row, column, value));
    }

    private void addRow() {
        apply(sheet.withEmptyRow());
        table.goToLastRow();
    }

    private void removeRows() {
        Set<Integer> selected = table.selectedRows();
        if (!selected.isEmpty()) {
            apply(sheet.without(selected));
        }
    }

    private void pasteRows() {
        String pasted = Clipboard.getSystemClipboard().getString();
        if (pasted != null) {
            TypedSheet json = TypedSheet.of(pasted);
            List<ObjectNode> rows = json == null ? PastedRows.of(pasted, shown.columns()) : json.rows();
            apply(sheet.and(rows));
        }
    }

    /** Undo and redo, but in the field of a cell, which has its own until it is left. */
    private void steps(KeyEvent key) {
        if (!key.isShortcutDown() || key.isAltDown() || key.getTarget() instanceof TextField) {
            return;
        }
        if (key.getCode() == KeyCode.Z && !key.isShiftDown()) {
            does.undo();
            key.consume();
        } else if (key.getCode() == KeyCode.Y || key.getCode() == KeyCode.Z) {
            does.redo();
            key.consume();
        }
    }
}
