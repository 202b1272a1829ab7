package dev.tailrace.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.Shared;
import dev.tailrace.data.Problem;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs Nexmark's queries and compares the digests of what they write with those of Flink's answers, which a program in
 * Python has computed once more.
 */
class NexmarkSamplesTest {
    private static final Path SAMPLES = Path.of("sample-pipelines/nexmark");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PipelineCheck check = new PipelineCheck(Catalogue.load());

    @TempDir
    private Path folder;

    static List<Arguments> queriesAndBatchSizes() throws IOException {
        List<Arguments> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(SAMPLES)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(PipelineJson.SUFFIX))
                    .map(name -> name.substring(0, name.length() - PipelineJson.SUFFIX.length()))
                    .sorted()
                    .forEach(query -> Stream.of(1, 7, 1024).forEach(rows -> all.add(Arguments.of(query, rows))));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("queriesAndBatchSizes")
    void queriesOfTheSampleGiveTheAnswers(String query, int batchRows) throws Exception {
        assertAnswers(SAMPLES.resolve("data"), query, batchRows);
    }

    @ParameterizedTest
    @MethodSource("queriesAndBatchSizes")
    void queriesOfTheSharedSetsGiveTheAnswers(String query, int batchRows) throws Exception {
        assertAnswers(Shared.path("nexmark/a"), query, batchRows);
        assertAnswers(Shared.path("nexmark/b"), query, batchRows);
    }

    private void assertAnswers(Path set, String query, int batchRows) throws Exception {
        Path out = folder.resolve(query + ".tsv");
        run(query, set.resolve("events.jsonl.gz"), out, batchRows);

        List<String> lines = new ArrayList<>(Files.readAllLines(out, StandardCharsets.US_ASCII));
        lines.sort(null);
        assertEquals(expected(set, query), lines.size() + " rows, " + digest(lines));
    }

    private void run(String query, Path events, Path out, int batchRows) throws InterruptedException {
        Path file = SAMPLES.resolve(query + PipelineJson.SUFFIX);
        PipelineJson.Loaded loaded = PipelineJson.read(file);
        Map<String, JsonNode> values = Map.of(
                "events", TextNode.valueOf(events.toAbsolutePath().toString()),
                "out", TextNode.valueOf(out.toString()),
                "pace", TextNode.valueOf("0"));
        CheckedPipeline checked = check.check(
                Objects.requireNonNull(loaded.pipeline(), loaded.problems().toString()),
                SAMPLES.toAbsolutePath(),
                values);
        assertEquals(
                List.of(), checked.problems().stream().filter(Problem::isError).toList());

        Run run = new EmbeddedRuntime(check).start(checked, new RunOptions(batchRows, RunOptions.DEFAULT.linger()));

        assertTrue(run.await(PATIENCE), "still running");
        assertEquals(Run.State.DONE, run.state(), () -> String.valueOf(run.failure()));
    }

    /** Of the line with query, rows, digest and columns. */
    private static String expected(Path set, String query) throws IOException {
        return Files.readAllLines(set.resolve("digests.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .filter(cells -> cells[0].equals(query))
                .map(cells -> cells[1] + " rows, " + cells[2])
                .findFirst()
                .orElseThrow();
    }

    private static String digest(List<String> lines) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.US_ASCII)));
        return HexFormat.of().formatHex(digest.digest());
    }
}
