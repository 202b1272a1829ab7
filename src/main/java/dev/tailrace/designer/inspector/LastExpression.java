package dev.tailrace.designer.inspector;

import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/**
 * The field of an expression that is being written or was written last: the command palette takes the focus, and what is
 * chosen there is meant for the field that had it.
 */
final class LastExpression {
    private final BooleanProperty isThere = new SimpleBooleanProperty();
    private @Nullable ExpressionField field;

    /** Whether there is one. */
    BooleanProperty isThereProperty() {
        return isThere;
    }

    /** The focus has come to a control. */
    void follow(@Nullable Node owner) {
        for (Node at = owner; at != null; at = at.getParent()) {
            if (at instanceof ExpressionField found) {
                field = found;
                isThere.set(true);
            }
        }
    }

    /** Goes to the field and does something there; nothing if it is gone. */
    void in(Consumer<ExpressionField> work) {
        ExpressionField last = field;
        if (last != null && last.getScene() != null) {
            last.requestFocus();
            work.accept(last);
        }
    }

    void forget() {
        field = null;
        isThere.set(false);
    }
}
