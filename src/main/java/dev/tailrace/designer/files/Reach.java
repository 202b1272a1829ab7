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
 * What a pipeline touches when it runs, as its settings write it, with the defaults of its parameters.
 *
 * @param reads files
 * @param writes files
 */
public record Reach(List<String> reads, List<String> writes) {
    public Reach {
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
    }

    /** What the pipeline would touch; nothing is opened to find out. */
    public static Reach of(Pipeline pipeline, Catalogue catalogue) {
        List<String> reads = new ArrayList<>();
        List<String> writes = new ArrayList<>();
        TextParameters parameters = defaults(pipeline);
        for (Node node : pipeline.nodes()) {
            Operator<?> operator = catalogue.operator(node.operator());
            if (operator == null) {
                continue;
            }
            for (FormField field : SettingsForm.fields(operator, catalogue)) {
                String value =
                        parameters.fill(node.settings().path(field.name()).asText(), unknown -> {});
                if (value.isBlank()) {
                    continue;
                }
                if (field.kind() == Setting.Kind.SAVE_FILE) {
                    writes.add(value);
                } else if (field.kind() == Setting.Kind.FILE) {
                    (operator instanceof SinkOperator ? writes : reads).add(value);
                }
            }
        }
        return new Reach(
                reads.stream().distinct().sorted().toList(),
                writes.stream().distinct().sorted().toList());
    }

    private static TextParameters defaults(Pipeline pipeline) {
        Map<String, String> values = new HashMap<>();
        for (Parameter parameter : pipeline.parameters()) {
            JsonNode value = parameter.defaultValue();
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
