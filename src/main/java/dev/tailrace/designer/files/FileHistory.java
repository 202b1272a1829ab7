package dev.tailrace.designer.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Every saved state of each pipeline file of the last 30 days, packed, in {@code history} of the state folder: a folder a
 * file, named by its path, and in it a file a state, named by its time. Where all of them together outgrow the bound, the
 * oldest go. Blocks; safe on any thread as long as only one adds.
 */
public final class FileHistory {
    static final Duration KEPT = Duration.ofDays(30);
    private static final long MAX_BYTES = 64L << 20;
    private static final String SUFFIX = ".json.gz";

    /** @param time when it was saved, to the millisecond */
    public record State(Instant time, Path file) {}

    private final Path folder;
    private final Clock clock;
    private final long maxBytes;

    public FileHistory(Folders folders, Clock clock) {
        this(folders, clock, MAX_BYTES);
    }

    /** @param maxBytes of all states of all files, packed */
    FileHistory(Folders folders, Clock clock, long maxBytes) {
        this.folder = folders.state().resolve("history");
        this.clock = clock;
        this.maxBytes = maxBytes;
    }

    /** Keeps what a file holds now; nothing happens if that is what was kept last. */
    public void add(Path path, String text) throws IOException {
        List<State> before = states(path);
        if (!before.isEmpty() && text(before.get(0)).equals(Optional.of(text))) {
            return;
        }
        Path own = folderOf(path);
        Files.createDirectories(own);
        Instant now = clock.instant();
        // Two states of one millisecond must both stay, in their order.
        Instant latest = before.isEmpty() ? Instant.MIN : before.get(0).time();
        long millis = now.isAfter(latest) ? now.toEpochMilli() : latest.toEpochMilli();
        millis = !before.isEmpty() && millis == latest.toEpochMilli() ? millis + 1 : millis;
        Path file = own.resolve(String.format("%013d", millis) + SUFFIX);
        Path aside = own.resolve("." + file.getFileName() + ".new");
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(aside))) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        trim(now);
    }

    /** The kept states of a file, the latest first. */
    public List<State> states(Path path) throws IOException {
        return statesIn(folderOf(path));
    }

    /** What the file held; empty if that cannot be read any more. */
    public Optional<String> text(State state) {
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(state.file()))) {
            return Optional.of(new String(packed.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    private static List<State> statesIn(Path own) throws IOException {
        if (!Files.isDirectory(own)) {
            return List.of();
        }
        List<State> states = new ArrayList<>();
        try (Stream<Path> files = Files.list(own)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX) && name.matches("\\d{1,17}\\Q" + SUFFIX + "\\E")) {
                    long millis = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
                    states.add(new State(Instant.ofEpochMilli(millis), file));
                }
            }
        }
        states.sort(Comparator.comparing(State::time).reversed());
        return states;
    }

    private void trim(Instant now) throws IOException {
        List<State> all = new ArrayList<>();
        try (Stream<Path> owners = Files.list(folder)) {
            for (Path own : owners.filter(Files::isDirectory).toList()) {
                all.addAll(statesIn(own));
            }
        }
        all.sort(Comparator.comparing(State::time).reversed());
        Instant oldest = now.minus(KEPT);
        long bytes = 0;
        for (State state : all) {
            bytes += Files.size(state.file());
            if (state.time().isBefore(oldest) || bytes > maxBytes) {
                Files.deleteIfExists(state.file());
            }
        }
    }

    /** The file's name for whoever looks into the folder, and a digest of its whole path to tell it from others. */
    private Path folderOf(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(whole.toString().getBytes(StandardCharsets.UTF_8));
            String name = PipelineFiles.shortName(whole).replaceAll("[^\\p{L}\\p{N}._-]", "_");
            return folder.resolve(name.substring(0, Math.min(40, name.length())) + "-"
                    + HexFormat.of().formatHex(digest, 0, 8));
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform has it.
            throw new IllegalStateException(e);
        }
    }
}
