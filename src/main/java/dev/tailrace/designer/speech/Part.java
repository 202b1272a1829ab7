package dev.tailrace.designer.speech;

import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.model.Wire;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something of a drawing that is told by itself and can be selected. */
public sealed interface Part {
    record OfNode(String id) implements Part {
        @Override
        public void select(PipelineEditor editor) {
            editor.selectNodes(List.of(id));
        }

        @Override
        public boolean isSelected(PipelineEditor editor) {
            return editor.selectedNodes().contains(id);
        }
    }

    record OfWire(Wire wire) implements Part {
        @Override
        public void select(PipelineEditor editor) {
            editor.selectWire(wire);
        }

        @Override
        public boolean isSelected(PipelineEditor editor) {
            return wire.equals(editor.selectedWire());
        }
    }

    void select(PipelineEditor editor);

    boolean isSelected(PipelineEditor editor);

    /** The only part that is selected, or null. */
    static @Nullable Part selected(PipelineEditor editor) {
        Wire wire = editor.selectedWire();
        String node = editor.selectedNode();
        return wire != null ? new OfWire(wire) : node != null ? new OfNode(node) : null;
    }
}
