package dev.tailrace.designer.files;

import java.io.IOException;

/**
 * Something that has changed in memory and is still to be written, on any thread but that of the window. It holds what
 * was true when it was made, so several of them are written in the order in which they came.
 */
@FunctionalInterface
public interface Unwritten {
    /** There was nothing to change. */
    Unwritten NOTHING = () -> {};

    void write() throws IOException;
}
