package dev.tailrace.operator.format;

import dev.tailrace.data.Problem;
import dev.tailrace.operator.flink.FlinkNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A format in a Flink table.
 *
 * @param refusal why Flink would read or write other values, or null
 */
public record FlinkFormat(
        List<FlinkNode.ColumnText> physical,
        List<FlinkNode.Computed> computed,
        Map<String, String> options,
        @Nullable Problem refusal) {
    public FlinkFormat {
        physical = List.copyOf(physical);
        computed = List.copyOf(computed);
        options = Map.copyOf(options);
    }
}
