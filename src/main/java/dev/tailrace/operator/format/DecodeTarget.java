package dev.tailrace.operator.format;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Problem;

/** Where a decoder puts rows. */
public interface DecodeTarget {
    /** To be filled with the demanded columns; ends its rows itself. */
    BatchBuilder rows();

    /** Whether the decoder should return before the next record. */
    boolean isFull();

    /**
     * A record that cannot be read; the row under construction has been abandoned.
     *
     * @param problem names the column and the value
     */
    void unreadable(byte[] buffer, int from, int to, Problem problem);

    /** A record begins here: called once per record, readable or not, header lines included. */
    void record(int from);
}
