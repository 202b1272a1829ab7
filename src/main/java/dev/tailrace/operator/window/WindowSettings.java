package dev.tailrace.operator.window;

import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.aggregate.AggregateColumn;
import java.util.List;

/** The settings that all operators over windows have. */
public interface WindowSettings {
    /** Columns whose combinations have results of their own. */
    List<String> groupBy();

    List<AggregateColumn> aggregates();

    ErrorPolicy onError();
}
