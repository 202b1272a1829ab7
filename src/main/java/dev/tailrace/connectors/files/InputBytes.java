package dev.tailrace.connectors.files;

import java.io.Closeable;
import java.io.IOException;

/** The bytes of a partition, unpacked; positions count unpacked bytes of the file at hand. Used by one thread. */
interface InputBytes extends Closeable {
    /** Fills {@code [from, to)} of the buffer; gives fewer bytes where there are no more, or no more for now. */
    int read(byte[] buffer, int from, int to) throws IOException;

    /** After a read that gave fewer bytes: whether the file at hand will give no more. */
    boolean isAtEnd();

    /** Goes to the beginning of the file that comes after the one at hand; false if there is none. */
    boolean next() throws IOException;

    /** Goes to a position, which may be before the current one; beyond the end is the end. */
    void seek(long position) throws IOException;

    /** The part of the file that has been read, 0 to 1, or -1 if it has no end. */
    double progress();
}
