package dev.tailrace.operators.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.data.Field;
import dev.tailrace.data.Nearest;
import dev.tailrace.data.Problem;
import dev.tailrace.model.Node;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.Expansion;
import dev.tailrace.operator.Expansion.Surroundings;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.SettingsMapper;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TextParameters;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.operator.nested.SubPipelines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A pipeline as it stands in place of a node: checked with what enters there, with its inputs and outputs taken away. An
 * input of which columns are left out becomes a choice of the others.
 */
final class SubDrawing {
    private final Pipeline file;
    private final Placement<SubPipeline.Settings> placement;
    private final SubPipelines files;
    private final Catalogue catalogue;
    private final SubPorts ports;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, StreamType> entering = new HashMap<>();
    private final Map<String, Node> choices = new LinkedHashMap<>();

    /**
     * @param files as the pipeline sees them
     * @param outside the operators where the node stands
     */
    SubDrawing(Pipeline file, Placement<SubPipeline.Settings> placement, SubPipelines files, Catalogue outside) {
        this.file = file;
        this.placement = placement;
        this.files = files;
        this.catalogue = outside.using(files);
        this.ports = SubPorts.of(file);
    }

    Expansion expansion() {
        ports.problems().forEach(problem -> problems.add(problem.in(SubPipelines.PATH)));
        List<Parameter> parameters = parameters();
        ports.inputs().forEach(this::enter);
        if (!problems.isEmpty()) {
            return Expansion.failed(problems);
        }
        Pipeline drawing = here(parameters);
        CheckedPipeline checked =
                new PipelineCheck(catalogue.with(new SubInput(entering))).checkAsDrawn(drawing, files.folder());
        checked.problems().stream().filter(Problem::isError).map(this::inside).forEach(problems::add);
        ports.inputs().forEach((port, node) -> {
            if (file.wiresFrom(node.id()).isEmpty()) {
                problems.add(Problem.error("operators.sub-pipeline.unread", node.name())
                        .in(SubPipelines.PATH));
            }
        });
        return problems.isEmpty() ? expansion(parameters, checked) : Expansion.failed(problems);
    }

    /** The parameters with the values that are given here. */
    private List<Parameter> parameters() {
        Map<String, String> given = new HashMap<>();
        List<String> names = file.parameters().stream().map(Parameter::name).toList();
        List<SubPipeline.Given> settings = placement.settings().parameters();
        for (int i = 0; i < settings.size(); i++) {
            String name = settings.get(i).name();
            String place = "parameters[" + i + "].name";
            if (!names.contains(name)) {
                Optional<String> nearest = Nearest.to(name, names);
                problems.add((nearest.isPresent()
                                ? Problem.error("operator.unknown-parameter-near", name, nearest.get())
                                : Problem.error("operator.unknown-parameter", name))
                        .in(place));
            } else if (given.put(name, settings.get(i).value()) != null) {
                problems.add(Problem.error("operator.parameter-twice", name).in(place));
            }
        }
        String missing = file.parameters().stream()
                .filter(parameter -> parameter.defaultValue() == null && !given.containsKey(parameter.name()))
                .map(parameter -> parameter.name() + " " + parameter.type())
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            problems.add(Problem.error("operators.sub-pipeline.missing-parameters", file.name(), missing)
                    .in("parameters"));
        }
        return file.parameters().stream()
                .map(parameter -> given.containsKey(parameter.name())
                        ? new Parameter(
                                parameter.name(),
                                parameter.type(),
                                TextNode.valueOf(given.get(parameter.name())),
                                parameter.extra())
                        : parameter)
                .toList();
    }

    /** Holds what a wire brings against what an input declares. */
    private void enter(String port, Node input) {
        StreamType stream = placement.input(port);
        SubInput.Settings declared = new SettingsMapper(catalogue, TextParameters.NONE)
                .map(SubInput.Settings.class, input.settings())
                .settings();
        if (declared == null) {
            // The check of the drawing says what is wrong with it.
            return;
        }
        List<String> names =
                declared.columns().stream().map(SubInput.Declared::name).toList();
        boolean fits = true;
        for (SubInput.Declared column : declared.columns()) {
            Field field = stream.schema().field(column.name());
            if (field == null) {
                problems.add(Problem.error(
                                "operators.sub-pipeline.missing-column",
                                input.name(),
                                column.name(),
                                String.join(", ", stream.schema().names()))
                        .in(port));
                fits = false;
            } else if (!field.type().equals(column.type())) {
                problems.add(Problem.error(
                                "operators.sub-pipeline.other-type",
                                input.name(),
                                column.name(),
                                column.type(),
                                field.type())
                        .in(port));
                fits = false;
            }
        }
        String eventTime = declared.eventTime();
        if (eventTime != null && !eventTime.equals(stream.eventTime())) {
            problems.add(Problem.error("operators.sub-pipeline.event-time", input.name(), eventTime)
                    .in(port));
        }
        boolean areAll = names.equals(stream.schema().names());
        boolean passesThrough = file.wiresFrom(input.id()).stream()
                .anyMatch(wire -> leaves(wire.to().node()));
        if (fits && Set.copyOf(names).size() == names.size() && !names.isEmpty()) {
            choose(input, names, stream, !areAll || passesThrough);
        }
    }

    private void choose(Node input, List<String> names, StreamType stream, boolean byNode) {
        if (!byNode) {
            entering.put(input.id(), stream);
            return;
        }
        List<Project.ProjectedColumn> columns = names.stream()
                .map(name -> new Project.ProjectedColumn(quoted(name), name))
                .toList();
        Placement<Project.Settings> chosen = new Placement<>(
                input.id(),
                new Project.Settings(columns, ErrorPolicy.STOP),
                Map.of("in", List.of(stream)),
                Set.of("out"),
                placement.environment(),
                files.folder());
        entering.put(
                input.id(),
                Objects.requireNonNull(new Project().output(chosen).ports().get("out")));
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        ArrayNode list = settings.putArray("columns");
        columns.forEach(column ->
                list.addObject().put("expression", column.expression()).put("name", column.name()));
        choices.put(input.id(), Node.of(input.id(), "project", input.name(), settings));
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private boolean leaves(String node) {
        return ports.outputs().values().stream().anyMatch(output -> output.id().equals(node));
    }

    /** The drawing with these parameters, in the time zone of the pipeline around it. */
    private Pipeline here(List<Parameter> parameters) {
        return new Pipeline(
                file.name(),
                placement.environment().zone().getId(),
                file.parallelism(),
                file.checkpointInterval(),
                file.flow(),
                parameters,
                file.nodes(),
                file.wires(),
                file.layout(),
                file.attachments(),
                file.extra());
    }

    /** A problem within, as one of the node: it names the node and the setting there. */
    private Problem inside(Problem problem) {
        Problem bare =
                new Problem(problem.code(), problem.arguments(), problem.severity(), null, null, null, List.of());
        String node = problem.node();
        if (node == null) {
            return Problem.error("operators.sub-pipeline.inside", file.name(), bare)
                    .in(SubPipelines.PATH);
        }
        String name = file.node(node).map(Node::name).orElse(node);
        String place = problem.place();
        return (place == null
                        ? Problem.error("operators.sub-pipeline.inside-node", file.name(), name, bare)
                        : Problem.error("operators.sub-pipeline.inside-setting", file.name(), name, place, bare))
                .in(SubPipelines.PATH);
    }

    private Expansion expansion(List<Parameter> parameters, CheckedPipeline checked) {
        List<Node> nodes = new ArrayList<>();
        for (Node node : file.nodes()) {
            Node choice = choices.get(node.id());
            if (choice != null) {
                nodes.add(choice);
            } else if (!entering.containsKey(node.id()) && !leaves(node.id())) {
                nodes.add(node);
            }
        }
        List<Wire> wires = new ArrayList<>();
        Map<String, PortRef> outputs = new HashMap<>();
        Map<String, StreamType> streams = new HashMap<>();
        for (Wire wire : file.wires()) {
            boolean isInside = choices.containsKey(wire.from().node())
                    || !entering.containsKey(wire.from().node());
            if (isInside && !leaves(wire.to().node())) {
                wires.add(wire);
            }
        }
        ports.outputs().forEach((port, output) -> {
            for (Wire wire : file.wiresTo(output.id())) {
                outputs.put(port, wire.from());
                streams.put(port, Objects.requireNonNull(checked.stream(wire)));
            }
        });
        Map<String, List<PortRef>> inputs = new HashMap<>();
        ports.inputs()
                .forEach((port, input) -> inputs.put(
                        port,
                        choices.containsKey(input.id())
                                ? List.of(new PortRef(input.id(), "in"))
                                : file.wiresFrom(input.id()).stream()
                                        .map(Wire::to)
                                        .toList()));
        return new Expansion(
                nodes,
                wires,
                inputs,
                outputs,
                new Output(streams, List.of()),
                new Surroundings(parameters, files.folder(), catalogue));
    }
}
