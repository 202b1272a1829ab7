package dev.tailrace.designer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.css.Styleable;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import org.fxmisc.richtext.CodeArea;

/** Walks a scene graph and finds what takes the focus, but has no name that a screen reader could say. */
final class FocusableNames {
    private final Set<Node> labelled = new HashSet<>();
    private final List<String> nameless = new ArrayList<>();

    private FocusableNames() {}

    /** Where the nameless ones stand, such as {@code VBox#inspector > HBox > TextField.text-field}. */
    static List<String> missing(Node root) {
        FocusableNames names = new FocusableNames();
        names.findLabels(root);
        names.visit(root);
        return names.nameless;
    }

    private void findLabels(Node node) {
        if (node instanceof Label label && label.getLabelFor() != null) {
            labelled.add(label.getLabelFor());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(this::findLabels);
        }
    }

    private void visit(Node node) {
        if (!node.isVisible()) {
            return;
        }
        if (node.isFocusTraversable() && !node.isDisabled() && !labelled.contains(node) && !hasName(node)) {
            nameless.add(path(node));
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(this::visit);
        }
    }

    private static boolean hasName(Node node) {
        if (isSaid(node.getAccessibleText())) {
            return true;
        }
        // What is written in a field is its value, not its name.
        boolean holdsValue = node instanceof TextInputControl || node instanceof CodeArea;
        return !holdsValue && isSaid(node.queryAccessibleAttribute(AccessibleAttribute.TEXT));
    }

    /** A key that has no words stands for itself, which is none either. */
    private static boolean isSaid(Object text) {
        return text instanceof String words && !words.isBlank() && !words.startsWith("designer.");
    }

    private static String path(Node node) {
        List<String> names = new ArrayList<>();
        for (Styleable at = node; at != null && names.size() < 6; at = at.getStyleableParent()) {
            String id = at.getId() == null ? "" : "#" + at.getId();
            String style = at.getStyleClass().isEmpty() ? "" : "." + at.getStyleClass().get(0);
            names.add(0, at.getClass().getSimpleName() + id + style);
        }
        return String.join(" > ", names);
    }
}
