package dev.tailrace.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.model.Environment;
import dev.tailrace.model.Pipeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says of parameters: {@code --env NAME}, and over its values {@code --set name=value}, as often as
 * there are parameters.
 *
 * @param environment null for none
 * @param set as text, read as the parameter's type
 */
record RunValues(@Nullable String environment, Map<String, JsonNode> set) {
    static final RunValues NONE = new RunValues(null, Map.of());

    /** The options of every command that takes values. */
    static final Set<String> OPTIONS = Set.of("set", "env");

    static RunValues of(CommandLine line) throws UsageException {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (String assignment : line.values("set")) {
            int equals = assignment.indexOf('=');
            if (equals <= 0) {
                throw new UsageException("usage.set", assignment);
            }
            values.put(assignment.substring(0, equals), TextNode.valueOf(assignment.substring(equals + 1)));
        }
        return new RunValues(line.value("env"), values);
    }

    /**
     * The values of parameters for a run of the pipeline.
     *
     * @return null if it has no such environment, which is told
     */
    @Nullable
    Map<String, JsonNode> in(Pipeline pipeline, String file, Terminal terminal) {
        if (environment == null) {
            return set;
        }
        Optional<Environment> found = pipeline.attachments().environment(environment);
        if (found.isEmpty()) {
            List<String> names = pipeline.attachments().environments().stream()
                    .map(Environment::name)
                    .toList();
            if (names.isEmpty()) {
                terminal.say("env.none", file, environment);
            } else {
                terminal.say("env.unknown", file, environment, String.join(", ", names));
            }
            return null;
        }
        Map<String, JsonNode> values = new LinkedHashMap<>(found.get().values());
        values.putAll(set);
        return values;
    }
}
