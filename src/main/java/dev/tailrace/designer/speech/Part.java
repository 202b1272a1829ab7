package dev.tailrace.designer.speech;

import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Selection;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.model.Wire;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something of a drawing that is told by itself and can be selected. */
public sealed interface Part {
    /**
     * A node, or a collapsed group.
     *
     * @param members ids of the nodes that it stands for
     */
    record OfBox(String id, List<String> members) implements Part {
        public OfBox {
            members = List.copyOf(members);
        }

        @Override
        public Selection selection() {
            return Selection.ofNodes(members);
        }
    }

    record OfWire(Wire wire) implements Part {
        @Override
        public Selection selection() {
            return Selection.ofWire(wire);
        }
    }

    record OfNote(String id) implements Part {
        @Override
        public Selection selection() {
            return Selection.ofNote(id);
        }
    }

    /** What is selected when this is, and nothing else. */
    Selection selection();

    /** Whether it is selected, alone or with others. */
    default boolean isIn(Selection selected) {
        Selection own = selection();
        return selected.nodes().containsAll(own.nodes())
                && selected.notes().containsAll(own.notes())
                && (own.wire() == null || own.wire().equals(selected.wire()));
    }

    /** The only part that is selected, or null. */
    static @Nullable Part selected(CanvasModel model, PipelineEditor editor) {
        Selection now = editor.selection();
        Wire wire = now.wire();
        if (wire != null) {
            return new OfWire(wire);
        }
        NodeBox box = model.only(now.nodes());
        if (box != null && now.notes().isEmpty()) {
            return new OfBox(box.id(), box.members());
        }
        boolean oneNote = now.nodes().isEmpty() && now.notes().size() == 1;
        return oneNote ? new OfNote(now.notes().iterator().next()) : null;
    }
}
