package dev.tailrace.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.PipelineTest;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.proof.Outcome;
import dev.tailrace.proof.TestRunner;
import dev.tailrace.runtime.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the tests that the samples carry; their expected rows were calculated by hand. */
class SampleTestsTest {
    private static final Texts TEXTS = new Texts(Locale.ROOT);

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("sample-pipelines"))) {
            return files.filter(file -> file.toString().endsWith(PipelineJson.SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private static Pipeline read(Path file) {
        return Objects.requireNonNull(PipelineJson.read(file).pipeline(), file.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1024})
    void allTestsOfAllSamplesPassAtAnyBatchSize(int batchRows) throws IOException, InterruptedException {
        Catalogue catalogue = Catalogue.load();
        TestRunner runner = new TestRunner(
                catalogue,
                new EmbeddedRuntime(new PipelineCheck(catalogue)),
                new RunOptions(batchRows, RunOptions.DEFAULT.linger()));
        for (Path file : samples()) {
            Pipeline pipeline = read(file);
            for (PipelineTest test : pipeline.attachments().tests()) {
                Outcome outcome = runner.run(pipeline, file.toAbsolutePath().getParent(), test, Map.of());

                assertEquals(
                        Outcome.Status.PASSED,
                        outcome.status(),
                        () -> file + ", " + test.name() + ": " + told(outcome));
            }
        }
    }

    @Test
    void someSamplesHaveTests() throws IOException {
        long tested = samples().stream()
                .filter(file -> !read(file).attachments().tests().isEmpty())
                .count();

        assertTrue(tested >= 4, tested + " samples have tests");
    }

    private static String told(Outcome outcome) {
        return outcome.problems().stream()
                        .map((Problem problem) -> TEXTS.of(problem))
                        .collect(Collectors.joining("\n"))
                + outcome.ports().stream()
                        .flatMap(port -> port.differences().stream())
                        .map(row -> row.verdict() + " " + row.expected() + " " + row.actual())
                        .collect(Collectors.joining("\n"));
    }
}
