package dev.tailrace.designer;

import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.parameters.PipelinePane;
import java.util.List;

/** What can be done with the pipeline as a whole. Used on the JavaFX thread. */
final class PipelineActions {
    private PipelineActions() {}

    /** @param pane shown in the inspector while nothing is selected */
    static void declare(Actions actions, OpenPipeline open, PipelinePane pane, Workspace panes) {
        actions.add(Action.of("parameters", open.workbench().texts(), () -> {
                    open.editor().selectNodes(List.of());
                    panes.inspectorShownProperty().set(true);
                    pane.focusParameters();
                })
                .on("Shortcut+Shift+V")
                .withIcon("mdi2t-tune-variant"));
    }
}
