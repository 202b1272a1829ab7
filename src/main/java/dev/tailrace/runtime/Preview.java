package dev.tailrace.runtime;

import dev.tailrace.data.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node's rows in and out, over the first rows of its sources.
 *
 * @param inputs by input port name
 * @param outputs by output port name
 * @param problem why it could not be computed to the end, or null
 */
public record Preview(Map<String, Sample> inputs, Map<String, Sample> outputs, @Nullable Problem problem) {
    public Preview {
        inputs = Map.copyOf(inputs);
        outputs = Map.copyOf(outputs);
    }
}
