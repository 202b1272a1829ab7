package dev.tailrace.operator.format;

import dev.tailrace.operator.SourceException;

/**
 * Turns a stream of bytes into rows. Single-threaded; keeps no bytes between calls, so that reading may go on at any
 * record after {@link #begin}.
 */
public interface Decoder {
    /**
     * Takes what comes before the first record, such as a byte order mark or a header. Called once, before anything is
     * decoded, with the stream's first bytes; again with more of them if they were too few.
     *
     * @param end whether the stream ends at {@code to}
     * @return the position of the first record, or -1 if more bytes are needed; never -1 at the end
     * @throws SourceException if a demanded column cannot be there
     */
    int begin(byte[] buffer, int from, int to, boolean end) throws SourceException;

    /**
     * Decodes whole records of {@code [from, to)} until the target is full.
     *
     * @param end whether the stream ends at {@code to}, so that an unfinished record is the last one
     * @return the position after the last record taken; less than {@code to} if a record is unfinished or the target is
     *     full
     */
    int decode(byte[] buffer, int from, int to, boolean end);

    /**
     * Gives up a record that is too long to be held: where reading goes on after the line that begins at {@code from}.
     *
     * @return a position up to {@code to}, or -1 if it lies beyond
     */
    int skip(byte[] buffer, int from, int to);

    /**
     * Whether somebody looks at the rows, so that the columns that are not demanded are carried along as
     * {@link dev.tailrace.data.Column.Shown}, in the first rows of each batch. What is decoded and what is unreadable
     * stays the same. Called while the target has no rows; never called, nobody looks. A format may leave it: then
     * those columns are not seen.
     */
    default void show(boolean shown) {}
}
