package dev.tailrace.runtime;

import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.util.BitSet;
import java.util.List;

/** A look at a wire: some of its rows, changing nothing. Safe on any thread. */
public interface Tap extends AutoCloseable {
    Schema schema();

    /** The latest sampled rows, newest last, at most 1,000. Columns that the graph does not demand are null. */
    List<Row> latest();

    /**
     * Positions of the columns that the graph does not demand, so that their nulls are no values; empty until a row has
     * passed. A copy.
     */
    default BitSet unread() {
        return new BitSet();
    }

    /** Rises with every sampled row. */
    long version();

    @Override
    void close();
}
