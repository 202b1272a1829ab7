package dev.tailrace.designer;

import dev.tailrace.designer.files.FileStamp;
import dev.tailrace.designer.files.PipelineFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline file as it was found.
 *
 * @param openAs the same file under the name by which it is open already, or null
 */
record FoundFile(PipelineFiles.Loaded loaded, FileStamp stamp, @Nullable Path openAs) {
    /**
     * Reads a file; never on the JavaFX thread.
     *
     * @param open the files that are open
     */
    static FoundFile read(Path file, List<Path> open) {
        Path openAs = null;
        for (Path other : open) {
            try {
                openAs = Files.isSameFile(other, file) ? other : openAs;
            } catch (IOException absent) {
                // One that is not there is not the same.
                continue;
            }
        }
        FileStamp stamp = FileStamp.of(file);
        return new FoundFile(PipelineFiles.read(file), stamp, openAs);
    }
}
