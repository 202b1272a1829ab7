package dev.tailrace.designer.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What the person has set at the wires of pipeline files, by the ids of the wires. For one thread. */
public interface WireMemory<T> {
    /** What was written for a pipeline file; empty if nothing was. */
    Map<String, T> read(Path pipeline);

    /** Writes those of a pipeline file, instead of what there was. */
    void write(Path pipeline, Map<String, T> kept) throws IOException;
}
