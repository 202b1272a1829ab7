package dev.tailrace.designer.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/**
 * A control for one setting. It is shown values from outside after every edit, its own included, and leaves alone what
 * a person is typing as long as that says the same.
 */
interface SettingControl {
    /** How a control says that its value was edited. */
    interface Edit {
        /** @param value as in files, or null to take the setting out, so that its default holds */
        void to(@Nullable JsonNode value);
    }

    Node view();

    /** @param value as in files, or null if the setting is not there */
    void show(@Nullable JsonNode value);

    /** Marks what is wrong with the setting and with settings inside it. */
    default void showProblems(List<Placed> problems) {}

    /** Columns, types or parameters may have changed. */
    default void refresh() {}

    /** Puts the focus on the control, or on the setting inside it. */
    default void focus(String insidePlace) {
        view().requestFocus();
    }
}
