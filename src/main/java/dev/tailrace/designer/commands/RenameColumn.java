package dev.tailrace.designer.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a column another name wherever it flows: in the settings of nodes and in the rows of tests.
 *
 * @param settings all of them, of the nodes that change, by id
 * @param ports where rows carry the column, such as {@code flights.out}, with the new names there by the old ones: a join
 *     may put a prefix before it, and carry it twice
 */
public record RenameColumn(
        String before, String after, Map<String, ObjectNode> settings, Map<String, Map<String, String>> ports)
        implements Command {
    public RenameColumn {
        settings = Map.copyOf(settings);
        ports = Map.copyOf(ports);
    }

    @Override
    public Pipeline apply(Pipeline pipeline) {
        List<PipelineTest> tests =
                pipeline.attachments().tests().stream().map(this::renamed).toList();
        Pipeline changed = EditSettings.on(pipeline, settings);
        return changed.withAttachments(changed.attachments().withTests(tests));
    }

    private PipelineTest renamed(PipelineTest test) {
        return new PipelineTest(
                test.name(), test.parameters(), renamed(test.inputs()), renamed(test.expected()), test.extra());
    }

    private Map<String, List<ObjectNode>> renamed(Map<String, List<ObjectNode>> rows) {
        Map<String, List<ObjectNode>> changed = new LinkedHashMap<>();
        rows.forEach((port, list) -> {
            Map<String, String> names = ports.get(port);
            changed.put(
                    port,
                    names == null
                            ? list
                            : list.stream().map(row -> renamed(row, names)).toList());
        });
        return changed;
    }

    private static ObjectNode renamed(ObjectNode row, Map<String, String> names) {
        ObjectNode changed = JsonNodeFactory.instance.objectNode();
        row.properties()
                .forEach(field -> changed.set(names.getOrDefault(field.getKey(), field.getKey()), field.getValue()));
        return changed;
    }

    @Override
    public String titleKey() {
        return "designer.command.rename-column";
    }

    @Override
    public List<Object> titleArguments() {
        return List.of(before, after);
    }
}
