package dev.tailrace.operator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.data.Problem;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.CompositeOperator;
import dev.tailrace.operator.Expansion;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.SettingsMapper.Mapped;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.nested.SubPipelines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks drawings. Pure: no I/O, the same answer for the same drawing. Safe on any thread.
 *
 * <p>What an operator says of a placement is remembered, so that after an edit only the nodes it reaches are asked
 * again.
 */
public final class PipelineCheck {
    /** Placements remembered; beyond it all are forgotten, which costs one full check. */
    private static final int MAX_REMEMBERED = 8192;

    private final Catalogue catalogue;
    private final Map<Asked, Output> remembered = new ConcurrentHashMap<>();
    private final Map<Asked, Expansion> expansions = new ConcurrentHashMap<>();

    public PipelineCheck(Catalogue catalogue) {
        this.catalogue = catalogue;
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
        Catalogue operators = files.files().isEmpty() ? catalogue : catalogue.using(files);
        Scope scope = Scope.of(pipeline, operators, baseDirectory, values, general);
        CheckedPipeline checked = new Pass(pipeline, scope, Map.of(), general).run();
        Expanded expanded = expanded(checked, scope);
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

    /**
     * As {@link #check}, but composite nodes are left as they are drawn: for a drawing that is itself a part of one that
     * is checked whole. Else a drawing within others would be checked again and again, twice as often at each depth.
     */
    public CheckedPipeline checkAsDrawn(Pipeline pipeline, Path baseDirectory) {
        List<Problem> general = new ArrayList<>();
        return new Pass(pipeline, Scope.of(pipeline, catalogue, baseDirectory, Map.of(), general), Map.of(), general)
                .run();
    }

    /** Puts what composite nodes are drawn of in their place, until there are none; null if there are none at all. */
    private @Nullable Expanded expanded(CheckedPipeline checked, Scope scope) {
        Expanded expanded = null;
        Composites composites = new Composites(checked, scope, Map.of(), expansions);
        while (!composites.areNone()) {
            Pipeline replaced = composites.replaced();
            Map<String, Scope> scopes = composites.scopes();
            CheckedPipeline inner = new Pass(replaced, scope, scopes, new ArrayList<>()).run();
            Expanded step = new Expanded(inner, composites.outer(), composites.wires());
            expanded = expanded == null ? step : expanded.then(step);
            composites = new Composites(inner, scope, scopes, expansions);
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

    /** One check of one drawing. */
    private final class Pass {
        private final Pipeline pipeline;
        private final Scope own;
        private final Map<String, Scope> scopes;
        private final List<Problem> general;
        private final Map<String, Mapped<?>> settings = new HashMap<>();
        private final Map<String, List<Problem>> nodeProblems = new HashMap<>();
        private final Map<String, CheckedNode> checked = new LinkedHashMap<>();

        /**
         * @param scopes of nodes that are not the drawing's own
         * @param general problems of the pipeline so far
         */
        Pass(Pipeline pipeline, Scope own, Map<String, Scope> scopes, List<Problem> general) {
            this.pipeline = pipeline;
            this.own = own;
            this.scopes = scopes;
            this.general = general;
        }

        private Scope scope(Node node) {
            return scopes.getOrDefault(node.id(), own);
        }

        private @Nullable Operator<?> found(Node node) {
            return scope(node).catalogue().operator(node.operator());
        }

        CheckedPipeline run() {
            Map<String, Node> nodes = new LinkedHashMap<>();
            Map<String, List<Port>> ports = new HashMap<>();
            for (Node node : pipeline.nodes()) {
                if (nodes.putIfAbsent(node.id(), node) != null) {
                    general.add(Problem.error("operator.node-twice", node.id()).at(node.id(), null));
                    continue;
                }
                Operator<?> operator = operator(node);
                if (operator != null) {
                    ports.put(node.id(), mapSettings(node, operator));
                }
            }
            Wiring wiring = new Wiring(pipeline, ports);
            for (Problem problem : wiring.problems()) {
                String node = problem.node();
                (node == null ? general : problemsOf(node)).add(problem);
            }
            List<String> order = wiring.order();
            for (String id : order) {
                Node node = nodes.get(id);
                if (node != null && !checked.containsKey(id)) {
                    checked.put(id, place(node, ports.getOrDefault(id, List.of()), wiring));
                }
            }
            findCycle(nodes, ports, new HashSet<>(order));
            return result();
        }

        private CheckedPipeline result() {
            List<Problem> all = new ArrayList<>(general);
            for (Node node : pipeline.nodes()) {
                CheckedNode result = checked.get(node.id());
                if (result != null) {
                    result.problems().stream()
                            .filter(problem -> !all.contains(problem))
                            .forEach(all::add);
                }
            }
            return new CheckedPipeline(pipeline, own.baseDirectory(), own.environment(), checked, all);
        }

        private List<Problem> problemsOf(String node) {
            return nodeProblems.computeIfAbsent(node, id -> new ArrayList<>());
        }

        private @Nullable Operator<?> operator(Node node) {
            Operator<?> operator = found(node);
            if (operator == null) {
                problemsOf(node.id()).add(scope(node).unknownOperator(node));
            }
            return operator;
        }

        private <S extends Record> List<Port> mapSettings(Node node, Operator<S> operator) {
            Mapped<S> mapped = scope(node).mapper().map(operator.settingsType(), node.settings());
            settings.put(node.id(), mapped);
            for (Problem problem : mapped.problems()) {
                problemsOf(node.id()).add(problem.at(node.id(), problem.place()));
            }
            S record = mapped.settings();
            return record == null ? operator.spec().ports() : operator.ports(record);
        }

        private CheckedNode place(Node node, List<Port> ports, Wiring wiring) {
            Operator<?> operator = found(node);
            Mapped<?> mapped = settings.get(node.id());
            Map<String, List<StreamType>> inputs = operator == null ? null : inputs(node, ports, wiring);
            Placement<?> placement = null;
            Output output = Output.none();
            if (operator != null && inputs != null && mapped != null && mapped.settings() != null) {
                placement = placement(node, mapped.settings(), inputs, ports, wiring);
                output = ask(operator, placement, scope(node).catalogue());
            }
            if (node.muted() && operator != null && inputs != null) {
                return placeMuted(node, operator, inputs, output, ports, wiring);
            }
            for (Problem problem : output.problems()) {
                problemsOf(node.id()).add(problem.at(node.id(), problem.place()));
            }
            return new CheckedNode(node, operator, placement, ports, output, problemsOf(node.id()));
        }

        /** What is wrong with a muted node's settings is of no matter as long as it is known what leaves it. */
        private CheckedNode placeMuted(
                Node node,
                Operator<?> own,
                Map<String, List<StreamType>> inputs,
                Output output,
                List<Port> ports,
                Wiring wiring) {
            Operator<Muted.Settings> muted = Muted.of(own, ports, output, inputs);
            Placement<Muted.Settings> placement = placement(node, new Muted.Settings(), inputs, ports, wiring);
            Output passed = muted.output(placement);
            boolean isKnown = ports.stream().noneMatch(port -> !port.isInput())
                    || !passed.ports().isEmpty();
            List<Problem> problems = problemsOf(node.id());
            if (isKnown) {
                Mapped<?> mapped = settings.get(node.id());
                problems.removeIf(problem -> mapped != null
                        && mapped.problems().stream()
                                .anyMatch(wrong -> problem.equals(wrong.at(node.id(), wrong.place()))));
            } else {
                output.problems().forEach(problem -> problems.add(problem.at(node.id(), problem.place())));
            }
            return new CheckedNode(node, muted, placement, ports, passed, problems);
        }

        private <S extends Record> Placement<S> placement(
                Node node, S record, Map<String, List<StreamType>> inputs, List<Port> ports, Wiring wiring) {
            Set<String> wired = new HashSet<>();
            ports.stream()
                    .filter(port -> !port.isInput()
                            && !wiring.outOf(node.id(), port.name()).isEmpty())
                    .forEach(port -> wired.add(port.name()));
            Scope scope = scope(node);
            return new Placement<>(node.id(), record, inputs, wired, scope.environment(), scope.baseDirectory());
        }

        /** What the wires bring, or null if that of a needed one is not known or cannot be taken. */
        private @Nullable Map<String, List<StreamType>> inputs(Node node, List<Port> ports, Wiring wiring) {
            Map<String, List<StreamType>> inputs = new LinkedHashMap<>();
            for (Port port : ports) {
                if (!port.isInput()) {
                    continue;
                }
                List<StreamType> streams = new ArrayList<>();
                for (Wire wire : wiring.into(node.id(), port.name())) {
                    CheckedNode writer = checked.get(wire.from().node());
                    StreamType stream = writer == null
                            ? null
                            : writer.output().ports().get(wire.from().port());
                    if (stream == null) {
                        return null;
                    }
                    if (stream.changes() && port.carries() == Port.Carries.ROWS) {
                        problemsOf(node.id()).add(Wiring.changesIntoRows(pipeline, wire));
                        return null;
                    }
                    streams.add(stream);
                }
                if (!streams.isEmpty()) {
                    inputs.put(port.name(), List.copyOf(streams));
                } else if (!port.optional()) {
                    return null;
                }
            }
            return inputs;
        }

        @SuppressWarnings("unchecked")
        private <S extends Record> Output ask(Operator<S> operator, Placement<?> placement, Catalogue parts) {
            Asked asked = new Asked(operator, placement);
            Output known = remembered.get(asked);
            if (known != null) {
                return known;
            }
            if (remembered.size() >= MAX_REMEMBERED) {
                remembered.clear();
                expansions.clear();
            }
            Output output;
            if (operator instanceof CompositeOperator<S> composite) {
                Expansion expansion = composite.expand((Placement<S>) placement, parts);
                expansions.put(asked, expansion);
                output = expansion.output();
            } else {
                output = operator.output((Placement<S>) placement);
            }
            remembered.put(asked, output);
            return output;
        }

        private void findCycle(Map<String, Node> nodes, Map<String, List<Port>> ports, Set<String> ordered) {
            for (Node node : nodes.values()) {
                if (!ordered.contains(node.id())) {
                    problemsOf(node.id())
                            .add(Problem.error("operator.cycle", node.name()).at(node.id(), null));
                    checked.put(
                            node.id(),
                            new CheckedNode(
                                    node,
                                    found(node),
                                    null,
                                    ports.getOrDefault(node.id(), List.of()),
                                    Output.none(),
                                    problemsOf(node.id())));
                }
            }
        }
    }
}
