package dev.tailrace.designer;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;

/** Finds what can take the focus but has no words for somebody who cannot see it. */
final class Silence {
    private Silence() {}

    static List<String> in(Parent parent) {
        List<String> silent = new ArrayList<>();
        search(parent, silent);
        return silent;
    }

    private static void search(Node node, List<String> silent) {
        if (!node.isVisible()) {
            // Nothing in it can be reached.
            return;
        }
        boolean speaks = node.getAccessibleText() != null
                || (node instanceof TextInputControl field && field.getPromptText() != null)
                || (node instanceof Labeled labeled
                        && labeled.getText() != null
                        && !labeled.getText().isBlank());
        boolean scrolls = node instanceof ScrollPane || node instanceof ScrollBar;
        if (node.isFocusTraversable() && !speaks && !scrolls) {
            silent.add(node.toString());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> search(child, silent));
        }
    }
}
