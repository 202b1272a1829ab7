package dev.tailrace.designer.rows;

import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.runtime.Run;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which wire or sink a view shows: that of the selection, or the one to which the view is pinned. Knows no toolkit; used
 * on the editor's thread.
 */
final class OriginChoice {
    private final PipelineEditor editor;
    private @Nullable RowOrigin pin;
    private @Nullable RowOrigin shown;
    private @Nullable Run run;

    OriginChoice(PipelineEditor editor) {
        this.editor = editor;
    }

    /** Null while nothing is selected that has rows. */
    @Nullable
    RowOrigin shown() {
        return shown;
    }

    /** Stays with what is shown, if anything is, or follows the selection again. */
    void pin(boolean wanted) {
        pin = wanted ? shown : null;
    }

    boolean isPinned() {
        return pin != null;
    }

    /** Whether the view is pinned to something that neither the drawing nor a run has any more. */
    boolean isPinLost(@Nullable Run now) {
        RowOrigin pinned = pin;
        return pinned != null
                && !pinned.isIn(editor.pipeline())
                && (now == null || !pinned.isIn(now.pipeline().pipeline()));
    }

    /** Shows another one: selected in the drawing too, unless the view is pinned. */
    void choose(RowOrigin chosen) {
        if (pin != null) {
            pin = chosen;
        } else if (chosen instanceof RowOrigin.OfWire of) {
            editor.selectWire(of.wire());
        } else {
            editor.selectNodes(List.of(chosen.node()));
        }
    }

    /**
     * Looks what is to be shown now.
     *
     * @return whether that is another one, or one of another run
     */
    boolean follow(@Nullable Run now) {
        RowOrigin wanted = pin != null ? pin : RowOrigin.selected(editor, now);
        boolean other = !Objects.equals(wanted, shown) || now != run;
        shown = wanted;
        run = now;
        return other;
    }
}
