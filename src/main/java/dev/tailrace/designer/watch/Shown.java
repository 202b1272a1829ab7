package dev.tailrace.designer.watch;

import javafx.scene.Node;

/** Whether people can see a node: in a window that shows, with no invisible parent such as a tab that is not chosen. */
public final class Shown {
    private Shown() {}

    public static boolean is(Node node) {
        if (node.getScene() == null
                || node.getScene().getWindow() == null
                || !node.getScene().getWindow().isShowing()) {
            return false;
        }
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
