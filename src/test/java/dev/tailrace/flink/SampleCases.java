package dev.tailrace.flink;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The sample pipelines, whose files both runtimes read themselves. Their sinks are replaced, so that also those are
 * compared that end with a changelog in a file, which Flink refuses.
 */
final class SampleCases {
    private static final Path SAMPLES = Path.of("sample-pipelines");

    /** Where Flink's plan gives updates by key, without the rows that they replace. */
    private static final Map<String, String> UPSERT_KEYS = Map.of("Nexmark 9: winning bids", "id");

    private SampleCases() {}

    static List<Drawing> all() {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(PipelineJson.SUFFIX)
                            && !file.getParent().endsWith("parts"))
                    .sorted()
                    .map(SampleCases::drawing)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Drawing drawing(Path file) {
        PipelineJson.Loaded loaded = PipelineJson.read(file);
        Pipeline pipeline = loaded.pipeline();
        if (pipeline == null) {
            throw new IllegalStateException(file + ": " + loaded.problems());
        }
        Path folder = file.toAbsolutePath().getParent();
        return collecting(pipeline, folder == null ? SAMPLES : folder);
    }

    /** The sample as fast as it goes, with sinks that keep what they are given. */
    static Drawing collecting(Pipeline pipeline, Path folder) {
        return Drawing.of(pipeline, folder)
                .upsertedBy(UPSERT_KEYS.get(pipeline.name()))
                .unpaced()
                .collectingInsteadOfSinks();
    }
}
