package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Edits that no file has yet, one JSON file for each open pipeline, in {@code recovery} of the state folder. What a
 * program leaves behind that has died is offered at the next start. Safe on any thread.
 */
public final class Recovery {
    private static final String SUFFIX = ".json";

    /** The system tells when a process began by its boot time, which moves a little when the clock is set. */
    private static final long CLOCK_SET_MILLIS = 60_000;

    /**
     * An edited pipeline that was not saved.
     *
     * @param path of its file, or null if it never had one
     * @param text the pipeline as JSON
     */
    public record Kept(String id, @Nullable Path path, String name, Instant time, String text) {}

    private final Path folder;
    private final long process;
    private final long startedMillis;

    public Recovery(Folders folders) {
        this(folders, ProcessHandle.current().pid());
    }

    /** @param process of the program that keeps; another one's is only offered once it has died */
    public Recovery(Folders folders, long process) {
        this.folder = folders.state().resolve("recovery");
        this.process = process;
        this.startedMillis = startedMillis(process);
    }

    /** Keeps a pipeline's latest edits, instead of what was kept under this id before. */
    public void keep(Kept kept) throws IOException {
        ObjectNode tree = JsonFile.MAPPER.createObjectNode();
        tree.put("process", process).put("started", startedMillis);
        if (kept.path() != null) {
            tree.put("path", kept.path().toString());
        }
        tree.put("name", kept.name()).put("time", kept.time().toEpochMilli()).put("pipeline", kept.text());
        JsonFile.write(file(kept.id()), tree);
    }

    /** Drops what was kept; nothing happens if nothing was. */
    public void discard(String id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    /** What programs have left behind that live no more, the latest first. */
    public List<Kept> found() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Kept> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Recovery::isKept).toList()) {
                // A file that was cut short, as by a full disk, reads as empty and is passed over.
                ObjectNode tree = JsonFile.read(file);
                if (tree.path("pipeline").isTextual()
                        && !isAlive(
                                tree.path("process").asLong(),
                                tree.path("started").asLong())) {
                    found.add(kept(file, tree));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(Comparator.comparing(Kept::time).reversed());
        return found;
    }

    private static boolean isKept(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(SUFFIX) && !name.startsWith(".");
    }

    private static Kept kept(Path file, ObjectNode tree) {
        String name = file.getFileName().toString();
        return new Kept(
                name.substring(0, name.length() - SUFFIX.length()),
                tree.hasNonNull("path") ? Path.of(tree.path("path").asText()) : null,
                tree.path("name").asText(),
                Instant.ofEpochMilli(tree.path("time").asLong()),
                tree.path("pipeline").asText());
    }

    /** Numbers of processes come again, above all after the machine was started anew; their times do not. */
    private static boolean isAlive(long other, long started) {
        return ProcessHandle.of(other).map(ProcessHandle::isAlive).orElse(false)
                && Math.abs(startedMillis(other) - started) < CLOCK_SET_MILLIS;
    }

    /** When a process began; 0 if that cannot be known. */
    private static long startedMillis(long process) {
        return ProcessHandle.of(process)
                .flatMap(handle -> handle.info().startInstant())
                .map(Instant::toEpochMilli)
                .orElse(0L);
    }

    private Path file(String id) {
        return folder.resolve(id + SUFFIX);
    }
}
