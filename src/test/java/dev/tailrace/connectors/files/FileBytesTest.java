package dev.tailrace.connectors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tailrace.operator.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileBytesTest {
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the system tells there what a program holds open")
    void aPackedFileWhoseBeginningIsBrokenIsNotHeldOpen(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.csv.gz"), "n,text\n1,not packed at all\n");

        SourceException refused = assertThrows(SourceException.class, () -> new FileBytes(file, Compression.AUTO));

        assertEquals("connectors.files.broken-gzip", refused.problem().code());
        assertEquals(List.of(), opened(file));
    }

    private static List<Path> opened(Path file) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(descriptor -> {
                        try {
                            return Files.readSymbolicLink(descriptor).equals(file.toRealPath());
                        } catch (IOException closed) {
                            return false;
                        }
                    })
                    .toList();
        }
    }
}
