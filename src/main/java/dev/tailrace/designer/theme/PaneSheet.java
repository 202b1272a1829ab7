package dev.tailrace.designer.theme;

import javafx.scene.Parent;

/** The style sheet of the inspector and of the panes below the canvas; their colours are the tokens of the mode. */
public final class PaneSheet {
    private static final String URL = StyleSheet.beside(PaneSheet.class, "panes.css");

    private PaneSheet() {}

    /** Dresses a pane, wherever it stands. */
    public static void dress(Parent pane) {
        if (!pane.getStylesheets().contains(URL)) {
            pane.getStylesheets().add(URL);
        }
    }
}
