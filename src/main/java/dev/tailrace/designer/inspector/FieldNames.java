package dev.tailrace.designer.inspector;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;

/** What a field is called to assistive technology. */
final class FieldNames {
    private FieldNames() {}

    /** A control is named by its label; so is each part of it that takes the focus and has no name of its own. */
    static void name(Node control, Label label) {
        label.setLabelFor(control);
        name(control, label.getText());
    }

    /** Names the control, and each part of it, that takes the focus and has no name of its own. */
    static void name(Node node, String name) {
        boolean nameless =
                node.getAccessibleText() == null || node.getAccessibleText().isEmpty();
        if (node.isFocusTraversable() && nameless) {
            node.setAccessibleText(name);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> name(child, name));
        }
    }
}
