package dev.tailrace.operator.window;

import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.aggregate.AggregateColumn;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings that all operators over windows have. */
public interface WindowSettings {
    /** Columns whose combinations have results of their own. */
    List<String> groupBy();

    List<AggregateColumn> aggregates();

    ErrorPolicy onError();

    /** How often, by the clock, what windows that are not over have so far is sent; null for never. */
    default @Nullable Duration earlyResults() {
        return null;
    }
}
