package dev.tailrace.designer.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * By what it is noticed that somebody else has written a file. Blocks while it looks; safe on any thread.
 *
 * @param modifiedMillis of the epoch; {@link #NONE} has a value that no file has
 * @param bytes of the file
 */
public record FileStamp(long modifiedMillis, long bytes) {
    /** There is no file, or it cannot be reached. */
    public static final FileStamp NONE = new FileStamp(Long.MIN_VALUE, 0);

    public static FileStamp of(Path path) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileStamp(now.lastModifiedTime().toMillis(), now.size());
        } catch (IOException absent) {
            return NONE;
        }
    }
}
