package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the person has of pipeline files beside them, in one file of the state folder. For one thread. */
final class JsonByFile {
    /** Files; what was changed longest ago goes first. */
    private static final int KEPT = 200;

    private final Path file;

    JsonByFile(Path file) {
        this.file = file;
    }

    /** What was written for a pipeline file; a missing node if nothing was. */
    JsonNode read(Path pipeline) {
        return JsonFile.read(file).path(key(pipeline));
    }

    /** Writes that of a pipeline file, instead of what there was; null for nothing. */
    void write(Path pipeline, @Nullable JsonNode kept) throws IOException {
        ObjectNode tree = JsonFile.read(file);
        boolean had = tree.remove(key(pipeline)) != null;
        if (kept == null && !had) {
            return;
        }
        if (kept != null) {
            tree.set(key(pipeline), kept);
        }
        while (tree.size() > KEPT) {
            tree.remove(tree.fieldNames().next());
        }
        JsonFile.write(file, tree);
    }

    private static String key(Path pipeline) {
        return pipeline.toAbsolutePath().normalize().toString();
    }
}
