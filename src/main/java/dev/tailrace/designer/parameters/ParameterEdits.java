package dev.tailrace.designer.parameters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.data.DataType;
import dev.tailrace.data.TypeKind;
import dev.tailrace.data.TypeParser;
import dev.tailrace.data.json.JsonText;
import dev.tailrace.designer.commands.ChangePipeline;
import dev.tailrace.designer.commands.Command;
import dev.tailrace.model.Environment;
import dev.tailrace.model.Node;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineTest;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.ParameterUses;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Edits of the parameters and environments of a pipeline, as commands. Knows no toolkit. */
final class ParameterEdits {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    private final Catalogue catalogue;

    ParameterEdits(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Whether a parameter can be called so, beside the others of the pipeline. */
    static boolean isFree(Pipeline pipeline, String name) {
        return NAME.matcher(name).matches()
                && pipeline.parameters().stream()
                        .noneMatch(parameter -> parameter.name().equals(name));
    }

    /** Adds a parameter of type STRING, without a value, under a name that is free. */
    static Command add(Pipeline pipeline) {
        String name = free(
                "parameter", pipeline.parameters().stream().map(Parameter::name).collect(Collectors.toSet()));
        return command("add", name, null, before -> {
            List<Parameter> parameters = new ArrayList<>(before.parameters());
            parameters.add(new Parameter(name, "STRING", TextNode.valueOf(""), Map.of()));
            return before.withParameters(parameters);
        });
    }

    /** Takes a parameter out, with its values in environments and tests. */
    static Command delete(String name) {
        return command(
                "delete",
                name,
                null,
                before -> changedValues(
                        before.withParameters(before.parameters().stream()
                                .filter(parameter -> !parameter.name().equals(name))
                                .toList()),
                        values -> without(values, name)));
    }

    /** Calls a parameter otherwise wherever the drawing names it, in one step. */
    Command rename(String from, String to) {
        ParameterUses uses = new ParameterUses(catalogue);
        return command("rename", to, null, before -> {
            List<Node> nodes = new ArrayList<>();
            for (Node node : before.nodes()) {
                nodes.add(node.withSettings(uses.renamed(node, from, to)));
            }
            return changedValues(
                    changed(
                            before.withNodes(nodes),
                            from,
                            old -> new Parameter(to, old.type(), old.defaultValue(), old.extra())),
                    values -> renamed(values, from, to));
        });
    }

    static Command type(String name, String type) {
        return command("type", name, "parameter-type:" + name, before -> {
            Pipeline typed = changed(
                    before, name, old -> new Parameter(name, type, spelled(old.defaultValue(), type), old.extra()));
            return changedValues(typed, values -> respelled(values, name, type));
        });
    }

    /**
     * Gives a parameter its value.
     *
     * @param environment null for the default
     * @param text as typed; what is not of the type is kept and found by the check
     */
    static Command value(Parameter parameter, @Nullable String environment, String text) {
        JsonNode value = valueOf(parameter.type(), text);
        String name = parameter.name();
        if (environment == null) {
            return command(
                    "default",
                    name,
                    "parameter-default:" + name,
                    before -> changed(before, name, old -> new Parameter(name, old.type(), value, old.extra())));
        }
        return command(
                "value",
                name,
                "parameter-value:" + environment + ":" + name,
                before -> changedEnvironment(before, environment, old -> {
                    Map<String, JsonNode> values = new LinkedHashMap<>(old.values());
                    if (value == null) {
                        values.remove(name);
                    } else {
                        values.put(name, value);
                    }
                    return new Environment(old.name(), values, old.extra());
                }));
    }

    static Command addEnvironment(String name) {
        return environments("environment-add", name, environments -> environments.add(Environment.of(name, Map.of())));
    }

    /** A name for the next environment: {@code dev}, then {@code prod}, then those with a number. */
    static String nextEnvironment(Pipeline pipeline) {
        Set<String> taken = pipeline.attachments().environments().stream()
                .map(Environment::name)
                .collect(Collectors.toSet());
        return !taken.contains("dev") ? "dev" : !taken.contains("prod") ? "prod" : free("env", taken);
    }

    static Command deleteEnvironment(String name) {
        return environments(
                "environment-delete",
                name,
                environments ->
                        environments.removeIf(environment -> environment.name().equals(name)));
    }

    /** A name that another one has changes nothing. */
    static Command renameEnvironment(String from, String to) {
        return environments("environment-rename", to, environments -> {
            boolean taken = environments.stream()
                    .anyMatch(environment -> environment.name().equals(to));
            if (!taken && !to.isBlank()) {
                environments.replaceAll(environment -> environment.name().equals(from)
                        ? new Environment(to, environment.values(), environment.extra())
                        : environment);
            }
        });
    }

    static Command timeZone(String zone) {
        return new ChangePipeline(
                before -> before.withTimeZone(zone), "designer.command.time-zone", List.of(zone), "time-zone");
    }

    static Command rename(String name) {
        return new ChangePipeline(
                before -> name.isBlank() ? before : before.withName(name.strip()),
                "designer.command.rename",
                List.of(name.strip()),
                null);
    }

    /** How a value is written in its field. */
    static String text(@Nullable JsonNode value) {
        return value == null || value.isNull() ? "" : value.asText();
    }

    /** The value of a text, as files hold it; null for none. Only a text can be empty. */
    static @Nullable JsonNode valueOf(String type, String text) {
        Optional<DataType> known = TypeParser.parse(type);
        if (known.isEmpty() || known.get().kind() == TypeKind.STRING) {
            return TextNode.valueOf(text);
        }
        String bare = text.strip();
        if (bare.isEmpty()) {
            return null;
        }
        return switch (known.get().kind()) {
            case BOOLEAN ->
                bare.equals("true") || bare.equals("false")
                        ? BooleanNode.valueOf(bare.equals("true"))
                        : TextNode.valueOf(bare);
            case TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL -> number(bare);
            default -> TextNode.valueOf(bare);
        };
    }

    private static JsonNode number(String text) {
        try {
            return JsonText.number(new BigDecimal(text).toString());
        } catch (NumberFormatException none) {
            return TextNode.valueOf(text);
        }
    }

    private static @Nullable JsonNode spelled(@Nullable JsonNode value, String type) {
        return value == null || value.isNull() ? value : valueOf(type, value.asText());
    }

    private static Map<String, JsonNode> respelled(Map<String, JsonNode> values, String name, String type) {
        Map<String, JsonNode> changed = new LinkedHashMap<>(values);
        changed.computeIfPresent(name, (same, value) -> spelled(value, type));
        return changed;
    }

    private static Map<String, JsonNode> without(Map<String, JsonNode> values, String name) {
        Map<String, JsonNode> fewer = new LinkedHashMap<>(values);
        fewer.remove(name);
        return fewer;
    }

    private static Map<String, JsonNode> renamed(Map<String, JsonNode> values, String from, String to) {
        Map<String, JsonNode> renamed = new LinkedHashMap<>();
        values.forEach((name, value) -> renamed.put(name.equals(from) ? to : name, value));
        return renamed;
    }

    private static Pipeline changed(Pipeline pipeline, String name, UnaryOperator<Parameter> change) {
        List<Parameter> parameters = new ArrayList<>(pipeline.parameters());
        parameters.replaceAll(old -> old.name().equals(name) ? change.apply(old) : old);
        return pipeline.withParameters(parameters);
    }

    /** Changes the values of all environments and tests. */
    private static Pipeline changedValues(Pipeline pipeline, UnaryOperator<Map<String, JsonNode>> change) {
        List<Environment> environments = pipeline.attachments().environments().stream()
                .map(old -> new Environment(old.name(), change.apply(old.values()), old.extra()))
                .toList();
        List<PipelineTest> tests = pipeline.attachments().tests().stream()
                .map(old -> new PipelineTest(
                        old.name(), change.apply(old.parameters()), old.inputs(), old.expected(), old.extra()))
                .toList();
        return pipeline.withAttachments(
                pipeline.attachments().withEnvironments(environments).withTests(tests));
    }

    private static Pipeline changedEnvironment(Pipeline pipeline, String name, UnaryOperator<Environment> change) {
        List<Environment> environments = new ArrayList<>(pipeline.attachments().environments());
        environments.replaceAll(old -> old.name().equals(name) ? change.apply(old) : old);
        return pipeline.withAttachments(pipeline.attachments().withEnvironments(environments));
    }

    private interface Change {
        void of(List<Environment> environments);
    }

    private static Command environments(String title, String name, Change change) {
        return new ChangePipeline(
                before -> {
                    List<Environment> environments =
                            new ArrayList<>(before.attachments().environments());
                    change.of(environments);
                    return before.withAttachments(before.attachments().withEnvironments(environments));
                },
                "designer.command." + title,
                List.of(name),
                null);
    }

    private static Command command(String title, String name, @Nullable String mergeKey, UnaryOperator<Pipeline> edit) {
        return new ChangePipeline(edit, "designer.command.parameter-" + title, List.of(name), mergeKey);
    }

    private static String free(String wanted, Set<String> taken) {
        if (!taken.contains(wanted)) {
            return wanted;
        }
        int number = 2;
        while (taken.contains(wanted + number)) {
            number++;
        }
        return wanted + number;
    }
}
