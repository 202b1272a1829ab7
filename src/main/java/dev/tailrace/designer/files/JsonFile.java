package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Small JSON files of the machine: read whole, replaced whole. */
final class JsonFile {
    static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonFile() {}

    /** The object in the file; an empty one if there is no file or no object in it, since it can be made anew. */
    static ObjectNode read(Path file) {
        if (Files.isRegularFile(file)) {
            try {
                JsonNode tree = MAPPER.readTree(file.toFile());
                if (tree instanceof ObjectNode object) {
                    return object;
                }
            } catch (IOException unreadable) {
                // What was remembered is lost, nothing more: begin anew.
                return MAPPER.createObjectNode();
            }
        }
        return MAPPER.createObjectNode();
    }

    static void write(Path file, JsonNode tree) throws IOException {
        replace(file, MAPPER.writeValueAsString(tree) + "\n");
    }

    /** Writes beside the file and renames, so that a crash leaves the old file or the new one, never half of one. */
    static void replace(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path aside = file.resolveSibling("." + file.getFileName() + ".new");
        Files.write(aside, text.getBytes(StandardCharsets.UTF_8));
        try {
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
