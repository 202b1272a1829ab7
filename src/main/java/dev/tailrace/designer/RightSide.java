package dev.tailrace.designer;

import dev.tailrace.designer.breakpoints.HeldPane;
import dev.tailrace.designer.breakpoints.HoldControl;
import dev.tailrace.designer.inspector.InspectorPane;
import java.util.function.DoubleConsumer;
import javafx.scene.layout.StackPane;

/** What stands at the right of the canvas: the inspector, or in its place the row that a run holds. */
final class RightSide extends StackPane {
    private final Workbench workbench;
    private final InspectorPane inspector;

    RightSide(Workbench workbench, InspectorPane inspector) {
        super(inspector);
        this.workbench = workbench;
        this.inspector = inspector;
    }

    /**
     * From now on a held row takes the inspector's place when it comes, and as long as no node is selected.
     *
     * @param widen is told how wide the place has to be at least
     */
    void showHeld(HeldPane record, DoubleConsumer widen) {
        HoldControl holds = workbench.holds();
        getChildren().add(record);
        record.visibleProperty().addListener((property, before, now) -> widen.accept(now ? HeldPane.WIDTH : 0));
        record.setVisible(false);
        inspector.visibleProperty().bind(record.visibleProperty().not());
        holds.heldProperty().addListener((property, before, now) -> {
            boolean moved = now != null && before != null && now.wire().equals(before.wire());
            if (!moved) {
                record.setVisible(now != null);
            }
        });
        PipelineEditor editor = workbench.editor();
        editor.addListener(change -> {
            if (change == PipelineEditor.Change.SELECTION
                    && holds.heldProperty().get() != null) {
                record.setVisible(editor.selectedNodes().isEmpty());
            }
        });
    }
}
