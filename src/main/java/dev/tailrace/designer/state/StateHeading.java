package dev.tailrace.designer.state;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

/** The words above a table: whose state it is, and how much of it is shown as of when. Used on the JavaFX thread. */
final class StateHeading {
    private static final double LEAST_TITLE = 96;

    private final Label title;
    private final Label told;
    private final Tooltip whole = new Tooltip();

    StateHeading(Label title, Label told) {
        this.title = title;
        this.told = told;
        Tooltip.install(told, whole);
    }

    /** A long name gives way to what is told, but not all of it. */
    void name(String name) {
        if (!title.getText().equals(name)) {
            title.setText(name);
            title.setMinWidth(Math.min(LEAST_TITLE, title.prefWidth(-1)));
        }
    }

    void tell(String words) {
        told.setText(words);
        whole.setText(words);
    }

    /** Tells more, once. */
    void add(String words) {
        String more = " \u00b7 " + words;
        if (!told.getText().endsWith(more)) {
            tell(told.getText() + more);
        }
    }
}
