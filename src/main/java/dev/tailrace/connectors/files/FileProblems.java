package dev.tailrace.connectors.files;

import com.github.luben.zstd.ZstdIOException;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.SourceException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** What the operating system says about a file, in the words of people. */
final class FileProblems {
    private FileProblems() {}

    static SourceException reading(Path file, IOException cause) {
        if (cause instanceof SourceException known) {
            return known;
        }
        if (cause instanceof NoSuchFileException) {
            return exception("connectors.files.missing", file, cause);
        }
        if (cause instanceof AccessDeniedException) {
            return exception("connectors.files.not-readable", file, cause);
        }
        if (cause instanceof ZipException || cause instanceof EOFException) {
            return exception("connectors.files.broken-gzip", file, cause);
        }
        if (cause instanceof ZstdIOException) {
            return exception("connectors.files.broken-zstd", file, cause);
        }
        return exception("connectors.files.read-failed", file, cause);
    }

    static SourceException writing(Path file, IOException cause) {
        if (cause instanceof SourceException known) {
            return known;
        }
        if (cause instanceof AccessDeniedException) {
            return exception("connectors.files.not-writable", file, cause);
        }
        if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException) {
            return exception("connectors.files.no-folder", file, cause);
        }
        return exception("connectors.files.write-failed", file, cause);
    }

    private static SourceException exception(String code, Path file, IOException cause) {
        SourceException exception = new SourceException(Problem.error(code, file.toString(), reason(cause)));
        exception.initCause(cause);
        return exception;
    }

    /** The operating system's words without the file's name, which the message has already; it may say nothing. */
    private static Object reason(IOException cause) {
        String reason = cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
        return reason == null ? Problem.error("connectors.files.no-reason") : reason;
    }
}
