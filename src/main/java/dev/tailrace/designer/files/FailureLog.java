package dev.tailrace.designer.files;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;

/**
 * Where the program writes down what failed of its own fault, for whoever mends it: people get a sentence, never a stack
 * trace. Two files of bounded size, the older with {@code .old} behind its name. Safe on any thread.
 */
public final class FailureLog {
    private static final long MAX_BYTES = 1 << 20;

    private final Path file;
    private final Clock clock;

    public FailureLog(Folders folders, Clock clock) {
        this.file = folders.state().resolve("failures.log");
        this.clock = clock;
    }

    public Path file() {
        return file;
    }

    /** @throws IOException if it cannot be written down */
    public synchronized void add(Thread thread, Throwable failure) throws IOException {
        StringWriter text = new StringWriter();
        PrintWriter lines = new PrintWriter(text);
        lines.println(clock.instant() + " Java " + Runtime.version() + ", thread " + thread.getName());
        failure.printStackTrace(lines);
        lines.println();
        Files.createDirectories(file.resolveSibling(".").normalize());
        if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(file, text.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
