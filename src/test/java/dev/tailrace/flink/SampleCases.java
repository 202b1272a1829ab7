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

    /** Samples that Flink answers otherwise, and why. */
    static final Map<String, String> PENDING = Map.of(
            "Nexmark 9: winning bids",
            "plans this top 1 as if it only added rows, so that bids that have been beaten are never taken back");

    private SampleCases() {}

    static List<Drawing> all() {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(PipelineJson.SUFFIX))
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
        return Drawing.of(pipeline, folder == null ? SAMPLES : folder).unpaced().collectingInsteadOfSinks();
    }
}
