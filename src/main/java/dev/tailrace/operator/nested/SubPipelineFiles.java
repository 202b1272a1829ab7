package dev.tailrace.operator.nested;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.PipelineJson.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that a pipeline names as its sub-pipelines, and these as theirs: regular files that end as pipelines
 * do, nothing else. What has not changed since is not read again. Safe on any thread; does I/O, so never the window's.
 */
public final class SubPipelineFiles {
    /** Files read for one pipeline; what goes beyond is not read, and told by the check as such. */
    static final int MAX_FILES = 64;

    /** @param changed null if there is no file */
    private record Stamp(long bytes, @Nullable FileTime changed, @Nullable Object key) {}

    private record Known(Stamp stamp, Loaded loaded) {}

    private Map<Path, Known> known = Map.of();
    private SubPipelines last = SubPipelines.NONE;

    /** @param folder of the pipeline's file */
    public synchronized SubPipelines read(Pipeline pipeline, Path folder) {
        Map<Path, Known> found = new LinkedHashMap<>();
        Deque<Path> wanted = new ArrayDeque<>(named(pipeline, folder));
        while (!wanted.isEmpty() && found.size() < MAX_FILES) {
            Path file = wanted.removeFirst();
            if (found.containsKey(file)) {
                continue;
            }
            Known read = read(file);
            found.put(file, read);
            Pipeline inner = read.loaded().pipeline();
            if (inner != null) {
                wanted.addAll(named(inner, Objects.requireNonNullElse(file.getParent(), file)));
            }
        }
        boolean isSame = folder.equals(last.folder()) && found.equals(known);
        known = found;
        if (!isSame) {
            Map<Path, Loaded> files = new HashMap<>();
            found.forEach((file, read) -> files.put(file, read.loaded()));
            last = new SubPipelines(folder, files, List.of());
        }
        return last;
    }

    private static List<Path> named(Pipeline pipeline, Path folder) {
        return pipeline.nodes().stream()
                .filter(node -> node.operator().equals(SubPipelines.OPERATOR))
                .map(SubPipelineFiles::path)
                .filter(path -> path.endsWith(PipelineJson.SUFFIX))
                .map(path -> SubPipelines.resolve(folder, path))
                .filter(Objects::nonNull)
                .map(Path.class::cast)
                .toList();
    }

    private static String path(Node node) {
        return node.settings().path(SubPipelines.PATH).asText("");
    }

    private Known read(Path file) {
        Stamp stamp = stamp(file);
        Known before = known.get(file);
        return before != null && before.stamp().equals(stamp) ? before : new Known(stamp, PipelineJson.read(file));
    }

    private static Stamp stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        } catch (NoSuchFileException gone) {
            return new Stamp(-1, null, null);
        } catch (IOException unreadable) {
            // Reading tells why; it is tried again when the reason may have gone.
            return new Stamp(-1, FileTime.fromMillis(System.currentTimeMillis()), null);
        }
    }
}
