package dev.tailrace.operator.window;

import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.flink.SqlInterval;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A windowing table function of Flink SQL.
 *
 * @param name such as {@code HOP}
 * @param lengths its arguments, without an offset of zero
 * @param merges whether Flink puts results together from parts, which not all aggregate functions can
 * @param perKey whether windows depend on the key
 */
public record WindowFunction(String name, List<Duration> lengths, boolean merges, boolean perKey) {
    public static WindowFunction tumble(Duration size, Duration offset) {
        return new WindowFunction("TUMBLE", withOffset(List.of(size), offset), false, false);
    }

    public static WindowFunction hop(Duration size, Duration slide, Duration offset) {
        return new WindowFunction("HOP", withOffset(List.of(slide, size), offset), true, false);
    }

    public static WindowFunction cumulate(Duration size, Duration step, Duration offset) {
        return new WindowFunction("CUMULATE", withOffset(List.of(step, size), offset), true, false);
    }

    public static WindowFunction session(Duration gap) {
        return new WindowFunction("SESSION", List.of(gap), true, true);
    }

    private static List<Duration> withOffset(List<Duration> lengths, Duration offset) {
        return offset.isZero()
                ? lengths
                : Stream.concat(lengths.stream(), Stream.of(offset)).toList();
    }

    /** The call, over a view. */
    String sql(String view, List<String> keys, String eventTime) {
        String partition = perKey && !keys.isEmpty()
                ? " PARTITION BY (" + keys.stream().map(FlinkScript::quote).collect(Collectors.joining(", ")) + ")"
                : "";
        String arguments = lengths.stream().map(SqlInterval::of).collect(Collectors.joining(", "));
        return name + "(TABLE " + view + partition + ", DESCRIPTOR(" + FlinkScript.quote(eventTime) + "), " + arguments
                + ")";
    }
}
