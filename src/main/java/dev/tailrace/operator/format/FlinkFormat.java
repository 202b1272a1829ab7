package dev.tailrace.operator.format;

import dev.tailrace.data.Problem;
import dev.tailrace.operator.flink.FlinkNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A format in a Flink table.
 *
 * @param computed the format's columns over the physical ones; a column that is itself physical is passed on by name
 * @param where condition over the physical columns that records fulfil and headers do not, or null
 * @param refusal why Flink would read or write other values, or null
 */
public record FlinkFormat(
        List<FlinkNode.ColumnText> physical,
        List<FlinkNode.Computed> computed,
        Map<String, String> options,
        @Nullable String where,
        @Nullable Problem refusal) {
    public FlinkFormat {
        physical = List.copyOf(physical);
        computed = List.copyOf(computed);
        options = Map.copyOf(options);
    }

    public static FlinkFormat refused(Problem reason) {
        return new FlinkFormat(List.of(), List.of(), Map.of(), null, reason);
    }

    /** As a sink writes: nothing but options. */
    public static FlinkFormat written(Map<String, String> options) {
        return new FlinkFormat(List.of(), List.of(), options, null, null);
    }
}
