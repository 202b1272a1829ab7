package dev.tailrace.designer.files;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Pipelines in files. Blocks while it reads or writes; safe on any thread. */
public final class PipelineFiles {
    /** How the names of pipeline files end. */
    public static final String SUFFIX = ".tailrace.json";

    /** What came of reading. */
    public sealed interface Loaded {}

    public record Read(Path path, Pipeline pipeline) implements Loaded {}

    /** @param problems at least one */
    public record Refused(Path path, List<Problem> problems) implements Loaded {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    private PipelineFiles() {}

    /** Reads a file; runs nothing and reaches nothing. */
    public static Loaded read(Path path) {
        return Stopgap.read(path);
    }

    /** Reads what {@link #text} has given; empty if it is no pipeline. */
    public static Optional<Pipeline> parse(String text) {
        try {
            return Optional.of(Stopgap.parse(text));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The pipeline as it stands in files. */
    public static String text(Pipeline pipeline) {
        return Stopgap.text(pipeline);
    }

    /** Replaces the file's content, or leaves it as it was if that fails. */
    public static void write(Path path, Pipeline pipeline) throws IOException {
        JsonFile.replace(path, text(pipeline));
    }

    /** The folder that relative paths of a pipeline in this file start from. */
    public static Path folderOf(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    /** The file's name without its ending. */
    public static String shortName(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    /** The path with the ending that pipeline files have. */
    public static Path withSuffix(Path path) {
        String name = String.valueOf(path.getFileName());
        if (name.endsWith(SUFFIX)) {
            return path;
        }
        String stem = name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
        return path.resolveSibling(stem + SUFFIX);
    }
}
