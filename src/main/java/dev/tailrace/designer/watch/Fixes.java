package dev.tailrace.designer.watch;

import dev.tailrace.data.Problem;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.commands.ApplyFix;
import dev.tailrace.designer.commands.Ports;

/** Applies the remedies that problems offer, wherever their button stands. */
public final class Fixes {
    private Fixes() {}

    /** A step of undo of its own, but for secrets, which are asked for; nothing happens if the drawing has changed so that the fix does not apply any more. */
    public static void apply(Workbench workbench, Problem problem, Problem.Fix fix) {
        if (fix instanceof Problem.Fix.SetSecret secret) {
            workbench.askSecret(secret.name());
            return;
        }
        PipelineEditor editor = workbench.editor();
        Ports ports = new Ports(editor.catalogue(), editor.checked());
        new ApplyFix(editor.catalogue(), workbench.texts(), ports)
                .of(editor.pipeline(), problem, fix)
                .ifPresent(command -> {
                    editor.endMerge();
                    editor.apply(command);
                    editor.endMerge();
                });
    }
}
