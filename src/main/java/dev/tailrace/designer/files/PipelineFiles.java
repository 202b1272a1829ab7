package dev.tailrace.designer.files;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Pipelines in files. Blocks while it reads or writes; safe on any thread. */
public final class PipelineFiles {
    /** How the names of pipeline files end. */
    public static final String SUFFIX = PipelineJson.SUFFIX;

    /** What came of reading. */
    public sealed interface Loaded {}

    public record Read(Path path, Pipeline pipeline) implements Loaded {}

    /**
     * @param problem the first that keeps it from being opened
     * @param line of the file where it stands, from 1
     */
    public record Refused(Path path, Problem problem, int line) implements Loaded {}

    private PipelineFiles() {}

    /** Reads a file; runs nothing and reaches nothing. */
    public static Loaded read(Path path) {
        PipelineJson.Loaded loaded = PipelineJson.read(path);
        Pipeline pipeline = loaded.pipeline();
        if (pipeline != null) {
            return new Read(path, pipeline);
        }
        Problem problem = loaded.problems().stream()
                .filter(Problem::isError)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("neither a pipeline nor a problem in " + path));
        return new Refused(path, problem, line(problem, loaded));
    }

    private static int line(Problem problem, PipelineJson.Loaded loaded) {
        return problem.span() != null
                ? problem.span().startLine()
                : loaded.lines().line(problem.node(), problem.place());
    }

    /** Reads what {@link #text} has given; empty if it is no pipeline. */
    public static Optional<Pipeline> parse(String text) {
        return Optional.ofNullable(PipelineJson.parse(text).pipeline());
    }

    /** The pipeline as it stands in files. */
    public static String text(Pipeline pipeline) {
        return PipelineJson.write(pipeline);
    }

    /** Replaces the file's content, or leaves it as it was if that fails. */
    public static void write(Path path, Pipeline pipeline) throws IOException {
        PipelineJson.write(pipeline, path);
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
