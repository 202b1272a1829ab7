package dev.tailrace.operator;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;

/** What a running node may ask of its runtime. Used on the node's thread unless said otherwise. */
public interface NodeContext {
    String node();

    /** Counts rows that were dropped because they came late; shown on the incoming wire. */
    void countLate(long rows);

    /** Counts rows that failed and were skipped; shown on the node. */
    void countErrors(long rows);

    /**
     * Ends the run with this problem. The runtime adds the node's name; the call does not return normally.
     *
     * @return never; to be thrown, so that the compiler sees the end of the path
     */
    RuntimeException fail(Problem problem);

    /** Milliseconds of the epoch; a test's clock in tests. */
    long now();

    /**
     * As {@link #fail(Problem)}, with a row shown.
     *
     * @param index position of the row in the batch's columns, see {@link Batch#index}
     */
    RuntimeException fail(Problem problem, Batch batch, int index);
}
