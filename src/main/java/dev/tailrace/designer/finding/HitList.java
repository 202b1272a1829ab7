package dev.tailrace.designer.finding;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.model.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Settings before and after an edit that is only planned. Each may be left out, where that is offered. */
final class HitList extends ListView<HitList.Entry> {
    private static final double ROW = 62;
    private static final int MOST_ROWS = 5;

    /** A setting of a node, before and after. */
    record Entry(String node, String path, String before, String after) {}

    private final PipelineEditor editor;
    private final Texts texts;
    private final Set<Entry> leftOut = new HashSet<>();
    private final boolean choosable;
    private final Runnable chosen;

    /** @param chosen hears that an entry was left out or taken in; null if none can be left out */
    HitList(PipelineEditor editor, Texts texts, @Nullable Runnable chosen) {
        this.editor = editor;
        this.texts = texts;
        this.choosable = chosen != null;
        this.chosen = chosen == null ? () -> {} : chosen;
        getStyleClass().add("hit-list");
        setFixedCellSize(ROW);
        setCellFactory(list -> new Cell());
        setMinHeight(0);
        managedProperty().bind(visibleProperty());
        setVisible(false);
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            Entry entry = getSelectionModel().getSelectedItem();
            if (choosable && key.getCode() == KeyCode.SPACE && entry != null) {
                leave(entry, !leftOut.contains(entry));
                key.consume();
            }
        });
    }

    void show(List<Entry> entries) {
        leftOut.retainAll(entries);
        getItems().setAll(entries);
        setVisible(!entries.isEmpty());
        setPrefHeight(Math.min(entries.size(), MOST_ROWS) * ROW + 2);
    }

    /** Those that were not left out. */
    List<Entry> taken() {
        return getItems().stream().filter(entry -> !leftOut.contains(entry)).toList();
    }

    private void leave(Entry entry, boolean out) {
        if (out) {
            leftOut.add(entry);
        } else {
            leftOut.remove(entry);
        }
        refresh();
        chosen.run();
    }

    private final class Cell extends ListCell<Entry> {
        private final CheckBox take = new CheckBox();
        private final Label name = new Label();
        private final Label place = new Label();
        private final Label before = new Label();
        private final Label after = new Label();
        private final HBox row;

        Cell() {
            name.getStyleClass().add("hit-name");
            place.getStyleClass().add("hint");
            before.getStyleClass().addAll("mono", "hit-before");
            after.getStyleClass().addAll("mono", "hit-after");
            take.setFocusTraversable(false);
            take.setOnAction(pressed -> {
                Entry entry = getItem();
                if (entry != null) {
                    leave(entry, !take.isSelected());
                }
            });
            VBox words = new VBox(1, new HBox(8, name, place), before, after);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            row = choosable ? new HBox(8, take, words) : new HBox(words);
            row.getStyleClass().add("hit-row");
            // As wide as the list: a long setting is cut, its whole text is in the inspector.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(null);
            setGraphic(entry == null || empty ? null : row);
            if (entry != null && !empty) {
                String called =
                        editor.pipeline().node(entry.node()).map(Node::name).orElse(entry.node());
                name.setText(called);
                place.setText(entry.path());
                before.setText("− " + oneLine(entry.before()));
                after.setText("+ " + oneLine(entry.after()));
                boolean taken = !leftOut.contains(entry);
                take.setSelected(taken);
                take.setAccessibleText(texts.get("designer.replace.take", called, entry.path()));
                row.setOpacity(taken ? 1 : 0.5);
            }
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
