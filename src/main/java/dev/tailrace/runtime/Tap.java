package dev.tailrace.runtime;

import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.util.List;

/** A look at a wire: some of its rows, changing nothing. Safe on any thread. */
public interface Tap extends AutoCloseable {
    Schema schema();

    /**
     * The latest sampled rows, newest last, at most 1,000. In columns that the graph does not demand, the cells may be
     * {@link dev.tailrace.data.NoValue}: sources that can read these columns too while a tap is open, and where a value
     * cannot be read, the cell says so.
     */
    List<Row> latest();

    /** Rises with every sampled row. */
    long version();

    @Override
    void close();
}
