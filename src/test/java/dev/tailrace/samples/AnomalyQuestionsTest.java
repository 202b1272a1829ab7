package dev.tailrace.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.Shared;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The questions of the golden data that ask for z-scores, with their answers. */
class AnomalyQuestionsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "volume-anomalies, crypto_trades, expected_volume_anomalies.csv, 1",
        "long-thinks, chess_games, expected_long_thinks.csv, 3",
        "heart-rate-anomalies, icu_vitals, expected_hr_anomalies.csv, 2"
    })
    void whatIsFarFromTheValuesBeforeIsThatOfTheAnswers(String pipeline, String data, String answers, int keys)
            throws Exception {
        Path source = Shared.path("data").resolve(data);
        List<List<String>> expected = rows(source.resolve(answers), keys);
        for (int batchRows : new int[] {1, 7, 1024}) {
            Path out = folder.resolve(batchRows + ".csv");
            run(pipeline, source, out, batchRows);
            List<List<String>> actual = rows(out, keys);
            assertEquals(
                    expected.stream().map(row -> row.subList(0, keys)).toList(),
                    actual.stream().map(row -> row.subList(0, keys)).toList());
            for (int i = 0; i < expected.size(); i++) {
                for (int column = keys; column < expected.get(i).size(); column++) {
                    assertClose(expected.get(i).get(column), actual.get(i).get(column), expected.get(i));
                }
            }
        }
    }

    private void run(String name, Path data, Path out, int batchRows) throws InterruptedException, URISyntaxException {
        Path file = Path.of(Objects.requireNonNull(
                        AnomalyQuestionsTest.class.getResource(name + PipelineJson.SUFFIX), name)
                .toURI());
        PipelineJson.Loaded loaded = PipelineJson.read(file);
        PipelineCheck check = new PipelineCheck(Catalogue.load());
        CheckedPipeline checked = check.check(
                Objects.requireNonNull(loaded.pipeline(), loaded.problems().toString()),
                folder,
                Map.of("data", TextNode.valueOf(data.toString()), "out", TextNode.valueOf(out.toString())));
        Run run = new EmbeddedRuntime(check).start(checked, new RunOptions(batchRows, RunOptions.DEFAULT.linger()));
        assertTrue(run.await(PATIENCE), "still running");
        assertEquals(Run.State.DONE, run.state(), () -> checked.problems() + " " + run.failure());
    }

    /** The rows of a file of simple cells, by their first columns. */
    private static List<List<String>> rows(Path file, int keys) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> List.of(line.split(",", -1)).stream()
                        .map(AnomalyQuestionsTest::normal)
                        .toList())
                .sorted(Comparator.comparing(
                        row -> row.subList(0, keys).toString()))
                .toList();
    }

    /** Times without a zone are those of UTC, as the answers print them. */
    private static String normal(String cell) {
        return cell.matches("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?")
                ? cell.substring(0, 19).replace(' ', 'T') + "Z"
                : cell;
    }

    /** Within one unit of the last decimal, as the semantics of the questions say. */
    private static void assertClose(String expected, String actual, List<String> row) {
        BigDecimal answer = new BigDecimal(expected);
        BigDecimal apart = new BigDecimal(actual).subtract(answer).abs();
        assertTrue(apart.compareTo(answer.ulp()) <= 0, () -> actual + " instead of " + expected + " in " + row);
    }
}
