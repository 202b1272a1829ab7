package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which environment a person last chose, by the file of the pipeline. Not to be used by two threads at a time. */
public final class EnvironmentMemory {
    private final Path file;

    public EnvironmentMemory(Folders folders) {
        file = folders.config().resolve("environments.json");
    }

    /** The environment of a pipeline; null for its defaults. */
    public @Nullable String read(Path pipeline) {
        return JsonFile.read(file).path(key(pipeline)).textValue();
    }

    public void write(Path pipeline, @Nullable String environment) throws IOException {
        ObjectNode tree = JsonFile.read(file);
        if (environment == null) {
            tree.remove(key(pipeline));
        } else {
            tree.put(key(pipeline), environment);
        }
        JsonFile.write(file, tree);
    }

    private static String key(Path pipeline) {
        return pipeline.toAbsolutePath().normalize().toString();
    }
}
