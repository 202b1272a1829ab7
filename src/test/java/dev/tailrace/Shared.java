package dev.tailrace;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The wider golden data, which is not part of the project: a test that asks for it skips where it is absent. */
public final class Shared {
    private Shared() {}

    /** A file or folder of it, such as {@code data/flights}. */
    public static Path path(String relative) {
        Path path = Path.of(System.getProperty("tailrace.shared", "../shared")).resolve(relative);
        Assumptions.assumeTrue(
                Files.exists(path),
                "SKIPPED: no " + path + "; give the folder of the golden data with -Dtailrace.shared");
        return path;
    }
}
