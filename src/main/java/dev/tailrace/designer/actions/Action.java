package dev.tailrace.designer.actions;

import dev.tailrace.data.Texts;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be done. Used on the JavaFX thread.
 *
 * @param id kebab-case; its words are {@code designer.action.<id>} unless it is given a title of its own
 * @param title what it is called now: undo names the edit that it takes back
 * @param keys the first is shown; {@code Shortcut} in them is Ctrl, or Command on macOS
 * @param listens whether the window listens for the keys; if not, a pane does while it has the focus
 * @param icon an Ikonli literal, or null
 * @param enabled when it can be done
 * @param chosen whether what it switches is on, or null if it is no switch
 */
public record Action(
        String id,
        Supplier<String> title,
        List<KeyCombination> keys,
        boolean listens,
        @Nullable String icon,
        ObservableBooleanValue enabled,
        @Nullable ObservableBooleanValue chosen,
        Runnable handler) {
    private static final ObservableBooleanValue ALWAYS = new SimpleBooleanProperty(true);

    public Action {
        keys = List.copyOf(keys);
    }

    /** An action that can always be done. */
    public static Action of(String id, Supplier<String> title, Runnable handler) {
        return new Action(id, title, List.of(), true, null, ALWAYS, null, handler);
    }

    /** With the title of its id, in the language that is spoken when somebody looks. */
    public static Action of(String id, Texts texts, Runnable handler) {
        return of(id, title(id, texts), handler);
    }

    private static Supplier<String> title(String id, Texts texts) {
        return () -> texts.get("designer.action." + id);
    }

    /** @param newKeys such as {@code Shortcut+S} */
    public Action on(String... newKeys) {
        return new Action(
                id,
                title,
                List.of(newKeys).stream().map(KeyCombination::keyCombination).toList(),
                true,
                icon,
                enabled,
                chosen,
                handler);
    }

    /** An action whose keys a pane listens for while it has the focus. */
    public Action heardElsewhere(List<KeyCombination> paneKeys) {
        return new Action(id, title, paneKeys, false, icon, enabled, chosen, handler);
    }

    public Action withIcon(String newIcon) {
        return new Action(id, title, keys, listens, newIcon, enabled, chosen, handler);
    }

    public Action when(ObservableBooleanValue newEnabled) {
        return new Action(id, title, keys, listens, icon, newEnabled, chosen, handler);
    }

    /** A switch, which menus show with a mark while it is on. */
    public static Action toggle(String id, Supplier<String> title, BooleanProperty on) {
        return new Action(id, title, List.of(), true, null, ALWAYS, on, () -> on.set(!on.get()));
    }

    /** With the title of its id. */
    public static Action toggle(String id, Texts texts, BooleanProperty on) {
        return toggle(id, title(id, texts), on);
    }

    /** How the first key is written here, or an empty text. */
    public String keyText() {
        return keys.isEmpty() ? "" : keys.get(0).getDisplayText();
    }

    /** Does it, if it can be done. */
    public void run() {
        if (enabled.get()) {
            handler.run();
        }
    }
}
