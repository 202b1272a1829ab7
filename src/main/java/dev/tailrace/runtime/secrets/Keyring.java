package dev.tailrace.runtime.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The keyring of the operating system, asked through the program that comes with it. It may ask the person for a password,
 * so that every call may take long. The names of our secrets stand in a file beside, so that a check of a pipeline need not
 * ask. Not to be used by two threads at a time.
 */
final class Keyring {
    /** For somebody to type the password of the keyring. */
    private static final long PATIENCE_SECONDS = 120;

    /** Without a service behind it, the program says so at once. */
    private static final long PROBE_SECONDS = 5;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMES = "names";

    private final KeyringTool tool;
    private final Path index;
    private @Nullable Boolean answers;

    Keyring(KeyringTool tool, Path index) {
        this.tool = tool;
        this.index = index;
    }

    /** What the program wrote, and how it ended. */
    private record Answer(int exit, byte[] output, String errors) {}

    /**
     * The one whose program is there.
     *
     * @param system as {@code os.name} says it
     * @param searchPath the folders of programs, as {@code PATH} has them
     * @param index of the file with the names, which need not be there
     * @return null if none is known for the system
     */
    static @Nullable Keyring find(String system, String searchPath, Path index) {
        for (String folder : searchPath.split(File.pathSeparator, -1)) {
            for (String program : new String[] {KeyringTool.SecretTool.PROGRAM, KeyringTool.Security.PROGRAM}) {
                KeyringTool tool = folder.isEmpty() ? null : tool(system, folder, program);
                if (tool != null) {
                    return new Keyring(tool, index);
                }
            }
        }
        return null;
    }

    private static @Nullable KeyringTool tool(String system, String folder, String program) {
        try {
            Path file = Path.of(folder, program);
            return Files.isExecutable(file) ? KeyringTool.of(system, file.toAbsolutePath()) : null;
        } catch (InvalidPathException unusable) {
            return null;
        }
    }

    /** Whether a service stands behind the program: on a machine without a desktop there may be none. Asked once. */
    boolean isThere() {
        Boolean known = answers;
        if (known == null) {
            try {
                Answer answer = run(tool.probe(), PROBE_SECONDS);
                known = answer.exit == 0 || answer.errors.isBlank() || saysNotFound(answer.errors);
            } catch (IOException silent) {
                // It cannot be used; secrets go to the encrypted file.
                known = false;
            }
            answers = known;
        }
        return known;
    }

    /** {@code security} says so of an entry that there is not; {@code secret-tool} says nothing. */
    private static boolean saysNotFound(String errors) {
        return errors.contains("could not be found");
    }

    Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        if (Files.exists(index)) {
            JsonNode tree = JSON.readTree(index.toFile());
            tree.path(NAMES).forEach(name -> names.add(name.asText()));
        }
        return names;
    }

    /** The value; null if there is none (any more). */
    @Nullable
    String get(String name) throws IOException {
        Answer answer = run(tool.lookup(name), PATIENCE_SECONDS);
        if (answer.exit == 0) {
            return tool.value(answer.output);
        }
        if (answer.errors.isBlank() || saysNotFound(answer.errors)) {
            refuseIfLocked(name);
            return null;
        }
        throw new IOException(answer.errors.strip());
    }

    /** Of an entry that was not given though there is one. */
    private void refuseIfLocked(String name) throws IOException {
        KeyringTool.Call search = tool.search(name);
        if (search != null && run(search, PATIENCE_SECONDS).output.length > 0) {
            throw new IOException("it is locked");
        }
    }

    /** Keeps a secret, over one of this name. */
    void put(String name, String value) throws IOException {
        Answer answer = run(tool.store(name, value), PATIENCE_SECONDS);
        // Asked again, since a program that reads commands ends well even if one of them has failed.
        if (answer.exit != 0 || !value.equals(get(name))) {
            throw new IOException(answer.errors.isBlank() ? "the keyring did not take it" : answer.errors.strip());
        }
        Set<String> names = names();
        if (names.add(name)) {
            write(names);
        }
    }

    /** Takes a secret out; false if there was none. */
    boolean remove(String name) throws IOException {
        Set<String> names = names();
        if (!names.remove(name)) {
            return false;
        }
        if (run(tool.clear(name), PATIENCE_SECONDS).exit != 0) {
            // Its name stays with it: it can be taken out once the keyring is open.
            refuseIfLocked(name);
        }
        write(names);
        return true;
    }

    /** Writes beside the file and renames: a crash leaves the old file or the new one. */
    private void write(Set<String> names) throws IOException {
        ObjectNode tree = JSON.createObjectNode().put("tailraceKeyring", 1);
        ArrayNode array = tree.putArray(NAMES);
        names.forEach(array::add);
        Path folder = index.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path aside = index.resolveSibling("." + index.getFileName() + ".new");
        Files.writeString(aside, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n");
        Files.move(aside, index, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Answer run(KeyringTool.Call call, long seconds) throws IOException {
        Process process = new ProcessBuilder(call.command()).start();
        try {
            CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> all(process.getInputStream()));
            CompletableFuture<byte[]> errors = CompletableFuture.supplyAsync(() -> all(process.getErrorStream()));
            try (OutputStream input = process.getOutputStream()) {
                input.write(call.input());
            } catch (IOException unread) {
                // A program that ends without reading says why by its errors.
            }
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IOException("the keyring did not answer within " + seconds + " s");
            }
            return new Answer(process.exitValue(), output.join(), new String(errors.join(), StandardCharsets.UTF_8));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the keyring was asked");
        } finally {
            Arrays.fill(call.input(), (byte) 0);
            process.destroyForcibly();
        }
    }

    private static byte[] all(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
