package dev.tailrace.designer.canvas;

import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.scene.input.KeyCombination;

/**
 * Something the canvas can do, for menus, the command palette and keys.
 *
 * @param id stable, such as {@code duplicate}
 * @param titleKey of its words
 * @param keys any of which runs it while the canvas has the focus; the first is shown
 * @param enabled whether it would do anything now
 */
public record CanvasAction(
        String id, String titleKey, List<KeyCombination> keys, BooleanSupplier enabled, Runnable run) {
    public CanvasAction {
        keys = List.copyOf(keys);
    }
}
