package dev.tailrace.model;

import dev.tailrace.data.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;

/**
 * Why a file could not be read or written, as a part of a sentence that names the file itself: Java's own message of the
 * commonest failures is nothing but its path.
 */
public final class FileFailure {
    /** What Linux, macOS and Windows say. */
    private static final Map<String, String> KNOWN = Map.of(
            "Is a directory", "model.file.is-folder",
            "Not a directory", "model.file.no-folder",
            "No space left on device", "model.file.disk-full",
            "There is not enough space on the disk", "model.file.disk-full",
            "Disk quota exceeded", "model.file.disk-full",
            "Read-only file system", "model.file.read-only",
            "File name too long", "model.file.long-name");

    private FileFailure() {}

    /** The reason without the file's name, in lower case and without a stop: to be an argument of a message. */
    public static Problem reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return Problem.error("model.file.missing");
        } else if (failure instanceof AccessDeniedException) {
            return Problem.error("model.file.not-allowed");
        } else if (failure instanceof NotDirectoryException || failure instanceof FileAlreadyExistsException) {
            return Problem.error("model.file.no-folder");
        } else if (failure instanceof DirectoryNotEmptyException) {
            return Problem.error("model.file.is-folder");
        }
        String said = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        if (said == null || said.isBlank()) {
            return Problem.error("model.file.unknown", failure.getClass().getSimpleName());
        }
        String known = KNOWN.get(said);
        return known == null ? Problem.error("model.file.said", said) : Problem.error(known);
    }
}
