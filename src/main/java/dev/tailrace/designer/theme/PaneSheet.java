package dev.tailrace.designer.theme;

import java.util.Objects;
import javafx.scene.Parent;

/** The style sheet of the inspector and of the panes below the canvas; their colours are the tokens of the mode. */
public final class PaneSheet {
    private static final String URL = Objects.requireNonNull(PaneSheet.class.getResource("panes.css"), "panes.css")
            .toExternalForm();

    private PaneSheet() {}

    /** Dresses a pane, wherever it stands. */
    public static void dress(Parent pane) {
        if (!pane.getStylesheets().contains(URL)) {
            pane.getStylesheets().add(URL);
        }
    }
}
