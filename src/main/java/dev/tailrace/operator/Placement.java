package dev.tailrace.operator;

import dev.tailrace.data.Schema;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Environment;
import dev.tailrace.language.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An operator as it stands in a drawing: its settings, what its wires bring, and where.
 *
 * @param settings mapped and within bounds
 * @param inputs by input port name, one stream per wire in the drawing's order; ports without wires have no entry
 * @param wiredOutputs names of the output ports that have a wire
 * @param baseDirectory against which relative paths in settings are resolved
 */
public record Placement<S extends Record>(
        String node,
        S settings,
        Map<String, List<StreamType>> inputs,
        Set<String> wiredOutputs,
        Environment environment,
        Path baseDirectory) {
    public Placement {
        inputs = Map.copyOf(inputs);
        wiredOutputs = Set.copyOf(wiredOutputs);
    }

    /** The same place with other settings. */
    public Placement<S> withSettings(S newSettings) {
        return new Placement<>(node, newSettings, inputs, wiredOutputs, environment, baseDirectory);
    }

    /** The stream of a port that takes one wire; the check has made sure that it is there. */
    public StreamType input(String port) {
        return Objects.requireNonNull(inputs.get(port), port).get(0);
    }

    /** The stream of the port {@code in}. */
    public StreamType input() {
        return input("in");
    }

    public boolean isWired(String outputPort) {
        return wiredOutputs.contains(outputPort);
    }

    /** Checks an expression over the columns of the port {@code in}. */
    public Checked check(String expression) {
        return Language.check(expression, input().schema(), environment);
    }

    /** Checks an expression over the given columns. */
    public Checked check(String expression, Schema schema) {
        return Language.check(expression, schema, environment);
    }
}
