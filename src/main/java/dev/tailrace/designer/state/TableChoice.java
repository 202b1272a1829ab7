package dev.tailrace.designer.state;

import dev.tailrace.runtime.StateLook.Seen;
import dev.tailrace.runtime.StateLook.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.RadioMenuItem;
import org.jspecify.annotations.Nullable;

/**
 * Which of a node's tables of state is shown: the one that the person has chosen, else one that has rows. Used on the
 * JavaFX thread.
 */
final class TableChoice {
    private final StateWords words;
    private final Button button;
    private final Label label;
    private final Runnable chosenAnew;
    private final Map<String, String> chosen = new HashMap<>();

    /**
     * @param button opens the list of tables; there only where a node has several
     * @param label says which is shown
     * @param chosenAnew hears that the person has chosen one
     */
    TableChoice(StateWords words, Button button, Label label, Runnable chosenAnew) {
        this.words = words;
        this.button = button;
        this.label = label;
        this.chosenAnew = chosenAnew;
    }

    /**
     * Says which table is shown.
     *
     * @param tables at least one
     * @param last the one that was shown before, or null
     */
    Table show(String node, List<Table> tables, @Nullable Table last) {
        Table table =
                of(tables, chosen.get(node), last == null ? null : last.table().name());
        button.setVisible(tables.size() > 1);
        label.setText(words.name(table.table()));
        return table;
    }

    /** The chosen table; else the one shown before while it has rows, so that they do not jump; else one that has rows. */
    static Table of(List<Table> tables, @Nullable String chosen, @Nullable String last) {
        return tables.stream()
                .filter(table -> table.table().name().equals(chosen))
                .findFirst()
                .or(() -> tables.stream()
                        .filter(table -> !table.rows().isEmpty())
                        .filter(table -> table.table().name().equals(last))
                        .findFirst())
                .or(() ->
                        tables.stream().filter(table -> !table.rows().isEmpty()).findFirst())
                .orElse(tables.get(0));
    }

    /** Opens the list of tables. */
    void open(String node, Seen seen, Table shown) {
        ContextMenu menu = new ContextMenu();
        for (Table table : StateWords.shown(seen)) {
            RadioMenuItem item = new RadioMenuItem(words.choice(seen, table));
            item.setMnemonicParsing(false);
            item.setSelected(table.table().equals(shown.table()));
            item.setOnAction(picked -> {
                chosen.put(node, table.table().name());
                chosenAnew.run();
            });
            menu.getItems().add(item);
        }
        menu.show(button, Side.BOTTOM, 0, 4);
    }
}
