package dev.tailrace.operator.graph;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.StreamType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One check of one drawing, beside an earlier one of a drawing that is mostly alike.
 *
 * <p>What is found out about a node is a function of two things: what it says itself ({@link Reading}) and what its wires
 * bring ({@link Given}). Where both are what they were, the earlier result stands, the same object; so an edit costs what
 * it reaches, and who draws the result sees at a glance which nodes are new. Nothing else is carried over, so that the
 * answer is that of a check without an earlier one.
 */
final class Pass {
    /** A node as it was checked; {@code given} is null on a cycle. */
    private record Visit(Reading reading, @Nullable Given given, CheckedNode result) {}

    /** What a pass leaves for the next one. Immutable. */
    static final class Earlier {
        static final Earlier NONE = new Earlier(null, null, Map.of());

        private final @Nullable Scope own;
        private final @Nullable Wiring wiring;
        private final Map<String, Visit> visits;

        private Earlier(@Nullable Scope own, @Nullable Wiring wiring, Map<String, Visit> visits) {
            this.own = own;
            this.wiring = wiring;
            this.visits = visits;
        }
    }

    private final Pipeline pipeline;
    private final Scope own;
    private final Map<String, Scope> scopes;
    private final List<Problem> general;
    private final Answers answers;
    private final Earlier earlier;
    private final Map<String, Visit> visits = new LinkedHashMap<>();
    private @Nullable Wiring wiring;

    /**
     * @param own what the drawing's own nodes are read with
     * @param scopes of nodes that are not the drawing's own
     * @param general problems of the pipeline so far; is added to
     */
    Pass(
            Pipeline pipeline,
            Scope own,
            Map<String, Scope> scopes,
            List<Problem> general,
            Answers answers,
            Earlier earlier) {
        this.pipeline = pipeline;
        Scope known = earlier.own;
        // An equal scope is compared once, not at each node.
        this.own = known != null && known.equals(own) ? known : own;
        this.scopes = scopes;
        this.general = general;
        this.answers = answers;
        this.earlier = earlier;
    }

    /** For the next pass, once this one has run. */
    Earlier left() {
        return new Earlier(own, wiring, visits);
    }

    CheckedPipeline run() {
        Map<String, Reading> readings = read();
        Map<String, List<Port>> ports = new HashMap<>();
        readings.forEach((id, reading) -> {
            if (reading.operator() != null) {
                ports.put(id, reading.ports());
            }
        });
        Wiring before = earlier.wiring;
        Wiring wires = before != null && before.isOf(pipeline, ports) ? before : new Wiring(pipeline, ports);
        wiring = wires;
        Map<String, List<Problem>> ofWires = new HashMap<>();
        for (Problem problem : wires.problems()) {
            String node = problem.node();
            (node == null ? general : ofWires.computeIfAbsent(node, id -> new ArrayList<>())).add(problem);
        }
        for (String id : wires.order()) {
            Reading reading = readings.get(id);
            if (reading != null && !visits.containsKey(id)) {
                visits.put(id, visit(reading, given(reading, wires, ofWires.getOrDefault(id, List.of()))));
            }
        }
        readings.forEach((id, reading) -> {
            if (!visits.containsKey(id)) {
                visits.put(id, new Visit(reading, null, onCycle(reading, ofWires.getOrDefault(id, List.of()))));
            }
        });
        return result();
    }

    private Map<String, Reading> read() {
        Map<String, Reading> readings = new LinkedHashMap<>();
        for (Node node : pipeline.nodes()) {
            String id = node.id();
            if (readings.containsKey(id)) {
                general.add(Problem.error("operator.node-twice", id).at(id, null));
                continue;
            }
            Scope scope = scopes.getOrDefault(id, own);
            Visit before = earlier.visits.get(id);
            readings.put(
                    id,
                    before != null && before.reading().isOf(node, scope) ? before.reading() : Reading.of(node, scope));
        }
        return readings;
    }

    private Visit visit(Reading reading, Given given) {
        Visit before = earlier.visits.get(reading.node().id());
        return before != null && before.reading() == reading && given.equals(before.given())
                ? before
                : new Visit(reading, given, checked(reading, given));
    }

    private CheckedPipeline result() {
        List<Problem> all = new ArrayList<>(general);
        Set<Problem> told = new HashSet<>(general);
        for (Node node : pipeline.nodes()) {
            Visit visit = visits.get(node.id());
            for (Problem problem :
                    visit == null ? List.<Problem>of() : visit.result().problems()) {
                if (told.add(problem)) {
                    all.add(problem);
                }
            }
        }
        Map<String, CheckedNode> checked = new LinkedHashMap<>();
        visits.forEach((id, visit) -> checked.put(id, visit.result()));
        return new CheckedPipeline(pipeline, own.baseDirectory(), own.environment(), checked, all);
    }

    private Given given(Reading reading, Wiring wires, List<Problem> ofWires) {
        String id = reading.node().id();
        List<Problem> problems = new ArrayList<>(ofWires);
        Set<String> wired = new HashSet<>();
        for (Port port : reading.ports()) {
            if (!port.isInput() && !wires.outOf(id, port.name()).isEmpty()) {
                wired.add(port.name());
            }
        }
        return new Given(inputs(reading, wires, problems), wired, problems);
    }

    /** What the wires bring, or null if that of a needed one is not known or cannot be taken. */
    private @Nullable Map<String, List<StreamType>> inputs(Reading reading, Wiring wires, List<Problem> problems) {
        Map<String, List<StreamType>> inputs = new LinkedHashMap<>();
        for (Port port : reading.ports()) {
            if (!port.isInput()) {
                continue;
            }
            List<StreamType> streams = new ArrayList<>();
            for (Wire wire : wires.into(reading.node().id(), port.name())) {
                Visit writer = visits.get(wire.from().node());
                StreamType stream = writer == null
                        ? null
                        : writer.result().output().ports().get(wire.from().port());
                if (stream == null) {
                    return null;
                }
                Port from = writer.result().port(wire.from().port());
                Problem misfit = misfit(stream, from, port, wire, wires);
                if (misfit != null) {
                    problems.add(misfit);
                    return null;
                }
                streams.add(stream);
            }
            if (!streams.isEmpty()) {
                inputs.put(port.name(), streams);
            } else if (!port.optional()) {
                return null;
            }
        }
        return inputs;
    }

    /** What is wrong with changes at an input that does not take such, or null. */
    private static @Nullable Problem misfit(
            StreamType stream, @Nullable Port output, Port input, Wire wire, Wiring wires) {
        if (!stream.changes()) {
            return null;
        }
        return switch (input.carries()) {
            case ROWS -> wires.changesIntoRows(wire);
            case VERSIONS ->
                output == null || output.carries() != Port.Carries.VERSIONS ? wires.changesIntoVersions(wire) : null;
            default -> null;
        };
    }

    private CheckedNode checked(Reading reading, Given given) {
        Operator<?> operator = reading.operator();
        Record settings = reading.settings();
        Map<String, List<StreamType>> inputs = given.inputs();
        Placement<?> placement = null;
        Output output = Output.none();
        if (operator != null && inputs != null && settings != null) {
            placement = placement(reading, settings, inputs, given.wired());
            output = answers.output(operator, placement, reading.scope().catalogue());
        }
        if (reading.node().muted() && operator != null && inputs != null) {
            return muted(reading, operator, inputs, output, given);
        }
        List<Problem> problems = problems(reading.problems(), given.problems(), placed(output, reading.node()));
        return new CheckedNode(reading.node(), operator, placement, reading.ports(), output, problems);
    }

    /** What is wrong with a muted node's settings is of no matter as long as it is known what leaves it. */
    private static CheckedNode muted(
            Reading reading, Operator<?> own, Map<String, List<StreamType>> inputs, Output output, Given given) {
        List<Port> ports = reading.ports();
        Operator<Muted.Settings> muted = Muted.of(own, ports, output, inputs);
        Placement<Muted.Settings> placement = placement(reading, new Muted.Settings(), inputs, given.wired());
        Output passed = muted.output(placement);
        boolean isKnown =
                ports.stream().allMatch(Port::isInput) || !passed.ports().isEmpty();
        List<Problem> problems = isKnown
                ? given.problems()
                : problems(reading.problems(), given.problems(), placed(output, reading.node()));
        return new CheckedNode(reading.node(), muted, placement, ports, passed, problems);
    }

    private static CheckedNode onCycle(Reading reading, List<Problem> ofWires) {
        Node node = reading.node();
        Problem cycle = Problem.error("operator.cycle", node.name()).at(node.id(), null);
        return new CheckedNode(
                node,
                reading.operator(),
                null,
                reading.ports(),
                Output.none(),
                problems(reading.problems(), ofWires, List.of(cycle)));
    }

    private static <S extends Record> Placement<S> placement(
            Reading reading, S settings, Map<String, List<StreamType>> inputs, Set<String> wired) {
        Scope scope = reading.scope();
        return new Placement<>(
                reading.node().id(), settings, inputs, wired, scope.environment(), scope.baseDirectory());
    }

    private static List<Problem> placed(Output output, Node node) {
        return output.problems().stream()
                .map(problem -> problem.at(node.id(), problem.place()))
                .toList();
    }

    private static List<Problem> problems(List<Problem> ofSettings, List<Problem> ofWires, List<Problem> ofOutput) {
        List<Problem> all = new ArrayList<>(ofSettings);
        all.addAll(ofWires);
        all.addAll(ofOutput);
        return all;
    }
}
