package dev.tailrace.operator.state;

import dev.tailrace.data.Batch;
import java.util.function.Consumer;

/** Takes a snapshot. */
public interface StateWriter {
    /** Begins a table; the consumer takes its rows as batches of {@link StateTable#schema()}, in any number. */
    Consumer<Batch> table(StateTable table);
}
