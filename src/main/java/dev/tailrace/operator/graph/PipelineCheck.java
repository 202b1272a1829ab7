package dev.tailrace.operator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.data.Problem;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.nested.SubPipelines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks drawings. Pure: no I/O, the same answer for the same drawing. Safe on any thread.
 *
 * <p>What the latest check has found out is kept for the next one, see {@link Pass}: after an edit only the nodes that it
 * reaches are checked anew.
 */
public final class PipelineCheck {
    /** The operators with the files that they were last used with. */
    private record Using(SubPipelines files, Catalogue operators) {}

    private final Catalogue catalogue;
    private final Answers answers = new Answers();

    /** Of the latest check: the drawing, then each step of its expansion. */
    private volatile List<Pass.Earlier> latest = List.of();

    private volatile Using using;

    public PipelineCheck(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.using = new Using(SubPipelines.NONE, catalogue);
    }

    /** As {@link #check(Pipeline, Path, Map, SubPipelines)}, for a drawing without sub-pipelines. */
    public CheckedPipeline check(Pipeline pipeline, Path baseDirectory, Map<String, JsonNode> values) {
        return check(pipeline, baseDirectory, values, SubPipelines.NONE);
    }

    /**
     * @param baseDirectory the folder of the pipeline's file
     * @param values of parameters for this run, over their defaults; text is read as the parameter's type
     * @param files that the drawing names as sub-pipelines
     */
    public CheckedPipeline check(
            Pipeline pipeline, Path baseDirectory, Map<String, JsonNode> values, SubPipelines files) {
        CheckWork work = new CheckWork(pipeline.nodes().size());
        work.begin();
        try {
            return whole(pipeline, baseDirectory, values, files);
        } finally {
            work.commit();
        }
    }

    private CheckedPipeline whole(
            Pipeline pipeline, Path baseDirectory, Map<String, JsonNode> values, SubPipelines files) {
        List<Problem> general = new ArrayList<>();
        Scope scope = Scope.of(pipeline, operators(files), baseDirectory, values, general);
        Passes passes = new Passes(latest);
        CheckedPipeline checked = passes.run(pipeline, scope, Map.of(), general);
        Expanded expanded = expanded(checked, scope, passes);
        latest = passes.left();
        if (expanded == null && files.files().isEmpty()) {
            return checked;
        }
        List<Problem> problems = new ArrayList<>(checked.problems());
        if (expanded != null) {
            expanded.pipeline().problems().stream()
                    .filter(problem -> problem.isError() && !problem.equals(expanded.outer(problem)))
                    .forEach(problem -> problems.add(expanded.outer(problem)));
        }
        return new CheckedPipeline(
                pipeline, baseDirectory, checked.environment(), checked.nodes(), problems, expanded, files);
    }

    private Catalogue operators(SubPipelines files) {
        if (files.files().isEmpty()) {
            return catalogue;
        }
        Using known = using;
        if (known.files() != files) {
            known = new Using(files, catalogue.using(files));
            using = known;
        }
        return known.operators();
    }

    /**
     * As {@link #check}, but composite nodes are left as they are drawn: for a drawing that is itself a part of one that
     * is checked whole. Else a drawing within others would be checked again and again, twice as often at each depth.
     */
    public CheckedPipeline checkAsDrawn(Pipeline pipeline, Path baseDirectory) {
        List<Problem> general = new ArrayList<>();
        Scope scope = Scope.of(pipeline, catalogue, baseDirectory, Map.of(), general);
        return new Passes(List.of()).run(pipeline, scope, Map.of(), general);
    }

    /** Puts what composite nodes are drawn of in their place, until there are none; null if there are none at all. */
    private @Nullable Expanded expanded(CheckedPipeline checked, Scope scope, Passes passes) {
        Expanded expanded = null;
        Composites composites = new Composites(checked, scope, Map.of(), answers);
        while (!composites.areNone()) {
            Pipeline replaced = composites.replaced();
            Map<String, Scope> scopes = composites.scopes();
            CheckedPipeline inner = passes.run(replaced, scope, scopes, new ArrayList<>());
            Expanded step = new Expanded(inner, composites.outer(), composites.wires());
            expanded = expanded == null ? step : expanded.then(step);
            composites = new Composites(inner, scope, scopes, answers);
        }
        return expanded;
    }

    /**
     * What each node has to do, after columns that nobody reads are taken out.
     *
     * @param checked without errors
     * @return by id of the nodes that run, in the order of the check
     */
    public Map<String, Setup<?>> setups(CheckedPipeline checked) {
        return Demand.setups(checked.runnable(), null);
    }

    /**
     * As {@link #setups(CheckedPipeline)}, for a preview: all columns that enter and leave a node are demanded.
     *
     * @param checked without errors but in the shown node, which has no setup if its settings are wrong
     */
    public Map<String, Setup<?>> setups(CheckedPipeline checked, String shown) {
        return Demand.setups(checked, shown);
    }

    /** The passes of one check, each beside that of the latest check which was as deep. */
    private final class Passes {
        private final List<Pass.Earlier> before;
        private final List<Pass.Earlier> left = new ArrayList<>();

        Passes(List<Pass.Earlier> before) {
            this.before = before;
        }

        CheckedPipeline run(Pipeline pipeline, Scope own, Map<String, Scope> scopes, List<Problem> general) {
            Pass.Earlier earlier = left.size() < before.size() ? before.get(left.size()) : Pass.Earlier.NONE;
            Pass pass = new Pass(pipeline, own, scopes, general, answers, earlier);
            CheckedPipeline checked = pass.run();
            left.add(pass.left());
            return checked;
        }

        List<Pass.Earlier> left() {
            return List.copyOf(left);
        }
    }
}
