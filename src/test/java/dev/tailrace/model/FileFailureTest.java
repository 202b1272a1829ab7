package dev.tailrace.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tailrace.data.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What people read where Java says nothing but the path. */
class FileFailureTest {
    @TempDir
    private Path folder;

    @Test
    void aMissingFolderIsSaid() {
        assertEquals(
                "there is no such file or folder", why(folder.resolve("none").resolve("x.txt")));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderInTheWayIsSaid() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        assertEquals("it is a folder", why(folder.resolve("sub")));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileWhereAFolderShouldBeIsSaid() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        assertEquals(
                "a part of its path is no folder", why(folder.resolve("file").resolve("x.txt")));
    }

    @Test
    void whatSaysNothingIsSaidByItsKind() {
        assertEquals("the system gives no reason (IOException)", words(new IOException()));
        assertEquals("the pipe is broken", words(new IOException("the pipe is broken")));
    }

    private static String why(Path file) {
        return words(assertThrows(IOException.class, () -> Files.writeString(file, "text")));
    }

    private static String words(IOException failure) {
        return new Texts(Locale.ENGLISH).message(FileFailure.reason(failure));
    }
}
