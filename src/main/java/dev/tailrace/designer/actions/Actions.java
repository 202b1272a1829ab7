package dev.tailrace.designer.actions;

import dev.tailrace.designer.pen.HanFont;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.javafx.FontIcon;

/** All that can be done at the moment, in the order of the command palette. Used on the JavaFX thread. */
public final class Actions {
    private final Map<String, Action> byId = new LinkedHashMap<>();

    /** @throws IllegalStateException if there is one of this id already */
    public void add(Action action) {
        if (byId.put(action.id(), action) != null) {
            throw new IllegalStateException("two actions " + action.id());
        }
    }

    public Collection<Action> all() {
        return List.copyOf(byId.values());
    }

    /** @throws IllegalArgumentException if there is none */
    public Action get(String id) {
        Action action = byId.get(id);
        if (action == null) {
            throw new IllegalArgumentException("no action " + id);
        }
        return action;
    }

    public boolean has(String id) {
        return byId.containsKey(id);
    }

    /**
     * Does the action of the pressed key, if it has one, and consumes the event. To be called while the event bubbles, so
     * that the focused control comes first. Keys that write a letter are left to text fields.
     */
    public void handle(KeyEvent event) {
        if (event.isConsumed()) {
            return;
        }
        boolean writing = event.getTarget() instanceof TextInputControl;
        for (Action action : byId.values()) {
            for (KeyCombination key : action.keys()) {
                if (action.listens() && key.match(event) && action.enabled().get() && !(writing && writes(event))) {
                    event.consume();
                    action.handler().run();
                    return;
                }
            }
        }
    }

    private static boolean writes(KeyEvent event) {
        return !event.isShortcutDown() && !event.isAltDown() && !event.getCode().isFunctionKey();
    }

    /** A menu item that shows the action's title, icon and key, and is grey while it cannot be done. */
    public MenuItem menuItem(String id) {
        Action action = get(id);
        String title = action.title().get();
        MenuItem item;
        if (action.chosen() != null) {
            CheckMenuItem marked = new CheckMenuItem(title);
            marked.setSelected(action.chosen().get());
            item = marked;
        } else {
            item = new MenuItem(title);
        }
        if (action.icon() != null && action.chosen() == null) {
            item.setGraphic(new FontIcon(action.icon()));
        }
        if (action.listens() && !action.keys().isEmpty()) {
            item.setAccelerator(action.keys().get(0));
        }
        // Titles have names in them, whose underscores are meant as they are.
        item.setMnemonicParsing(false);
        item.disableProperty().bind(Bindings.not(action.enabled()));
        item.setOnAction(event -> action.run());
        item.setId("menu-" + id);
        HanFont.dress(item, title);
        return item;
    }

    /** Makes a button do an action; its tooltip tells the title and the key. */
    public void bind(ButtonBase button, String id) {
        Action action = get(id);
        button.setOnAction(event -> action.run());
        button.disableProperty().bind(Bindings.not(action.enabled()));
        String title = action.title().get();
        button.setAccessibleText(title);
        button.setTooltip(new Tooltip(action.keys().isEmpty() ? title : title + "  " + action.keyText()));
    }
}
