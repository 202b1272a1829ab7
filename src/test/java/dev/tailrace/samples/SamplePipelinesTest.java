package dev.tailrace.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.operator.nested.SubPipelineFiles;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the samples as a person would and compares what they write with answers computed elsewhere. */
class SamplePipelinesTest {
    private static final Path SAMPLES = Path.of("sample-pipelines");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Nexmark's statistics group without a window and forget nothing, or the answers would hang on the clock. */
    private static final String UNBOUNDED_GROUPS = "operators.group-aggregate.unbounded";

    private static final Map<String, List<String>> TRUE_WARNINGS = Map.of(
            "q3", List.of("operators.join.unbounded"),
            "q4", List.of("operators.join.unbounded", UNBOUNDED_GROUPS, UNBOUNDED_GROUPS),
            "q9", List.of("operators.join.unbounded"),
            "q15", List.of(UNBOUNDED_GROUPS),
            "q16", List.of(UNBOUNDED_GROUPS),
            "q17", List.of(UNBOUNDED_GROUPS),
            "q20", List.of("operators.join.unbounded"),
            "readings", List.of("operators.throttle.unbounded"));

    private final PipelineCheck check = new PipelineCheck(Catalogue.load());

    @TempDir
    private Path folder;

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(PipelineJson.SUFFIX)).sorted().toList().stream();
        }
    }

    /** Without those that have no rows of their own, because they are parts of others. */
    static Stream<Path> wholeSamples() throws IOException {
        return samples().filter(file -> !file.getParent().endsWith("parts"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void samplesHaveNoUnexpectedProblemsAndAreWrittenAsTheProgramWritesThem(Path file) throws IOException {
        CheckedPipeline checked = check(file, Map.of());

        String name = file.getFileName().toString().replace(PipelineJson.SUFFIX, "");
        assertEquals(
                TRUE_WARNINGS.getOrDefault(name, List.of()),
                checked.problems().stream().map(Problem::code).toList(),
                () -> checked.problems().toString());
        assertEquals(PipelineJson.write(checked.pipeline()), Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1024})
    void flightsPerDayAreThoseOfTheAnswers(int batchRows) throws IOException, InterruptedException {
        Path daily = folder.resolve("daily.csv");
        Path weekly = folder.resolve("weekly.csv");
        run("flights/flights", batchRows, Map.of("out", daily, "weeklyOut", weekly));

        assertEquals(
                Csv.read(SAMPLES.resolve("flights/data/expected_daily.csv")).rows(),
                Csv.read(daily).rows());
        assertEquals(
                Csv.read(SAMPLES.resolve("flights/data/expected_top5_origins_weekly.csv"))
                        .rows(),
                topFive(Csv.read(weekly)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1024})
    void flightsByStateAreThoseOfTheAnswers(int batchRows) throws IOException, InterruptedException {
        Path out = folder.resolve("states.csv");
        run("flights/states", batchRows, Map.of("out", out));

        assertEquals(
                Csv.read(SAMPLES.resolve("flights/data/expected_state_weekly.csv"))
                        .rows(),
                Csv.read(out).rows().stream()
                        .sorted(Comparator.comparing((List<String> row) -> row.get(0))
                                .thenComparing(row -> row.get(1)))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1024})
    void chessMovesPerMinuteAreThoseOfTheAnswers(int batchRows) throws IOException, InterruptedException {
        Path out = folder.resolve("minute.csv");
        run("chess/chess", batchRows, Map.of("out", out));

        assertEquals(
                Csv.read(SAMPLES.resolve("chess/data/expected_minute.csv")).rows(),
                Csv.read(out).rows());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1024})
    void chessMovesBySpeedAreThoseOfTheAnswers(int batchRows) throws IOException, InterruptedException {
        Path out = folder.resolve("speeds.csv");
        run("chess/speeds", batchRows, Map.of("out", out));

        assertEquals(
                sorted(Csv.read(SAMPLES.resolve("chess/data/expected_moves_by_speed_5min.csv"))
                        .rows()),
                sorted(Csv.read(out).rows()));
    }

    /** Scores themselves are compared in {@link AnomalyQuestionsTest}. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1024})
    void longThinksAreThoseOfTheAnswers(int batchRows) throws IOException, InterruptedException {
        Path out = folder.resolve("thinks.csv");
        run("chess/thinking", batchRows, Map.of("out", out));

        assertEquals(moves(SAMPLES.resolve("chess/data/expected_long_thinks.csv")), moves(out));
    }

    private static List<List<String>> moves(Path file) throws IOException {
        return sorted(
                Csv.read(file).rows().stream().map(row -> row.subList(0, 4)).toList());
    }

    private static List<List<String>> sorted(List<List<String>> rows) {
        return rows.stream().sorted(Comparator.comparing(List::toString)).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1024})
    void quakesPerHourAreThoseOfTheAnswers(int batchRows) throws IOException, InterruptedException {
        Path out = folder.resolve("hourly.csv");
        run("earthquakes/earthquakes", batchRows, Map.of("out", out));

        assertEquals(
                Csv.read(SAMPLES.resolve("earthquakes/data/expected_hourly.csv"))
                        .rows(),
                Csv.read(out).rows());
    }

    /** Counted by a script over the file: quakes below magnitude 3 and others, by the day in UTC. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1024})
    void aSubPipelineUsedTwiceCountsWeakAndStrongQuakes(int batchRows) throws IOException, InterruptedException {
        Path weak = folder.resolve("weak.csv");
        Path strong = folder.resolve("strong.csv");
        run("earthquakes/by-size", batchRows, Map.of("weakOut", weak, "strongOut", strong));

        assertEquals(List.of("171", "199", "219", "229", "264", "220", "178", "10"), counts(weak));
        assertEquals(List.of("27", "32", "23", "30", "37", "29", "35", "4"), counts(strong));
        assertEquals("2018-01-31T00:00:00Z", Csv.read(weak).rows().get(0).get(0));
    }

    private static List<String> counts(Path file) throws IOException {
        return Csv.read(file).rows().stream().map(row -> row.get(1)).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1024})
    void lateQuakesComeOutAtTheLatePortAtEveryBatchSize(int batchRows) throws IOException, InterruptedException {
        Path onTime = folder.resolve("on-time.csv");
        Path late = folder.resolve("late.csv");
        run("earthquakes/late-quakes", batchRows, Map.of("out", onTime, "lateOut", late));

        Map<String, Integer> onTimeByHour = new HashMap<>();
        Csv.read(onTime).rows().forEach(row -> onTimeByHour.put(row.get(0), Integer.valueOf(row.get(1))));
        Map<String, Integer> lateByHour = new HashMap<>();
        for (List<String> row : Csv.read(late).rows()) {
            lateByHour.merge(row.get(1).substring(0, 13) + ":00:00Z", 1, Integer::sum);
        }
        List<List<String>> answers =
                Csv.read(SAMPLES.resolve("earthquakes/data/expected_late.csv")).rows();
        for (List<String> answer : answers) {
            String hour = answer.get(0);
            assertEquals(answer.get(1), onTimeByHour.getOrDefault(hour, 0).toString(), "on time in " + hour);
            assertEquals(answer.get(2), lateByHour.getOrDefault(hour, 0).toString(), "late in " + hour);
        }
        assertEquals(
                1010, lateByHour.values().stream().mapToInt(Integer::intValue).sum());
    }

    @ParameterizedTest
    @MethodSource("wholeSamples")
    void samplesGoOnFromSnapshotsOfAllTheirNodes(Path file) throws InterruptedException {
        CheckedPipeline checked = check(file, Map.of("pace", TextNode.valueOf("0")));

        Map<Wire, List<Row>> rows = new PipelineHarness(check, checked.runnable()).run();

        assertFalse(rows.isEmpty());
        rows.forEach((wire, taken) -> assertFalse(taken.isEmpty(), "nothing on " + wire));
    }

    @Test
    void aSampleAsItComesWritesBesideItself() {
        CheckedPipeline checked = check(SAMPLES.resolve("flights/flights.tailrace.json"), Map.of());

        assertTrue(
                checked.baseDirectory().endsWith("flights"),
                checked.baseDirectory().toString());
        assertFalse(checked.hasErrors());
    }

    private void run(String sample, int batchRows, Map<String, Path> outputs) throws InterruptedException {
        Map<String, JsonNode> values = new HashMap<>();
        values.put("pace", TextNode.valueOf("0"));
        outputs.forEach((name, path) -> values.put(name, TextNode.valueOf(path.toString())));
        CheckedPipeline checked = check(SAMPLES.resolve(sample + PipelineJson.SUFFIX), values);
        RunOptions options = new RunOptions(batchRows, RunOptions.DEFAULT.linger());

        Run run = new EmbeddedRuntime(check).start(checked, options);

        assertTrue(run.await(PATIENCE), "still running");
        assertEquals(Run.State.DONE, run.state(), () -> String.valueOf(run.failure()));
    }

    private CheckedPipeline check(Path file, Map<String, JsonNode> values) {
        PipelineJson.Loaded loaded = PipelineJson.read(file);
        return check.check(
                Objects.requireNonNull(loaded.pipeline(), loaded.problems().toString()),
                file.toAbsolutePath().getParent(),
                values,
                new SubPipelineFiles()
                        .read(
                                Objects.requireNonNull(loaded.pipeline()),
                                file.toAbsolutePath().getParent()));
    }

    /** The five origins with most flights of each week, ties by origin, as question 2 of the flights asks. */
    private static List<List<String>> topFive(Csv weekly) {
        Map<String, List<List<String>>> byWeek = new TreeMap<>();
        weekly.rows().forEach(row -> byWeek.computeIfAbsent(row.get(0), week -> new ArrayList<>())
                .add(row));
        List<List<String>> top = new ArrayList<>();
        byWeek.forEach((week, rows) -> {
            rows.sort(Comparator.<List<String>, Integer>comparing(row -> -Integer.parseInt(row.get(2)))
                    .thenComparing(row -> row.get(1)));
            for (int i = 0; i < Math.min(5, rows.size()); i++) {
                top.add(List.of(
                        week,
                        Integer.toString(i + 1),
                        rows.get(i).get(1),
                        rows.get(i).get(2)));
            }
        });
        return top;
    }

    /** A file of simple cells; times without a zone are those of UTC, as the answers print them. */
    private record Csv(List<List<String>> rows) {
        static Csv read(Path file) throws IOException {
            List<List<String>> rows = Files.readAllLines(file).stream()
                    .skip(1)
                    .map(line -> Stream.of(line.split(",", -1)).map(Csv::normal).toList())
                    .toList();
            return new Csv(rows);
        }

        private static String normal(String cell) {
            if (cell.matches("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?")) {
                return cell.replace(' ', 'T').replace("Z", "") + "Z";
            }
            return cell;
        }
    }
}
