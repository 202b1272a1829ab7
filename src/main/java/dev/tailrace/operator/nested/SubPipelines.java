package dev.tailrace.operator.nested;

import dev.tailrace.model.Node;
import dev.tailrace.model.PipelineJson.Loaded;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the files held that a pipeline names as its sub-pipelines, and these as theirs, when they were read: a check does
 * no I/O of its own. Immutable.
 *
 * @param folder against which the paths of the pipeline that is checked are resolved
 * @param files by absolute path
 * @param around the files that the pipeline that is checked stands in, the outermost first; none for a drawing itself
 */
public record SubPipelines(Path folder, Map<Path, Loaded> files, List<Path> around) {
    /** Nothing has been read. */
    public static final SubPipelines NONE = new SubPipelines(Path.of(""), Map.of(), List.of());

    /** The operator whose nodes name files. */
    public static final String OPERATOR = "sub-pipeline";

    /** Its setting: the file. */
    public static final String PATH = "path";

    /** The operator whose nodes are the input ports of the pipeline that they stand in. */
    public static final String INPUT = "sub-input";

    /** The operator whose nodes are its output ports. */
    public static final String OUTPUT = "sub-output";

    /** How many sub-pipelines may stand within each other. */
    public static final int MAX_DEPTH = 8;

    public SubPipelines {
        files = Map.copyOf(files);
        around = List.copyOf(around);
    }

    /**
     * The port of an input or output: a node named {@code Raw quakes} is the port {@code raw-quakes}; a name without Latin
     * letters and digits gives way to the node's id.
     */
    public static String port(Node node) {
        String name = node.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]+", "-")
                .replaceAll("^-+|-+$", "");
        return name.isEmpty() ? node.id() : name;
    }

    /** What has been read of a file, or null if it has not been. */
    public @Nullable Loaded at(String path) {
        Path file = resolve(folder, path);
        return file == null ? null : files.get(file);
    }

    /** The same files as a sub-pipeline sees them that has been read. */
    public SubPipelines within(String path) {
        Path file = Objects.requireNonNull(resolve(folder, path), path);
        return new SubPipelines(
                Objects.requireNonNullElse(file.getParent(), file),
                files,
                Stream.concat(around.stream(), Stream.of(file)).toList());
    }

    /** Whether the file is one of those that the pipeline stands in. */
    public boolean isAround(String path) {
        Path file = resolve(folder, path);
        return file != null && around.contains(file);
    }

    /**
     * The file that a path means, or null if it is none that may be read when a pipeline is opened: no path here, or one of
     * another machine, which would be reached.
     */
    public static @Nullable Path resolve(Path folder, String path) {
        if (path.startsWith("//") || path.startsWith("\\\\")) {
            return null;
        }
        try {
            return folder.resolve(path).toAbsolutePath().normalize();
        } catch (InvalidPathException none) {
            return null;
        }
    }

    /** Of the folder alone, since a check asks on every keystroke and the files are large. */
    @Override
    public int hashCode() {
        return folder.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SubPipelines same
                && folder.equals(same.folder)
                && around.equals(same.around)
                && files.equals(same.files);
    }
}
