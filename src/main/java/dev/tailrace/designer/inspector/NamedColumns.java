package dev.tailrace.designer.inspector;

import dev.tailrace.designer.finding.Column;
import dev.tailrace.model.PortRef;
import dev.tailrace.operator.graph.CheckedNode;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** Settings in which a column gets its name. */
final class NamedColumns {
    private NamedColumns() {}

    /** F2 in a field that holds the name of a column that leaves the node renames the column wherever it flows. */
    static void renameByKey(KeyEvent key, @Nullable CheckedNode node, ColumnActions actions) {
        if (node == null || key.getCode() != KeyCode.F2 || !(key.getTarget() instanceof TextInputControl field)) {
            return;
        }
        String name = field.getText();
        node.output().ports().forEach((port, stream) -> {
            if (stream.schema().contains(name) && !key.isConsumed()) {
                key.consume();
                actions.rename(new Column(new PortRef(node.node().id(), port), name));
            }
        });
    }
}
