package dev.tailrace.operator.format;

import dev.tailrace.data.Batch;
import java.io.Closeable;
import java.io.IOException;

/** Turns rows into bytes on the stream it was opened with. Single-threaded. */
public interface Encoder extends Closeable {
    void write(Batch batch) throws IOException;

    /** Passes buffered bytes on to the stream and flushes it. */
    void flush() throws IOException;

    /** Writes the end of the document, if the format has one, and closes the stream. */
    @Override
    void close() throws IOException;
}
