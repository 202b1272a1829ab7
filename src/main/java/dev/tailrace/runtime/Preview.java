package dev.tailrace.runtime;

import dev.tailrace.data.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node's rows in and out, over some rows of its inputs.
 *
 * @param inputs by input port name
 * @param outputs by output port name
 * @param arrivals the rows of the inputs in the order in which the node took them; empty where that is not known
 * @param problem why it could not be computed to the end, or null
 */
public record Preview(
        Map<String, Sample> inputs, Map<String, Sample> outputs, List<Arrival> arrivals, @Nullable Problem problem) {

    /**
     * A row that entered and what came of it at once. Rows that left and stand in no arrival left at a watermark or at
     * the end.
     *
     * @param port where it entered
     * @param row its position in the sample of that port
     * @param left positions of the rows that left while it was taken, by output port; a port without rows is absent
     * @param problem the error if it could not be computed, a warning if it was left out, or null
     */
    public record Arrival(String port, int row, Map<String, List<Integer>> left, @Nullable Problem problem) {
        public Arrival {
            left = Map.copyOf(left);
        }
    }

    public Preview {
        inputs = Map.copyOf(inputs);
        outputs = Map.copyOf(outputs);
        arrivals = List.copyOf(arrivals);
    }

    /** A preview in which nothing is known of which row came of which. */
    public Preview(Map<String, Sample> inputs, Map<String, Sample> outputs, @Nullable Problem problem) {
        this(inputs, outputs, List.of(), problem);
    }
}
