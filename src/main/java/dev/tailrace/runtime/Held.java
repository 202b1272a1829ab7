package dev.tailrace.runtime;

import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.model.Wire;
import java.util.List;

/**
 * The rows that a run holds before they pass a wire. Immutable.
 *
 * @param number rises with every row that the run holds
 * @param rows the held row, then those behind it in its batch, at most {@link #MAX_ROWS}; in columns that the graph does
 *     not demand, the cells may be {@link dev.tailrace.data.NoValue}
 * @param waiting how many rows of the batch wait, the held one included
 * @param hit whether the row is one that the breakpoint waits for; false after a step to it
 */
public record Held(long number, Wire wire, Schema schema, List<Row> rows, int waiting, boolean hit) {
    public static final int MAX_ROWS = 1000;

    public Held {
        rows = List.copyOf(rows);
    }

    /** The same rows as those of another wire. */
    public Held on(Wire other) {
        return new Held(number, other, schema, rows, waiting, hit);
    }
}
