package dev.tailrace.designer.watch;

import dev.tailrace.data.Problem;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.commands.ApplyFix;
import dev.tailrace.designer.commands.Command;
import dev.tailrace.designer.commands.FailedRow;
import dev.tailrace.designer.commands.FixOffer;
import dev.tailrace.designer.commands.FixOffers;
import dev.tailrace.designer.commands.Ports;
import dev.tailrace.runtime.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies the remedies that problems offer, wherever their button stands. */
public final class Fixes {
    private Fixes() {}

    /**
     * A step of undo of its own, but for secrets, which are asked for; nothing happens if the drawing has changed so that
     * the fix does not apply any more.
     */
    public static void apply(Workbench workbench, Problem problem, Problem.Fix fix) {
        if (fix instanceof Problem.Fix.SetSecret secret) {
            workbench.askSecret(secret.name());
            return;
        }
        PipelineEditor editor = workbench.editor();
        Ports ports = new Ports(editor.catalogue(), editor.checked());
        new ApplyFix(editor.catalogue(), workbench.texts(), ports)
                .of(editor.pipeline(), problem, fix)
                .ifPresent(editor::applyAlone);
    }

    /** As the offer of these words stands now: the drawing may have changed since it was shown. */
    public static void apply(Workbench workbench, Problem problem, FixOffer shown) {
        offers(workbench, problem).stream()
                .filter(offer -> offer.words().equals(shown.words()))
                .findFirst()
                .ifPresent(offer -> now(workbench, offer));
    }

    /** What was offered just now, as a step of undo of its own; a secret is asked for. */
    public static void now(Workbench workbench, FixOffer offer) {
        String secret = offer.secret();
        if (secret != null) {
            workbench.askSecret(secret);
        }
        Command edit = offer.edit();
        if (edit != null) {
            workbench.editor().applyAlone(edit);
        }
    }

    /** What can be done about a problem of the drawing, or about the failure of its run, with what it would change. */
    public static List<FixOffer> offers(Workbench workbench, Problem problem) {
        PipelineEditor editor = workbench.editor();
        List<FixOffer> offers = new ArrayList<>();
        Run run = workbench.runProperty().get();
        boolean isOfRow = run != null
                && problem.equals(run.failure())
                && (run.failedRow() != null || FailedRow.isOfRecord(problem));
        if (isOfRow) {
            new FailedRow(editor.catalogue(), new Ports(editor.catalogue(), editor.checked()))
                    .helped(editor.pipeline(), problem)
                    .ifPresent(helped -> offers.addAll(offers(workbench).of(editor.pipeline(), helped)));
        }
        offers.addAll(offers(workbench).of(editor.pipeline(), problem));
        return offers;
    }

    /** The same remedy for all problems of a kind; nothing if there are not two. */
    public static Optional<FixOffer> offerOfAll(Workbench workbench, Problem problem) {
        PipelineEditor editor = workbench.editor();
        return offers(workbench).ofAllLike(editor.pipeline(), editor.checked().problems(), problem);
    }

    private static FixOffers offers(Workbench workbench) {
        PipelineEditor editor = workbench.editor();
        return new FixOffers(editor.catalogue(), editor.checked(), workbench.texts());
    }
}
