package dev.tailrace.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Questions about real data, whose answers were worked out elsewhere, put as pipelines. Their files are among the test
 * resources, read the golden data and write to the parameter {@code out}. A question is a row of {@link #questions()}.
 */
final class DataQuestionsTest {
    private static final Path PIPELINES = Path.of("src/test/resources/dev/tailrace/questions");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * A pipeline and the file of its answer. Numbers with decimals may be off by one in the last one, as the questions
     * say.
     *
     * @param pipeline name of its file, without the ending
     * @param answer in the folder of the data
     * @param rows which rows of ours the question asks for
     */
    private record Question(String pipeline, String answer, Rows rows) {
        static Question of(String pipeline, String answer) {
            return new Question(pipeline, answer, rows -> rows);
        }

        @Override
        public String toString() {
            return pipeline;
        }
    }

    /** Chooses among the rows that a pipeline has written. */
    private interface Rows {
        List<List<String>> of(List<List<String>> rows);
    }

    static Stream<Question> questions() {
        return Stream.of(
                Question.of("crypto-bars", "crypto_trades/expected_ohlcv_5min.csv"),
                Question.of("crypto-vwap", "crypto_trades/expected_hopping_vwap.csv"),
                Question.of("crypto-anomalies", "crypto_trades/expected_volume_anomalies.csv"),
                Question.of("crypto-top", "crypto_trades/expected_top3_trades_hourly.csv"),
                Question.of("flights-top", "flights/expected_top5_origins_weekly.csv"),
                Question.of("flights-delay", "flights/expected_hopping_delay.csv"),
                Question.of("flights-turnaround", "flights/expected_turnaround_daily.csv"),
                Question.of("quakes-top", "earthquakes/expected_top3_daily.csv"),
                Question.of("quakes-sessions", "earthquakes/expected_sessions.csv"),
                Question.of("chess-openings", "chess_games/expected_top5_openings_10s.csv"),
                Question.of("chess-speeds", "chess_games/expected_moves_by_speed_5min.csv"),
                Question.of("chess-thinks", "chess_games/expected_long_thinks.csv"),
                new Question(
                        "chess-sessions", "chess_games/expected_game_sessions.csv", DataQuestionsTest::ofSeveralPerKey),
                Question.of("wikipedia-edits", "wikipedia_edits/expected_5min.csv"),
                Question.of("wikipedia-channels", "wikipedia_edits/expected_top5_channels_15min.csv"),
                Question.of("wikipedia-sessions", "wikipedia_edits/expected_user_sessions.csv"),
                Question.of("wikipedia-shrunk", "wikipedia_edits/expected_shrunk_after_growth.csv"),
                Question.of("retail-revenue", "online_retail/expected_hourly_revenue.csv"),
                Question.of("retail-top", "online_retail/expected_top5_products_daily.csv"),
                Question.of("retail-sessions", "online_retail/expected_sessions.csv"),
                Question.of("retail-cancellations", "online_retail/expected_cancellations_matched.csv"),
                Question.of("retail-duplicates", "online_retail/expected_duplicates_daily.csv"),
                Question.of("icu-hours", "icu_vitals/expected_hr_hourly.csv"),
                Question.of("icu-runs", "icu_vitals/expected_tachycardia_runs.csv"),
                Question.of("icu-shock", "icu_vitals/expected_shock_index.csv"));
    }

    /** Questions that are put elsewhere, by the file of the answer: in the test of the samples, or of z-scores. */
    private static final Map<String, Class<?>> ELSEWHERE = Map.of(
            "chess_games/expected_minute.csv", SamplePipelinesTest.class,
            "earthquakes/expected_hourly.csv", SamplePipelinesTest.class,
            "earthquakes/expected_late.csv", SamplePipelinesTest.class,
            "flights/expected_daily.csv", SamplePipelinesTest.class,
            "flights/expected_state_weekly.csv", SamplePipelinesTest.class,
            "icu_vitals/expected_hr_anomalies.csv", AnomalyQuestionsTest.class);

    @Test
    void everyQuestionIsPut() throws IOException {
        Path data = Shared.path("data");
        Set<String> asked;
        try (Stream<Path> files = Files.walk(data)) {
            asked = files.filter(file -> file.getFileName().toString().matches("expected_.+\\.csv"))
                    .map(file -> data.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        Set<String> put = questions().map(Question::answer).collect(Collectors.toCollection(TreeSet::new));
        put.addAll(ELSEWHERE.keySet());
        assertEquals(asked, put);
    }

    /** The rows whose first cell is that of others, too. */
    private static List<List<String>> ofSeveralPerKey(List<List<String>> rows) {
        Map<String, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.get(0), 1, Integer::sum));
        return rows.stream().filter(row -> counts.get(row.get(0)) > 1).toList();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void questionsHaveTheirAnswers(Question question, @TempDir Path folder) throws IOException, InterruptedException {
        Path data = Shared.path("data");
        Path out = folder.resolve("answer.csv");
        List<List<String>> expected = sorted(read(data.resolve(question.answer())));
        for (int batchRows : new int[] {1, 7, 1024}) {
            String cut = " in batches of " + batchRows;
            run(question.pipeline(), data, out, batchRows);

            List<List<String>> actual = sorted(question.rows().of(read(out)));
            for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                assertTrue(isSame(expected.get(i), actual.get(i)), expected.get(i) + " but was " + actual.get(i) + cut);
            }
            assertEquals(expected.size(), actual.size(), "rows" + cut);
        }
    }

    private static void run(String pipeline, Path data, Path out, int batchRows) throws InterruptedException {
        PipelineCheck check = new PipelineCheck(Catalogue.load());
        PipelineJson.Loaded loaded = PipelineJson.read(PIPELINES.resolve(pipeline + PipelineJson.SUFFIX));
        CheckedPipeline checked = check.check(
                Objects.requireNonNull(loaded.pipeline(), loaded.problems().toString()),
                data.toAbsolutePath(),
                Map.of("out", TextNode.valueOf(out.toString())));
        assertEquals(
                List.of(), checked.problems().stream().filter(Problem::isError).toList());

        Run run = new EmbeddedRuntime(check).start(checked, new RunOptions(batchRows, RunOptions.DEFAULT.linger()));

        assertTrue(run.await(PATIENCE), "still running");
        assertEquals(Run.State.DONE, run.state(), () -> String.valueOf(run.failure()));
    }

    private static List<List<String>> sorted(List<List<String>> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(row -> String.join("\0", row)))
                .toList();
    }

    private static boolean isSame(List<String> expected, List<String> actual) {
        if (expected.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!expected.get(i).equals(actual.get(i)) && !isNear(expected.get(i), actual.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether both are numbers, with decimals, that differ by one in the last of them. */
    private static boolean isNear(String expected, String actual) {
        String number = "-?\\d+\\.\\d+";
        if (!expected.matches(number) || !actual.matches(number)) {
            return false;
        }
        BigDecimal wanted = new BigDecimal(expected);
        BigDecimal apart = wanted.subtract(new BigDecimal(actual)).abs();
        return apart.compareTo(wanted.ulp()) <= 0;
    }

    /** The rows of a CSV file without its header; cells may be quoted, but have no line breaks. */
    private static List<List<String>> read(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            List<String> cells = new ArrayList<>();
            StringBuilder cell = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c == '"') {
                    quoted = !quoted;
                } else if (c == ',' && !quoted) {
                    cells.add(normal(cell.toString()));
                    cell.setLength(0);
                } else {
                    cell.append(c);
                }
            }
            cells.add(normal(cell.toString()));
            rows.add(cells);
        }
        return rows.subList(1, rows.size());
    }

    /** Times without a zone are those of UTC, as the answers print them; fractions without zeros at their end. */
    private static String normal(String cell) {
        if (!cell.matches("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?")) {
            return cell;
        }
        String time = cell.replace(' ', 'T').replace("Z", "");
        return (time.contains(".") ? time.replaceAll("\\.?0+$", "") : time) + "Z";
    }
}
