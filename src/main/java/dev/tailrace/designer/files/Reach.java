package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.model.Node;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.FormField;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.SettingsForm;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.TextParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline touches when it runs, as its settings write it, with the values of its parameters.
 *
 * @param reads files
 * @param writes files
 * @param asks servers, by their addresses
 */
public record Reach(List<String> reads, List<String> writes, List<String> asks) {
    public Reach {
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
        asks = List.copyOf(asks);
    }

    /** One that asks no servers. */
    public Reach(List<String> reads, List<String> writes) {
        this(reads, writes, List.of());
    }

    /** What the pipeline would touch, with its defaults and in each environment; nothing is opened to find out. */
    public static Reach of(Pipeline pipeline, Catalogue catalogue) {
        List<String> reads = new ArrayList<>();
        List<String> writes = new ArrayList<>();
        List<String> asks = new ArrayList<>();
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
                @Nullable
                List<String> places =
                        switch (field.kind()) {
                            case SAVE_FILE -> writes;
                            case FILE -> operator instanceof SinkOperator ? writes : reads;
                            case URL -> asks;
                            default -> null;
                        };
                if (places == null) {
                    continue;
                }
                String text = node.settings().path(field.name()).asText();
                for (TextParameters values : parameters) {
                    String place = values.fill(text, unknown -> {});
                    if (!place.isBlank()) {
                        places.add(place);
                    }
                }
            }
        }
        return new Reach(
                reads.stream().distinct().sorted().toList(),
                writes.stream().distinct().sorted().toList(),
                asks.stream().distinct().sorted().toList());
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
        return reads.isEmpty() && writes.isEmpty() && asks.isEmpty();
    }

    /** All places, each marked with what is done to it. */
    List<String> all() {
        List<String> all = new ArrayList<>();
        reads.forEach(place -> all.add("read " + place));
        writes.forEach(place -> all.add("write " + place));
        asks.forEach(place -> all.add("ask " + place));
        return all;
    }
}
