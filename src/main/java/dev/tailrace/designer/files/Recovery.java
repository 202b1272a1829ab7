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

    /**
     * An edited pipeline that was not saved.
     *
     * @param path of its file, or null if it never had one
     * @param text the pipeline as JSON
     */
    public record Kept(String id, @Nullable Path path, String name, Instant time, String text) {}

    private final Path folder;
    private final long process;

    public Recovery(Folders folders) {
        this(folders, ProcessHandle.current().pid());
    }

    /** @param process of the program that keeps; another one's is only offered once it has died */
    public Recovery(Folders folders, long process) {
        this.folder = folders.state().resolve("recovery");
        this.process = process;
    }

    /** Keeps a pipeline's latest edits, instead of what was kept under this id before. */
    public void keep(Kept kept) throws IOException {
        ObjectNode tree = JsonFile.MAPPER.createObjectNode();
        tree.put("process", process);
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
                ObjectNode tree = JsonFile.read(file);
                if (tree.path("pipeline").isTextual()
                        && !isAlive(tree.path("process").asLong())) {
                    String name = file.getFileName().toString();
                    found.add(new Kept(
                            name.substring(0, name.length() - SUFFIX.length()),
                            tree.hasNonNull("path") ? Path.of(tree.path("path").asText()) : null,
                            tree.path("name").asText(),
                            Instant.ofEpochMilli(tree.path("time").asLong()),
                            tree.path("pipeline").asText()));
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

    private boolean isAlive(long other) {
        return other == process
                || ProcessHandle.of(other).map(ProcessHandle::isAlive).orElse(false);
    }

    private Path file(String id) {
        return folder.resolve(id + SUFFIX);
    }
}
