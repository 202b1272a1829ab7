package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.model.Node;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.FormField;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.SettingsForm;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.TextParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pipeline touches when it runs, as its settings write it, with the values of its parameters.
 *
 * @param reads files
 * @param writes files
 */
public record Reach(List<String> reads, List<String> writes) {
    public Reach {
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
    }

    /** What the pipeline would touch, with its defaults and in each environment; nothing is opened to find out. */
    public static Reach of(Pipeline pipeline, Catalogue catalogue) {
        List<String> reads = new ArrayList<>();
        List<String> writes = new ArrayList<>();
        List<TextParameters> parameters = new ArrayList<>(List.of(values(pipeline, Map.of())));
        pipeline.attachments()
                .environments()
                .forEach(environment -> parameters.add(values(pipeline, environment.values())));
        for (Node node : pipeline.nodes()) {
            Operator<?> operator = catalogue.operator(node.operator());
            if (operator == null) {
                continue;
            }
            for (FormField field : SettingsForm.fields(operator, catalogue)) {
                boolean writing = field.kind() == Setting.Kind.SAVE_FILE
                        || field.kind() == Setting.Kind.FILE && operator instanceof SinkOperator;
                if (!writing && field.kind() != Setting.Kind.FILE) {
                    continue;
                }
                String text = node.settings().path(field.name()).asText();
                for (TextParameters values : parameters) {
                    String place = values.fill(text, unknown -> {});
                    if (!place.isBlank()) {
                        (writing ? writes : reads).add(place);
                    }
                }
            }
        }
        return new Reach(
                reads.stream().distinct().sorted().toList(),
                writes.stream().distinct().sorted().toList());
    }

    private static TextParameters values(Pipeline pipeline, Map<String, JsonNode> environment) {
        Map<String, String> values = new HashMap<>();
        for (Parameter parameter : pipeline.parameters()) {
            JsonNode value = environment.getOrDefault(parameter.name(), parameter.defaultValue());
            if (value != null) {
                values.put(parameter.name(), value.asText());
            }
        }
        return new TextParameters(values);
    }

    public boolean isEmpty() {
        return reads.isEmpty() && writes.isEmpty();
    }

    /** All places, each marked with what is done to it. */
    List<String> all() {
        List<String> all = new ArrayList<>();
        reads.forEach(place -> all.add("read " + place));
        writes.forEach(place -> all.add("write " + place));
        return all;
    }
}
