package dev.tailrace.designer.actions;

import dev.tailrace.data.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.CodeArea;

/** What can be done in one pane, which hears the keys itself while it has the focus. Used on the JavaFX thread. */
public final class PaneActions {
    private final Texts texts;
    private final Actions all = new Actions();

    /** Those whose keys are a text field's own while somebody writes in it. */
    private final Set<String> leftToFields;

    public PaneActions(Texts texts, Set<String> leftToFields) {
        this.texts = texts;
        this.leftToFields = Set.copyOf(leftToFields);
    }

    /** An action with the title of its id. */
    public void add(String id, String icon, String key, Runnable what) {
        all.add(Action.of(id, texts, what).withIcon(icon).heardElsewhere(keys(key)));
    }

    /** A switch with the title of its id. */
    public void toggle(String id, String icon, String key, BooleanProperty on) {
        all.add(Action.toggle(id, texts, on).withIcon(icon).heardElsewhere(keys(key)));
    }

    /** A switch that can be used only while something else is on; without an icon. */
    public void toggle(String id, String key, BooleanProperty on, ObservableBooleanValue available) {
        all.add(Action.toggle(id, texts, on).heardElsewhere(keys(key)).when(available));
    }

    private static List<KeyCombination> keys(String key) {
        return List.of(KeyCombination.keyCombination(key));
    }

    /** The same, for the window's palette: first the pane is shown. */
    public List<Action> revealing(Runnable reveal) {
        List<Action> actions = new ArrayList<>();
        for (Action action : all.all()) {
            actions.add(new Action(
                    action.id(),
                    action.title(),
                    action.keys(),
                    action.listens(),
                    action.icon(),
                    action.enabled(),
                    action.chosen(),
                    () -> {
                        reveal.run();
                        action.run();
                    }));
        }
        return actions;
    }

    /** A menu of some of them. */
    public ContextMenu menu(String... ids) {
        return new ContextMenu(Stream.of(ids).map(this::item).toArray(MenuItem[]::new));
    }

    public MenuItem item(String id) {
        return all.menuItem(id);
    }

    /** How the key of an action is written here. */
    public String keyText(String id) {
        return all.get(id).keyText();
    }

    /** Gives a button the words and the key of an action. */
    public void explain(ButtonBase button, String id) {
        Action action = all.get(id);
        String title = action.title().get();
        button.setAccessibleText(title);
        button.setTooltip(new Tooltip(title + "  " + action.keyText()));
    }

    /** Does what the key says. */
    public void handle(KeyEvent key) {
        boolean writing = key.getTarget() instanceof TextInputControl || key.getTarget() instanceof CodeArea;
        for (Action action : all.all()) {
            boolean heard = action.keys().stream().anyMatch(combination -> combination.match(key));
            if (!key.isConsumed() && heard && !(writing && leftToFields.contains(action.id()))) {
                key.consume();
                action.run();
            }
        }
    }
}
