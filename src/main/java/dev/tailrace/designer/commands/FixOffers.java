package dev.tailrace.designer.commands;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What can be done about problems of a drawing: their own fixes, and those that take a look around. No toolkit. */
public final class FixOffers {
    private final CheckedPipeline checked;
    private final Texts texts;
    private final ApplyFix apply;
    private final FixPreview preview;

    public FixOffers(Catalogue catalogue, CheckedPipeline checked, Texts texts) {
        this.checked = checked;
        this.texts = texts;
        this.apply = new ApplyFix(catalogue, texts, new Ports(catalogue, checked));
        this.preview = new FixPreview(texts);
    }

    /** The offers that apply to the drawing as it stands, the problem's own first. */
    public List<FixOffer> of(Pipeline pipeline, Problem problem) {
        List<FixOffer> offers = new ArrayList<>();
        for (Problem.Fix fix : problem.fixes()) {
            if (fix instanceof Problem.Fix.SetSecret secret) {
                offers.add(new FixOffer(texts.get(fix.code(), fix.arguments().toArray()), "", null, secret.name()));
            }
            apply.of(pipeline, problem, fix).ifPresent(edit -> offers.add(offer(pipeline, edit)));
        }
        MissingColumn.fix(pipeline, checked, problem).ifPresent(edit -> offers.add(offer(pipeline, edit)));
        return offers;
    }

    /**
     * The first fix of a problem, of all problems with the same code at once; nothing if there are not two.
     *
     * @param problems of the drawing, the one that is meant among them
     */
    public Optional<FixOffer> ofAllLike(Pipeline pipeline, List<Problem> problems, Problem meant) {
        List<Problem> alike = problems.stream()
                .filter(problem -> problem.code().equals(meant.code()))
                .filter(problem -> !problem.fixes().isEmpty())
                .toList();
        List<Command> edits = new ArrayList<>();
        Pipeline after = pipeline;
        Set<List<Object>> texted = new HashSet<>();
        for (Problem problem : alike) {
            // A second span of the same text would no longer be where it was.
            boolean moved = problem.span() != null
                    && !texted.add(List.of(Objects.toString(problem.node()), Objects.toString(problem.place())));
            Command edit = moved
                    ? null
                    : apply.of(after, problem, problem.fixes().get(0)).orElse(null);
            if (edit != null) {
                edits.add(edit);
                after = edit.apply(after);
            }
        }
        return edits.size() < 2
                ? Optional.empty()
                : Optional.of(
                        offer(pipeline, new Fixed(new InOrder(edits), "designer.fix.all", List.of(edits.size()))));
    }

    private FixOffer offer(Pipeline pipeline, Command edit) {
        String words = texts.get(edit.titleKey(), edit.titleArguments().toArray());
        return new FixOffer(words, preview.of(pipeline, edit.apply(pipeline)), edit, null);
    }
}
