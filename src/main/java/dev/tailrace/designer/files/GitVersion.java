package dev.tailrace.designer.files;

import dev.tailrace.model.PipelineJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What git has of a file. Starts a process and waits for it: for background threads. */
public final class GitVersion {
    private static final long PATIENCE_SECONDS = 10;

    private GitVersion() {}

    /**
     * The file as the latest commit of its work tree has it; empty if it has none, if there is no work tree or no git. Asks
     * for the plain object, so that nothing runs that the repository's configuration names.
     */
    public static Optional<String> head(Path file) throws InterruptedException {
        Path whole = file.toAbsolutePath().normalize();
        Path folder = whole.getParent();
        if (folder == null) {
            return Optional.empty();
        }
        ProcessBuilder command = new ProcessBuilder("git", "cat-file", "blob", "HEAD:./" + whole.getFileName())
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        command.environment().put("GIT_OPTIONAL_LOCKS", "0");
        command.environment().put("GIT_TERMINAL_PROMPT", "0");
        try {
            Process git = command.start();
            try {
                git.getOutputStream().close();
                byte[] bytes = git.getInputStream().readNBytes(PipelineJson.MAX_BYTES + 1);
                boolean ended = git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return ended && git.exitValue() == 0 && bytes.length <= PipelineJson.MAX_BYTES
                        ? Optional.of(new String(bytes, StandardCharsets.UTF_8))
                        : Optional.empty();
            } finally {
                git.destroy();
            }
        } catch (IOException absent) {
            // Without git there is no version of it.
            return Optional.empty();
        }
    }
}
