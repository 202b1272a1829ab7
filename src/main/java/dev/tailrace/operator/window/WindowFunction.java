package dev.tailrace.operator.window;

import dev.tailrace.data.Problem;
import dev.tailrace.data.TypeKind;
import dev.tailrace.operator.aggregate.AggregateFunction;
import dev.tailrace.operator.aggregate.CheckedAggregates.Call;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.flink.SqlInterval;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A windowing table function of Flink SQL.
 *
 * @param name such as {@code HOP}
 * @param lengths its arguments, without an offset of zero
 */
public record WindowFunction(String name, List<Duration> lengths) {
    private static final String TUMBLE = "TUMBLE";
    private static final String HOP = "HOP";
    private static final String SESSION = "SESSION";

    public static WindowFunction tumble(Duration size, Duration offset) {
        return new WindowFunction(TUMBLE, withOffset(List.of(size), offset));
    }

    public static WindowFunction hop(Duration size, Duration slide, Duration offset) {
        return new WindowFunction(HOP, withOffset(List.of(slide, size), offset));
    }

    public static WindowFunction cumulate(Duration size, Duration step, Duration offset) {
        return new WindowFunction("CUMULATE", withOffset(List.of(step, size), offset));
    }

    public static WindowFunction session(Duration gap) {
        return new WindowFunction(SESSION, List.of(gap));
    }

    private static List<Duration> withOffset(List<Duration> lengths, Duration offset) {
        return offset.isZero()
                ? lengths
                : Stream.concat(lengths.stream(), Stream.of(offset)).toList();
    }

    /** Whether windows depend on the key. */
    boolean perKey() {
        return name.equals(SESSION);
    }

    /** Why an aggregate cannot be had over the windows of a function, or null if it can. */
    static @Nullable Problem refusal(String name, Call call) {
        String function = call.function().name();
        Problem anywhere = call.flinkRefusal();
        if (anywhere != null) {
            return anywhere;
        }
        // TUMBLE does so too, but not with functions that cannot.
        if (!name.equals(TUMBLE) && call.function().dependsOnOrder()) {
            return Problem.error("operators.flink-window-order", name, function);
        }
        // Computed in DOUBLE from parts in an order of Flink's own; where the result is cut, the last digit shows.
        if (call.function().isDeviation() && !call.field().type().is(TypeKind.DOUBLE)) {
            return Problem.error(
                    "operators.flink-window-deviation", function, call.field().type());
        }
        // For HOP the planner asks for functions that retract, and has none for these.
        if (name.equals(HOP) && call.distinct() && call.function() != AggregateFunction.COUNT) {
            return Problem.error("operators.flink-hop-distinct", function);
        }
        return null;
    }

    /** What tells its windows from those of others: its name, keys if windows depend on them, and lengths. */
    public String windows(List<String> keys) {
        return name + partition(keys) + " " + arguments();
    }

    /** @param table what comes in, such as {@code TABLE `clicks`} */
    public String sql(String table, List<String> keys, String eventTime) {
        return name + "(" + table + partition(keys) + ", DESCRIPTOR(" + FlinkScript.quote(eventTime) + "), "
                + arguments() + ")";
    }

    private String partition(List<String> keys) {
        return perKey() && !keys.isEmpty()
                ? " PARTITION BY " + keys.stream().map(FlinkScript::quote).collect(Collectors.joining(", "))
                : "";
    }

    private String arguments() {
        return lengths.stream().map(SqlInterval::of).collect(Collectors.joining(", "));
    }
}
