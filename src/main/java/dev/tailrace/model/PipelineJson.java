package dev.tailrace.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pipelines as files. Reading runs nothing and reaches nothing: it reads one regular file of limited size and depth.
 * Writing is stable: the same pipeline gives the same text, a moved node changes only {@code layout}. Safe on any thread.
 */
public final class PipelineJson {
    /** How files of pipelines end. */
    public static final String SUFFIX = ".tailrace.json";

    /** Greatest size of a file, bytes. */
    public static final int MAX_BYTES = 32 << 20;

    private PipelineJson() {}

    /**
     * A read file.
     *
     * @param pipeline null if there are errors
     */
    public record Loaded(@Nullable Pipeline pipeline, List<Problem> problems, FileLines lines) {
        public Loaded {
            problems = List.copyOf(problems);
        }
    }

    /** Reads a file; whatever is wrong with it is a problem, not an exception. */
    public static Loaded read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                return failed("model.is-a-folder", file.toString());
            }
            if (!Files.exists(file)) {
                return failed("model.no-such-file", file.toString());
            }
            if (!Files.isRegularFile(file)) {
                return failed("model.not-a-regular-file", file.toString());
            }
            long bytes = Files.size(file);
            if (bytes > MAX_BYTES) {
                return failed("model.file-too-large", file.toString(), bytes >> 20, MAX_BYTES >> 20);
            }
            return parse(Files.readAllBytes(file));
        } catch (NoSuchFileException gone) {
            return failed("model.no-such-file", file.toString());
        } catch (AccessDeniedException denied) {
            return failed("model.no-permission", file.toString());
        } catch (IOException broken) {
            return failed("model.cannot-read", file.toString(), FileFailure.reason(broken));
        }
    }

    /** Reads a pipeline from UTF-8 bytes. */
    public static Loaded parse(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException invalid) {
            return failed("model.not-utf8");
        }
        return parse(text);
    }

    /** Reads a pipeline from text. */
    public static Loaded parse(String text) {
        JsonTree tree = JsonTree.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
        ObjectNode root = tree.root();
        if (root == null) {
            return new Loaded(null, tree.problems(), tree.lines());
        }
        return new PipelineReader(root, tree.lines()).read();
    }

    /** The pipeline as the tree of a file; a copy that may be changed. */
    public static ObjectNode tree(Pipeline pipeline) {
        return PipelineWriter.tree(pipeline).deepCopy();
    }

    /** Reads a pipeline from a tree such as {@link #tree} gives; problems have no lines. */
    public static Loaded parse(ObjectNode tree) {
        return new PipelineReader(tree, new FileLines()).read();
    }

    /** The pipeline as the text of a file, with a line end at its end. */
    public static String write(Pipeline pipeline) {
        return PipelineWriter.write(pipeline);
    }

    /**
     * Replaces a file in one step: whoever reads it sees the old text or the new one.
     *
     * @throws IOException if the file cannot be written; the old one is then as it was
     */
    public static void write(Pipeline pipeline, Path file) throws IOException {
        Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
        Path folder = target.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, ".", SUFFIX + ".part");
        try {
            Files.writeString(draft, write(pipeline));
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                keepPermissions(target, draft);
            }
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        if (Files.getFileStore(from).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        }
    }

    private static Loaded failed(String code, Object... arguments) {
        return new Loaded(null, List.of(Problem.error(code, arguments)), new FileLines());
    }
}
