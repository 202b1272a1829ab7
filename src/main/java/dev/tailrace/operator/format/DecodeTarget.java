package dev.tailrace.operator.format;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Problem;

/** Where a decoder puts rows. */
public interface DecodeTarget {
    /** To be filled with the demanded columns; the decoder ends its rows itself. The same object at every call. */
    BatchBuilder rows();

    /** Whether the decoder should return before the next record. */
    boolean isFull();

    /**
     * A record {@code [from, to)} of the buffer that cannot be read; the row under construction has been abandoned.
     *
     * @param problem names the column and the value
     */
    void unreadable(byte[] buffer, int from, int to, Problem problem);

    /**
     * A record, readable or not, or a blank one, has been taken.
     *
     * @param lineEnds how many line ends it held, its own included; 0 in formats without lines
     */
    void endOfRecord(int lineEnds);
}
