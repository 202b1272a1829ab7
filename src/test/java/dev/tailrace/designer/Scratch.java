package dev.tailrace.designer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Folders of tests, of which nothing is left when the program of the tests has ended. Not earlier: what a test has begun
 * may go on writing after it, which a folder that goes with the test would take for a failure.
 */
public final class Scratch {
    private static final int ATTEMPTS = 5;
    private static final Path ROOT = root();

    private Scratch() {}

    /** A new empty folder. */
    public static Path folder(String name) throws IOException {
        return Files.createTempDirectory(ROOT, name);
    }

    private static Path root() {
        try {
            Path root = Files.createTempDirectory("tailrace-tests");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root), "deletes what tests have written"));
            return root;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path root) {
        for (int attempt = 1; Files.exists(root); attempt++) {
            try {
                Files.walkFileTree(root, new Deleting());
            } catch (DirectoryNotEmptyException stillWritten) {
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException(stillWritten);
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private static final class Deleting extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
