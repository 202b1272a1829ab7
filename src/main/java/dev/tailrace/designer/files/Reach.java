package dev.tailrace.designer.files;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.SinkOperator;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * What a pipeline touches when it runs, as its settings write it.
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
        for (Node node : pipeline.nodes()) {
            Operator<?> operator = catalogue.operator(node.operator());
            if (operator == null) {
                continue;
            }
            for (RecordComponent component : operator.settingsType().getRecordComponents()) {
                Setting setting = component.getAnnotation(Setting.class);
                String value = node.settings().path(component.getName()).asText();
                if (setting == null || value.isBlank()) {
                    continue;
                }
                if (setting.kind() == Setting.Kind.SAVE_FILE) {
                    writes.add(value);
                } else if (setting.kind() == Setting.Kind.FILE) {
                    (operator instanceof SinkOperator ? writes : reads).add(value);
                }
            }
        }
        return new Reach(
                reads.stream().distinct().sorted().toList(),
                writes.stream().distinct().sorted().toList());
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
