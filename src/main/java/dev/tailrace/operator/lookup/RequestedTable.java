package dev.tailrace.operator.lookup;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import java.io.IOException;

/** A table that is asked for rows by key and answers later, such as one of a database or behind HTTP. */
public interface RequestedTable extends AutoCloseable {
    /**
     * Called first, on the node's thread.
     *
     * @throws dev.tailrace.operator.SourceException with a problem fit for people
     */
    default void open() throws IOException {}

    /**
     * Asks for all rows that have one of some keys. On the node's thread, so it returns at once. The same keys may be
     * asked for again, when no answer has come in time.
     *
     * @param keys the columns of the key, without NULLs and each key once; the table's to keep
     * @param answer to be called once, on any thread
     */
    void request(Batch keys, Answer answer);

    /** No answer is of interest any more. On the node's thread. */
    @Override
    void close() throws IOException;

    /** Takes what a request has brought. */
    interface Answer {
        /**
         * @param rows with at least the columns that are read, in any order; rows of other keys are passed over. The
         *     receiver's to keep
         */
        void found(Batch rows);

        /** The request has failed; it may be repeated. */
        void failed(Problem problem);

        /** The request was answered with a refusal, or with what cannot be read: it is of no use to repeat it. */
        void rejected(Problem problem);
    }
}
