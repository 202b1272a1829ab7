package dev.tailrace.runtime.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/**
 * The runs of this machine in {@code runs} of the state folder: a folder a run, named by its start, with {@code run.json},
 * {@code pipeline.tailrace.json} and {@code series.json} in it. Each file is replaced whole, so that a crash leaves the
 * old or the new one; a folder without a readable {@code run.json} is no run. Blocks. Safe on any thread and beside other
 * processes.
 */
public final class RunFolders {
    /**
     * How much is kept; beyond it the oldest runs go.
     *
     * @param runs of all pipelines
     * @param runsOfOne of a single pipeline
     * @param bytes of all runs
     */
    public record Bounds(int runs, int runsOfOne, long bytes) {
        public static final Bounds USUAL = new Bounds(400, 60, 200L << 20);
    }

    private static final String FACTS = "run.json";

    /** What {@link #FACTS} is called in a run that was deleted; {@link #trim} deletes the folder a day later. */
    private static final String DELETED = "deleted.json";

    private static final String SERIES = "series.json";
    private static final String PIPELINE = "pipeline" + PipelineJson.SUFFIX;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Bounds bounds;
    private final LongPredicate lives;

    /** @param state the folder of what has come about on this machine */
    public RunFolders(Path state) {
        this(state, Bounds.USUAL, process -> ProcessHandle.of(process)
                .map(ProcessHandle::isAlive)
                .orElse(false));
    }

    /** @param lives whether a process lives that has written of a run and not of its end */
    RunFolders(Path state, Bounds bounds, LongPredicate lives) {
        this.folder = state.resolve("runs");
        this.bounds = bounds;
        this.lives = lives;
    }

    /** A name for the folder of a run, which sorts by its start. */
    static String newId(Instant started) {
        return NAME.format(started) + "-" + UUID.randomUUID().toString().substring(0, 4);
    }

    /** All runs, the latest first. Folders that were not written to their end are left out. */
    public List<RunFacts> list() throws IOException {
        List<RunFacts> found = new ArrayList<>();
        for (Path own : folders()) {
            facts(own).ifPresent(found::add);
        }
        found.sort(Comparator.comparing(RunFacts::started).reversed());
        return found;
    }

    /** The pipeline as it ran; empty if it is not there or cannot be read. */
    public Optional<Pipeline> pipeline(RunFacts run) {
        return Optional.ofNullable(PipelineJson.read(own(run).resolve(PIPELINE)).pipeline());
    }

    /** The series of a run; none if they are not there or cannot be read. */
    public RunSeries series(RunFacts run) throws IOException {
        return read(own(run).resolve(SERIES)).map(RunJson::series).orElse(RunSeries.NONE);
    }

    /** Takes a run out of the list; for a day it can be brought back. Nothing happens if it is gone. */
    public void delete(RunFacts run) throws IOException {
        rename(own(run), FACTS, DELETED);
    }

    /** Brings a deleted run back, if it is still there. */
    public void bringBack(RunFacts run) throws IOException {
        rename(own(run), DELETED, FACTS);
    }

    private static void rename(Path own, String from, String to) throws IOException {
        try {
            Files.move(own.resolve(from), own.resolve(to), StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException gone) {
            // Deleted elsewhere, for good or not.
            return;
        }
    }

    /** Writes what is known of a run at its start. */
    void begin(RunFacts facts, Pipeline pipeline) throws IOException {
        Files.createDirectories(own(facts));
        PipelineJson.write(pipeline, own(facts).resolve(PIPELINE));
        write(facts);
    }

    void write(RunFacts facts) throws IOException {
        replace(own(facts).resolve(FACTS), RunJson.of(facts));
    }

    void write(RunFacts facts, RunSeries series) throws IOException {
        replace(own(facts).resolve(SERIES), RunJson.of(series));
        write(facts);
    }

    /** Deletes the oldest runs beyond the bounds, and what is left of runs that were never written. */
    void trim() throws IOException {
        Map<String, Integer> ofOne = new HashMap<>();
        int kept = 0;
        long bytes = 0;
        List<Path> newestFirst = new ArrayList<>(folders());
        newestFirst.sort(Comparator.comparing(Path::getFileName).reversed());
        for (Path own : newestFirst) {
            Optional<RunFacts> facts = facts(own);
            if (facts.isEmpty()) {
                deleteIfForgotten(own);
                continue;
            }
            RunFacts run = facts.get();
            int sameBefore = ofOne.merge(run.file() + "\n" + run.pipeline(), 1, Integer::sum) - 1;
            bytes += size(own);
            boolean fits = kept < bounds.runs() && sameBefore < bounds.runsOfOne() && bytes <= bounds.bytes();
            if (fits || run.outcome() == Outcome.RUNNING) {
                kept++;
            } else {
                delete(own);
            }
        }
    }

    /** A folder without facts may be one that is just being written. */
    private static void deleteIfForgotten(Path own) throws IOException {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        if (Files.getLastModifiedTime(own).toInstant().isBefore(yesterday)) {
            delete(own);
        }
    }

    private List<Path> folders() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    private Optional<RunFacts> facts(Path own) throws IOException {
        String id = String.valueOf(own.getFileName());
        return read(own.resolve(FACTS))
                .flatMap(tree -> RunJson.facts(id, tree))
                .map(run -> run.outcome() == Outcome.RUNNING && !lives.test(run.process())
                        ? run.with(Outcome.BROKEN_OFF)
                        : run);
    }

    private Path own(RunFacts run) {
        return folder.resolve(run.id());
    }

    /** Empty if there is no such file or no JSON in it. */
    private static Optional<JsonNode> read(Path file) throws IOException {
        try {
            return Optional.ofNullable(RunJson.MAPPER.readTree(Files.readAllBytes(file)));
        } catch (NoSuchFileException | JsonProcessingException nothingWhole) {
            return Optional.empty();
        }
    }

    private static void replace(Path file, ObjectNode tree) throws IOException {
        Path aside = file.resolveSibling("." + file.getFileName() + ".new");
        Files.write(aside, RunJson.MAPPER.writeValueAsBytes(tree));
        Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Bytes; what another process deletes meanwhile counts no more. */
    private static long size(Path own) throws IOException {
        long bytes = 0;
        for (Path file : files(own)) {
            try {
                bytes += Files.size(file);
            } catch (NoSuchFileException gone) {
                continue;
            }
        }
        return bytes;
    }

    private static void delete(Path own) throws IOException {
        for (Path file : files(own)) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(own);
    }

    private static List<Path> files(Path own) throws IOException {
        try (Stream<Path> files = Files.list(own)) {
            return files.toList();
        } catch (NoSuchFileException gone) {
            return List.of();
        }
    }
}
