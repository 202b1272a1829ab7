package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files opened last, with how their last run ended. Kept in the state folder; for one thread, which need not be the one
 * that writes.
 */
public final class RecentFiles {
    private static final int KEPT = 20;

    /** How the last run ended. */
    public enum Outcome {
        NEVER_RUN,
        FINISHED,
        STOPPED,
        FAILED
    }

    /**
     * @param name of the pipeline
     * @param rowsPerSecond of its sources over the whole of the last run; 0 if unknown
     * @param used when it was last opened, saved or run
     * @param pinned whether it stays on top of the list, however long ago that was
     */
    public record RecentFile(
            Path path, String name, Outcome outcome, double rowsPerSecond, Instant used, boolean pinned) {}

    private final Path file;
    private final List<RecentFile> files = new ArrayList<>();

    public RecentFiles(Folders folders) {
        file = folders.state().resolve("recent.json");
        for (JsonNode entry : JsonFile.read(file).path("files")) {
            files.add(new RecentFile(
                    Path.of(entry.path("path").asText()),
                    entry.path("name").asText(),
                    outcome(entry.path("outcome").asText()),
                    entry.path("rowsPerSecond").asDouble(),
                    Instant.ofEpochMilli(entry.path("used").asLong()),
                    entry.path("pinned").asBoolean(false)));
        }
    }

    private static Outcome outcome(String name) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().equals(name)) {
                return outcome;
            }
        }
        return Outcome.NEVER_RUN;
    }

    /** The pinned ones, then the others; of each the latest first. */
    public List<RecentFile> all() {
        List<RecentFile> sorted = new ArrayList<>(files);
        sorted.sort(Comparator.comparing(RecentFile::pinned).reversed());
        return sorted;
    }

    /** Pins a file, or lets it go again. */
    public Unwritten pin(Path path, boolean pinned) {
        files.replaceAll(old -> old.path().equals(path)
                ? new RecentFile(old.path(), old.name(), old.outcome(), old.rowsPerSecond(), old.used(), pinned)
                : old);
        return unwritten();
    }

    /** The file was opened or saved. */
    public Unwritten used(Path path, String name, Instant now) {
        RecentFile before = find(path);
        return put(new RecentFile(
                path,
                name,
                before == null ? Outcome.NEVER_RUN : before.outcome(),
                before == null ? 0 : before.rowsPerSecond(),
                now,
                before != null && before.pinned()));
    }

    /** A run of the file has ended. */
    public Unwritten ran(Path path, String name, Outcome outcome, double rowsPerSecond, Instant now) {
        RecentFile before = find(path);
        return put(new RecentFile(path, name, outcome, rowsPerSecond, now, before != null && before.pinned()));
    }

    /** The file is gone, or not wanted in the list. */
    public Unwritten forget(Path path) {
        files.removeIf(entry -> entry.path().equals(path));
        return unwritten();
    }

    private @Nullable RecentFile find(Path path) {
        return files.stream()
                .filter(entry -> entry.path().equals(path))
                .findFirst()
                .orElse(null);
    }

    private Unwritten put(RecentFile entry) {
        files.removeIf(old -> old.path().equals(entry.path()));
        files.add(0, entry);
        for (int i = files.size() - 1; i > 0 && files.size() > KEPT; i--) {
            if (!files.get(i).pinned()) {
                files.remove(i);
            }
        }
        return unwritten();
    }

    private Unwritten unwritten() {
        ObjectNode root = JsonFile.MAPPER.createObjectNode();
        ArrayNode list = root.putArray("files");
        for (RecentFile entry : files) {
            list.addObject()
                    .put("path", entry.path().toString())
                    .put("name", entry.name())
                    .put("outcome", entry.outcome().name())
                    .put("rowsPerSecond", entry.rowsPerSecond())
                    .put("used", entry.used().toEpochMilli())
                    .put("pinned", entry.pinned());
        }
        return () -> JsonFile.write(file, root);
    }
}
