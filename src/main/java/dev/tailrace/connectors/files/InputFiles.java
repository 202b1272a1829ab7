package dev.tailrace.connectors.files;

import dev.tailrace.data.Problem;
import dev.tailrace.operator.SourceException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The files that a path setting names: one, or those of a folder whose names match a pattern in which {@code *} stands
 * for any text and {@code ?} for any character.
 */
final class InputFiles {
    private InputFiles() {}

    /**
     * The files, as texts relative to the base directory if the path is, sorted by name.
     *
     * @throws SourceException if there is none, or it cannot be read
     */
    static List<String> find(Path baseDirectory, String path) throws SourceException {
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        String folder = path.substring(0, slash + 1);
        if (isPattern(folder)) {
            throw new SourceException(Problem.error("connectors.files.pattern-in-folder", path));
        }
        if (!isPattern(name)) {
            checkReadable(resolve(baseDirectory, path));
            return List.of(path);
        }
        Path directory = resolve(baseDirectory, folder);
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob(name))) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry)) {
                    found.add(folder + entry.getFileName());
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw FileProblems.reading(directory, Objects.requireNonNull(failed.getCause()));
        } catch (IOException failed) {
            throw FileProblems.reading(directory, failed);
        }
        if (found.isEmpty()) {
            throw new SourceException(Problem.error("connectors.files.no-match", path, directory.toString()));
        }
        found.sort(null);
        return found;
    }

    static Path resolve(Path baseDirectory, String path) throws SourceException {
        try {
            return baseDirectory.resolve(path).normalize();
        } catch (InvalidPathException invalid) {
            throw new SourceException(Problem.error("connectors.files.bad-path", path, invalid.getReason()));
        }
    }

    static void checkReadable(Path file) throws SourceException {
        if (!Files.exists(file)) {
            throw new SourceException(Problem.error("connectors.files.missing", file.toString()));
        }
        if (Files.isDirectory(file)) {
            throw new SourceException(Problem.error("connectors.files.folder", file.toString()));
        }
        // Reading a pipe or a device could wait for ever, and could not begin again after a failure.
        if (!Files.isRegularFile(file)) {
            throw new SourceException(Problem.error("connectors.files.not-regular", file.toString()));
        }
        if (!Files.isReadable(file)) {
            throw new SourceException(Problem.error("connectors.files.not-readable", file.toString()));
        }
    }

    static boolean isPattern(String path) {
        return path.indexOf('*') >= 0 || path.indexOf('?') >= 0;
    }

    private static String glob(String name) {
        StringBuilder glob = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            glob.append("[]{}\\".indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return glob.toString();
    }
}
